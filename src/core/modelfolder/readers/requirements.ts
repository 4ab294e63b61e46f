import { textOf } from '../place';
import { type Reader } from '../reader';
import { dependencyOf, scopeOf } from '../requirement';

/** Longest list, in bytes, and lines of it that are read. */
const MOST = 4 * 1024 * 1024;
const MOST_LINES = 20_000;

/** `requirements.txt` of pip and its relatives. What else it includes is not followed. */
export const requirements: Reader = {
  id: 'requirements',
  pattern: /^(?:[^/]+\/)?[^/]*requirements[^/]*\.(?:txt|in)$/i,
  read(file, draft) {
    const scope = scopeOf(file.path);
    const lines = textOf(file, MOST)
      .split(/\r\n|[\r\n]/)
      .slice(0, MOST_LINES);
    lines.forEach((line, index) => {
      if (/^\s*(?:#|-|$)/.test(line)) return;
      draft.add('dependencies', dependencyOf(line, scope), { path: file.path, line: index, reader: 'requirements' });
    });
  },
};
