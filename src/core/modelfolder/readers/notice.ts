import { type Link } from '../inventory';
import { type Reader } from '../reader';

/** Documents that are referred to and not read, by their names. */
const TYPES: readonly (readonly [RegExp, Link['type']])[] = [
  [/^notices?(?:\.(?:md|txt))?$/i, 'notice'],
  [/^(?:use|acceptable[-_]?use)[-_]?policy/i, 'usePolicy'],
  [/^(?:responsible[-_]use)/i, 'usePolicy'],
  [/tech(?:nical)?[-_ ]?report/i, 'paper'],
  [/paper/i, 'paper'],
];

/** `NOTICE`, `USE_POLICY.md` and reports. */
export const notice: Reader = {
  id: 'notice',
  pattern:
    /^(?:notices?(?:\.(?:md|txt))?|(?:(?:acceptable[-_]?)?use[-_]?policy|responsible[-_]use[^/]*)\.(?:md|txt|pdf)|[^/]*(?:tech(?:nical)?[-_ ]?report|paper)[^/]*\.(?:pdf|md))$/i,
  read(file, draft) {
    const type = TYPES.find(([pattern]) => pattern.test(file.path))?.[1];
    draft.add('links', type && { type, target: file.path }, { path: file.path, reader: 'notice' });
  },
};
