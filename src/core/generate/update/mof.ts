import { t } from '../../l10n';
import { MofDocument, type MofComponent } from '../../mof/document';
import { type Inventory } from '../../modelfolder/inventory';
import { applyEdits, type TextEdit } from '../../text/edit';
import { editorFor, type DocumentEditor, type NewMap } from '../../text/editor';
import { entryOf, type MapNode } from '../../text/tree';
import { parseYaml } from '../../text/yaml';
import { draftMof, originLines, type MofDraft } from '../mof';
import { ORIGIN_COMMENT, originsIn, plain, withoutDescription } from '../mof-origins';
import { hashOf, type Origins } from '../origins';
import { isPlaceholder } from '../described';
import { same } from './merge';
import { UpdateError, type Change, type Update } from './update';
import { partSentence, propertySentence } from './words';

/** Begins the key of a component among the origins. */
const COMPONENT = 'components/';

/**
 * Brings a MOF configuration that was made here up to date with its folder. What was written by hand stays, and so do comments and
 * order.
 * @throws {UpdateError} for a file that was not made here, or can't be read
 */
export function updateMof(text: string, inventory: Inventory): Update {
  const parsed = parseYaml(text);
  const document = new MofDocument(parsed);
  const before = originsIn(text);
  if (!before.size)
    throw new UpdateError(
      'not-generated',
      t(
        'This document was not generated from a folder, so that it is not known what of it was written by hand. Generate a new one.',
      ),
    );
  if (parsed.problems.length || !document.release)
    throw new UpdateError('unreadable', parsed.problems[0]?.message ?? t('There is no "release".'));
  return new MofUpdate(text, document, document.release, before, draftMof(inventory)).run();
}

class MofUpdate {
  private readonly changes: Change[] = [];
  private readonly edits: TextEdit[] = [];
  private readonly editor: DocumentEditor;

  constructor(
    private readonly text: string,
    private readonly document: MofDocument,
    private readonly release: MapNode,
    private readonly before: Origins,
    private readonly fresh: MofDraft,
  ) {
    this.editor = editorFor(document.parsed);
  }

  run(): Update {
    const keys = new Set([...this.before.keys(), ...this.fresh.origins.keys()]);
    for (const key of keys) if (!key.startsWith(COMPONENT)) this.mergeKey(key);
    this.mergeComponents();
    const { text, changes } = this;
    if (!changes.some(({ kind }) => kind !== 'kept')) return { text, changes, toDos: [] };
    return { text: this.withOrigins(applyEdits(text, this.edits)), changes, toDos: [] };
  }

  /** A key of the release: a text, or the map of licences. */
  private mergeKey(key: string): void {
    const entry = entryOf(this.release, key);
    const cur = entry?.value && plain(entry.value);
    const now = this.fresh.release[key];
    const was = this.before.get(key)?.was;
    const at = entry ? `/release/${key}` : '/release';
    const tell = (kind: Change['kind']) =>
      this.changes.push({
        at,
        kind,
        message: propertySentence({ property: key, kind, ...(now === undefined ? {} : { now }) }, 'release'),
      });
    if (same(cur, now)) return;
    if (was !== undefined && cur === undefined) return; // removed by hand
    if (cur !== undefined && (was === undefined || hashOf(cur) !== was)) {
      const isNews = now !== undefined && !isPlaceholder(now) && (was === undefined || hashOf(now) !== was);
      if (isNews) tell('kept');
      return;
    }
    if (now === undefined) {
      // A release without a licence says so.
      if (key === 'license') this.edits.push(...this.editor.setValue(this.release, entry!, {}));
      else this.edits.push(...this.editor.removeEntry(this.release, entry!));
      return void tell('removed');
    }
    if (entry?.value?.kind === 'scalar' && typeof now === 'string')
      this.edits.push(...this.editor.setText(entry.value, now));
    else if (entry) this.edits.push(...this.editor.setValue(this.release, entry, now));
    else this.edits.push(...this.editor.addEntry(this.release, key, now, this.placeOf(key)));
    tell(cur === undefined ? 'added' : 'changed');
  }

  /** Where a new key goes: behind the one that it follows in a new file. */
  private placeOf(key: string): { after: NonNullable<ReturnType<typeof entryOf>> } | 'first' {
    const keys = Object.keys(this.fresh.release);
    for (const earlier of keys.slice(0, keys.indexOf(key)).reverse()) {
      const entry = entryOf(this.release, earlier);
      if (entry) return { after: entry };
    }
    return 'first';
  }

  private mergeComponents(): void {
    const { list, componentsEntry, components } = this.document;
    const now = new Map(this.fresh.components.map((item) => [String(item.name), item]));
    const gone = components.filter((component) => !this.mergeComponent(component, now)).map(({ item }) => item);
    const listed = new Set(components.map(({ name }) => name));
    const added = [...now].filter(([name]) => !listed.has(name) && !this.before.has(COMPONENT + name));
    for (const [name] of added)
      this.changes.push({ at: '/release/components', kind: 'added', message: partSentence('added', name) });
    const items = added.map(([, item]) => item);
    // A list of which nothing stays is written anew.
    if (items.length && componentsEntry && (!list || gone.length === list.items.length))
      this.edits.push(...this.editor.setValue(this.release, componentsEntry, items));
    else {
      if (gone.length) this.edits.push(...this.editor.removeItems(list!, gone));
      if (items.length && list && componentsEntry)
        this.edits.push(...this.editor.addItems(list, componentsEntry, items));
      else if (items.length) this.edits.push(...this.editor.addEntry(this.release, 'components', items, 'last'));
    }
  }

  /** Brings a component up to date; false for one that goes. */
  private mergeComponent({ index, map, name }: MofComponent, now: ReadonlyMap<string, NewMap>): boolean {
    const was = name === undefined ? undefined : this.before.get(COMPONENT + name)?.was;
    if (!map || name === undefined || was === undefined) return true;
    const cur = withoutDescription(plain(map) as NewMap);
    if (hashOf(cur) !== was) return true;
    const at = `/release/components/${index}`;
    const fresh = now.get(name);
    if (!fresh) {
      this.changes.push({ at, kind: 'removed', message: partSentence('removed', name) });
      return false;
    }
    const next = withoutDescription(fresh);
    for (const key of new Set([...Object.keys(cur), ...Object.keys(next)])) {
      const [entry, value] = [entryOf(map, key), next[key]];
      if (same(cur[key], value)) continue;
      if (value === undefined) this.edits.push(...this.editor.removeEntry(map, entry!));
      else if (entry) this.edits.push(...this.editor.setValue(map, entry, value));
      else this.edits.push(...this.editor.addEntry(map, key, value, 'last'));
      const kind = value === undefined ? 'removed' : entry ? 'changed' : 'added';
      const message = propertySentence({ property: key, kind, ...(value === undefined ? {} : { now: value }) }, name);
      this.changes.push({ at: entry ? `${at}/${key}` : at, kind, message });
    }
    return true;
  }

  /** The text with comments that tell where values come from now; of what was removed by hand, so that it stays away. */
  private withOrigins(text: string): string {
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const lines = text.split(/\r?\n/);
    const first = lines.findIndex((line) => line.startsWith(ORIGIN_COMMENT));
    const written = originLines(this.fresh.origins).filter((line) => line.startsWith(ORIGIN_COMMENT));
    const rest = lines.filter((line) => !line.startsWith(ORIGIN_COMMENT));
    rest.splice(first, 0, ...written);
    return rest.join(newline);
  }
}
