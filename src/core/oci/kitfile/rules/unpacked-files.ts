import { cleanPath } from '../../../folder/paths';
import { type FolderContents } from '../../../folder/contents';
import { type Fix } from '../../../findings/finding';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asMap, entryOf } from '../../../text/tree';
import { classifyFile } from '../../modelpack/classify/classify';
import { type LayerKind } from '../../modelpack/layer-type';
import { isAuxiliary } from '../../auxiliary';
import { type KitfileDocument } from '../document';
import { KitIgnore } from '../ignore';
import { troubleOf } from './path-form';

/** Names that are told; the rest is a number. */
const SHOWN = 5;
/** Files that a fix adds at most: a person reads what is added. */
const MOST_ADDED = 50;

/** Files of the folder that no layer has; undefined where a layer has everything. */
export function unpackedFiles(document: KitfileDocument, folder: FolderContents): string[] {
  const paths = document.layers.filter(({ remotePath }) => !remotePath);
  if (paths.some(({ path, section }) => !path && section !== 'model')) return [];
  const packed = new Set(paths.flatMap(({ path }) => (path ? [cleanPath(path.text)] : [])));
  if (packed.has('.')) return [];
  return packable(folder).filter((file) => !isIn(packed, file));
}

const packableFiles = new WeakMap<FolderContents, readonly string[]>();

/** Files that belong to the model and are not left out: found once a folder, as that may have very many. */
function packable(folder: FolderContents): readonly string[] {
  let known = packableFiles.get(folder);
  if (!known) {
    const ignore = KitIgnore.of(folder);
    known = folder.files.filter((file) => !isAuxiliary(file) && !ignore.ignores(file));
    packableFiles.set(folder, known);
  }
  return known;
}

/** Whether a path, or a folder that it is in, is among others. */
function isIn(paths: ReadonlySet<string>, path: string): boolean {
  if (paths.has(path)) return true;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    if (paths.has(path.slice(0, end))) return true;
  return false;
}

/** Whether a key, a section or a path is wrong: what it was meant for would seem to be left over. */
function isUnclear(document: KitfileDocument, folder: FolderContents): boolean {
  for (const { map, fields } of document.maps)
    for (const { key, value } of map.entries) {
      const field = Object.hasOwn(fields, key.text) ? fields[key.text] : undefined;
      if (!field) return true;
      if (document.isNull(value)) continue;
      if (field.type === 'path' && value!.kind !== 'scalar') return true;
      if (field.type === 'map' && value!.kind !== 'map') return true;
      if (field.type !== 'section') continue;
      if (value?.kind !== 'list' || value.items.some((item) => item.value?.kind !== 'map')) return true;
    }
  if ([...document.byPath().values()].some((layers) => layers.length > 1)) return true;
  return document.layers.some((layer) => {
    if (!layer.path) return layer.section !== 'model' || !document.layers.some(({ section }) => section === 'part');
    if (layer.remotePath) return false;
    if (layer.section === 'mcp-server' && !layer.path.text.endsWith('.mcpb')) return true;
    const trouble = troubleOf(layer, folder);
    return trouble === undefined ? folder.lacks(layer.path.text) : trouble !== 'model-reference';
  });
}

/** A file that is in no layer is not in the package. */
export const unpackedFile: Rule<KitfileDocument> = {
  id: 'kitfile/unpacked-file',
  title: 'Files in no layer',
  help: 'Some files of the folder are in no layer and not left out by .kitignore, so they are not in the package. That may be meant.',
  severity: 'info',
  fixable: true,
  check(document, report, { folder }) {
    const at = document.root?.entries[0]?.key;
    if (!at || !folder?.complete || !document.layers.length || isUnclear(document, folder)) return;
    const missing = unpackedFiles(document, folder);
    if (!missing.length) return;
    report({
      at,
      message: unpackedMessage(missing),
      fix: () => (missing.length > MOST_ADDED ? [] : additions(document, missing)),
    });
  },
};

/** How many files are in no layer, and which ones. */
export function unpackedMessage(missing: readonly string[]): string {
  const names = missing.slice(0, SHOWN).join(', ') + (missing.length > SHOWN ? ', …' : '');
  return missing.length === 1
    ? t('One file is in no layer: {0}.', names)
    : t('{0} files are in no layer: {1}.', missing.length, names);
}

/** Where a Kitfile has files of a kind. */
const SECTION_OF: Record<LayerKind, string> = {
  weight: 'parts',
  'weight.config': 'parts',
  code: 'code',
  dataset: 'datasets',
  doc: 'docs',
};

/** One fix a section; what a file is, is guessed from its name. */
function additions(document: KitfileDocument, missing: readonly string[]): Fix[] {
  const { root, parsed } = document;
  const bySection = new Map<string, string[]>();
  for (const path of missing) {
    const section = SECTION_OF[classifyFile({ path, size: 0 }).kind];
    bySection.set(section, [...(bySection.get(section) ?? []), path]);
  }
  return [...bySection].flatMap(([section, paths]) => {
    const map = section === 'parts' ? asMap(entryOf(root, 'model')?.value) : root;
    if (!map) return [];
    const editor = editorFor(parsed);
    const items = paths.map((path) => ({ path }));
    const entry = entryOf(map, section);
    if (entry?.merged || entry?.alias) return [];
    const edits = !entry
      ? editor.addEntry(map, section, items, 'last')
      : entry.value?.kind === 'list'
        ? editor.addItems(entry.value, entry, items)
        : document.isNull(entry.value)
          ? editor.setValue(map, entry, items)
          : [];
    const title =
      paths.length === 1
        ? t('Add {0} to "{1}"', paths[0]!, section)
        : t('Add {0} files to "{1}"', paths.length, section);
    return [{ title, safe: false, edits }];
  });
}
