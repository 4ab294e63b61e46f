import { byCodePoints } from '../signing/statement/names';
import { type Coverage, type FileRow, type FileState, type InspectedFiles } from './inspection';

/** Every state of a file, from what needs looking at to what does not. */
export const FILE_STATES: readonly FileState[] = ['changed', 'missing', 'unsigned', 'unknown', 'ignored', 'matched'];

/** Rows in the order in which they are shown, with what is counted of them. */
export function inspectedFiles(rows: readonly FileRow[]): InspectedFiles {
  return {
    total: rows.length,
    bytes: rows.reduce((sum, { size = 0 }) => sum + size, 0),
    states: coverageOf(rows),
    rows: [...rows].sort((a, b) => byCodePoints(a.path, b.path)),
  };
}

/** How many rows there are of each state. */
export function coverageOf(rows: readonly Pick<FileRow, 'state'>[]): Coverage {
  const states: Coverage = { matched: 0, changed: 0, missing: 0, unsigned: 0, ignored: 0, unknown: 0 };
  for (const { state } of rows) states[state]++;
  return states;
}
