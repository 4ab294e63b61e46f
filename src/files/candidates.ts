import { DETECTORS } from '../core/documents/detect';

/** Files that hold data: their names say nothing, so they are looked into. */
const DATA = /\.(?:ya?ml|jsonc?|jsonld)$/i;

/** Files that count by their names, in any case; `*` stands for the rest of the name. */
const NAMES = [
  'readme.md',
  'pyproject.toml',
  'kitfile',
  '.kitfile',
  'modelfile',
  '*.modelfile',
  ...['license', 'licence', 'copying'].flatMap((stem) => [stem, `${stem}.*`, `${stem}-*`, `${stem}_*`]),
];

const NAMED = new RegExp(
  `(?:^|/)(?:${NAMES.map((name) => name.replaceAll('.', '\\.').replace('*', '[^/]*')).join('|')})$`,
  'i',
);

/** Globs of the files that count by their names, for hosts that choose files by globs. */
export const NAME_GLOBS: readonly string[] = NAMES.map((name) => `**/${inAnyCase(name)}`);

/** Whether a file that is found in a folder is worth a look, by its name. */
export function isCandidate(path: string): boolean {
  return DATA.test(path) || NAMED.test(path) || DETECTORS.some((kind) => kind.hasName(path));
}

/** Globs tell capitals apart: `[Rr][Ee][Aa][Dd]`. */
function inAnyCase(name: string): string {
  return name.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}
