import { type Completion } from '../../language/features';
import { order } from '../../language/items';
import { inlineCode } from '../../language/markdown';
import { t } from '../../l10n';
import { newComponent } from '../add-components';
import { effectiveLicense } from '../classify';
import {
  COMPONENTS,
  LEVELS,
  RESEARCH_PAPER,
  TECHNICAL_REPORT,
  component,
  componentMeaning,
  componentNamed,
  type ClassLevel,
  type ComponentDefinition,
} from '../components';
import { type MofDocument } from '../document';
import { nextLevel, shortLabel, standing } from '../summary';
import { type Completing } from './completing';
import { componentFacts, countedIn, sourceName } from './meanings';

/** Names of the components that are not listed yet: those that the next class lacks first, then by class. */
export function completeComponents(at: Completing): Completion[] {
  return unlisted(at).map(({ id, name }, index) => ({
    ...facts(at.document, id),
    label: name,
    kind: 'component',
    sortText: order(0, index),
    ...at.insert.value(name),
  }));
}

/** Whole items for the list of components, each with its name and description, and all that a class lacks at once. */
export function completeItems(at: Completing): Completion[] {
  const free = unlisted(at);
  const items: Completion[] = free.map(({ id, name }, index) => ({
    ...facts(at.document, id),
    label: name,
    kind: 'component',
    sortText: order(0, index),
    ...insertItems(at, [id]),
  }));
  return [...items, ...missingFor(at, free)];
}

function insertItems({ cursor, insert }: Completing, ids: readonly number[]) {
  const items = ids.map(newComponent);
  if (cursor.at === 'value') return insert.value(items[0]!);
  // Behind a dash, or where one stands above, the item itself is written.
  const inside = typeof cursor.path.at(-1) === 'number';
  return inside ? insert.members(items[0]!) : insert.items(items);
}

/** All components that a class lacks, where several items can be inserted at once. */
function missingFor(at: Completing, free: readonly ComponentDefinition[]): Completion[] {
  const { cursor } = at;
  if (cursor.at === 'value' || typeof cursor.path.at(-1) === 'number') return [];
  return LEVELS.flatMap((level, index) => {
    const lacking = free.filter((c) => isLacking(c, level, at));
    if (lacking.length < 2) return [];
    return [
      {
        label: t('all missing for {0}', shortLabel(level)),
        kind: 'snippet',
        detail: t('{0} components', lacking.length),
        documentation: lacking.map((c) => `- ${c.name}`).join('\n'),
        sortText: order(1, index),
        ...insertItems(
          at,
          lacking.map((c) => c.id),
        ),
      } satisfies Completion,
    ];
  });
}

function isLacking(definition: ComponentDefinition, level: ClassLevel, at: Completing): boolean {
  return (
    definition.required &&
    definition.level >= level &&
    !(definition.id === TECHNICAL_REPORT && listedNames(at).has(component(RESEARCH_PAPER).name))
  );
}

function unlisted(at: Completing): ComponentDefinition[] {
  const listed = listedNames(at);
  const verdict = at.document.classification;
  const next = nextLevel(verdict);
  const needed = new Set(next === undefined ? [] : standing(verdict, next).missing);
  const rank = (c: ComponentDefinition): number => (needed.has(c.id) ? 0 : c.required ? 4 - c.level : 4);
  return COMPONENTS.filter((c) => !listed.has(c.name))
    .map((c, index) => ({ c, index }))
    .sort((a, b) => rank(a.c) - rank(b.c) || b.c.level - a.c.level || a.index - b.index)
    .map(({ c }) => c);
}

const NAME_LINE = /^[ \t]*(?:-[ \t]+)*(["']?)name\1[ \t]*:[ \t]*(["']?)([^"'\r\n#,]+?)\2[ \t]*,?[ \t]*(?:#.*)?$/gm;

/**
 * Names of the components that are listed, the one at the cursor left out. Names are also looked for line by line, as
 * the tree of a text that is being typed may have lost some.
 */
function listedNames({ document, cursor }: Completing): Set<string> {
  const names = new Set<string>();
  const atCursor = (start: number, end: number): boolean => start <= cursor.span.end && cursor.span.start <= end;
  for (const { name, nameEntry } of document.components)
    if (name !== undefined && nameEntry && !atCursor(nameEntry.start, nameEntry.end)) names.add(name);
  for (const match of document.parsed.text.matchAll(NAME_LINE))
    if (componentNamed(match[3]!) && !atCursor(match.index, match.index + match[0].length)) names.add(match[3]!);
  return names;
}

function facts(document: MofDocument, id: number): Pick<Completion, 'detail' | 'documentation'> {
  const definition = component(id);
  const { id: license, source } = effectiveLicense(undefined, definition.type, document.globalNames);
  return {
    detail: componentFacts(definition),
    documentation: [
      `${componentMeaning(id)}.`,
      countedIn(definition),
      license === undefined
        ? t('Not listed yet. The release has no licence for it, so it needs its own.')
        : t('Not listed yet. Without its own licence it takes {0} ({1}).', inlineCode(license), sourceName(source)),
    ].join('\n\n'),
  };
}
