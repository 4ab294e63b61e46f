import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { corpus } from '../../corpus';

export interface BomFile {
  name: string;
  text: string;
}

/** Files of other people that are valid in their format. */
export function corpusFiles(folder: string, wanted: RegExp = /\.json$/): BomFile[] {
  if (!existsSync(corpus(folder))) return [];
  return readdirSync(corpus(folder))
    .filter((name) => wanted.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(corpus(folder, name), 'utf8') }));
}
