import { KINDS } from '../../core/documents/kinds';

/** Whether a file is one of ours by its name alone. */
export function hasOurName(path: string): boolean {
  return KINDS.some((kind) => kind.hasName(path));
}

/** Whether a file that is found in a folder is worth a look. */
export function isCandidate(path: string): boolean {
  return hasOurName(path) || /\.(?:ya?ml|json)$/i.test(path);
}
