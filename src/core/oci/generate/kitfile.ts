import { t } from '../../l10n';
import { byPath, foldersOf } from '../../folder/paths';
import { scalar } from '../../text/yaml-editor';
import { MANIFEST_VERSION } from '../kitfile/fields';
import { type LayerKind } from '../modelpack/layer-type';
import { modelFilesOf, nameOf, type InventoryFile, type ModelInventory } from './inventory';

/** A path of the Kitfile: a file, or a folder that holds one kind of files. */
interface Layer {
  path: string;
  /** Nothing but the size of a file said what it is. */
  isGuess: boolean;
}

/** Sections in the order in which they are written, with what they hold. */
const SECTIONS: readonly (readonly [key: string, kind: LayerKind])[] = [
  ['code', 'code'],
  ['datasets', 'dataset'],
  ['docs', 'doc'],
];

/**
 * A Kitfile that packs every file of a model once. The same inventory gives the same text; comments say what was guessed.
 */
export function generateKitfile(inventory: ModelInventory): string {
  const files = modelFilesOf(inventory);
  const { name, isGuess } = nameOf(inventory);
  const { version, description, authors = [], licenses = [] } = inventory.facts.descriptor;
  const lines = [
    `# ${t('Written from the files of this folder: what each one is was concluded from its name and content.')}`,
    `manifestVersion: ${MANIFEST_VERSION}`,
    'package:',
    `  name: ${scalar(name)}${isGuess ? guess(t('the name of the folder')) : ''}`,
    ...(version ? [`  version: ${scalar(version)}`] : []),
    ...(description ? [`  description: ${scalar(description)}`] : []),
    ...licenseLine(licenses),
    ...(authors.length ? ['  authors:', ...authors.map((author) => `    - ${scalar(author)}`)] : []),
    ...modelLines(files, inventory),
  ];
  for (const [key, kind] of SECTIONS) {
    const layers = layersOf(files, kind);
    if (!layers.length) continue;
    lines.push(`${key}:`, ...layers.map((layer) => pathLine('  - ', layer)));
  }
  return `${lines.join('\n')}\n`;
}

function guess(what: string): string {
  return ` # ${t('a guess: {0}', what)}`;
}

function pathLine(lead: string, { path, isGuess }: Layer): string {
  return `${lead}path: ${scalar(path)}${isGuess ? guess(t('nothing is known of it but its size')) : ''}`;
}

/** A Kitfile has one licence for the whole; of several it is not said how they belong together. */
function licenseLine(licenses: readonly string[]): string[] {
  if (licenses.length === 1) return [`  license: ${scalar(licenses[0]!)}`];
  if (!licenses.length) return [`  # license: ${t('found nowhere; write the SPDX id')}`];
  return [`  # license: ${t('one of these, or an expression of them: {0}', licenses.join(', '))}`];
}

/** The largest file of weights is the model, all others and their configuration are its parts. */
function modelLines(files: readonly InventoryFile[], { facts }: ModelInventory): string[] {
  const weights = files.filter(({ class: { kind } }) => kind === 'weight');
  const main = [...weights].sort((a, b) => b.size - a.size || byPath(a.path, b.path))[0];
  const parts = files.filter((file) => file !== main && /^weight/.test(file.class.kind));
  if (!main && !parts.length) return [];
  const { format } = facts.config;
  return [
    'model:',
    ...(main ? [pathLine('  ', layerOf(main))] : []),
    ...(format ? [`  format: ${scalar(format)}`] : []),
    ...(parts.length ? ['  parts:', ...parts.map((part) => pathLine('    - ', layerOf(part)))] : []),
  ];
}

function layerOf({ path, class: { by } }: InventoryFile): Layer {
  return { path, isGuess: by === 'size' };
}

/** The files of a kind; a folder that has no others, at any depth, stands for all of its own. */
function layersOf(files: readonly InventoryFile[], kind: LayerKind): Layer[] {
  const mixed = new Set(files.filter((file) => file.class.kind !== kind).flatMap(({ path }) => foldersOf(path)));
  const layers = new Map<string, Layer>();
  const counts = new Map<string, number>();
  for (const file of files)
    for (const folder of foldersOf(file.path)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  for (const file of files.filter((each) => each.class.kind === kind)) {
    const folder = foldersOf(file.path).find((each) => each !== '.' && !mixed.has(each) && counts.get(each)! > 1);
    if (folder === undefined) layers.set(file.path, layerOf(file));
    else layers.set(folder, { path: folder, isGuess: false });
  }
  return [...layers.values()];
}
