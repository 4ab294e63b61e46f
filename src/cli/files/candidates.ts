import { KINDS } from '../../core/documents/kinds';

/** Whether a file is one of ours by its name alone. */
export function hasOurName(path: string): boolean {
  return KINDS.some((kind) => kind.hasName(path));
}
