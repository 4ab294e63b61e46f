import { type Inventory, type LicenseRow } from './row';
import { type LicenseSummary } from './summary';

/** All places of one licence. */
export interface LicenseGroup {
  summary: LicenseSummary;
  rows: LicenseRow[];
}

/** All licences of one file. */
export interface FileGroup {
  file: string;
  rows: LicenseRow[];
}

/** The rows by licence, the licence that is used most first. */
export function byLicense({ rows, licenses }: Inventory): LicenseGroup[] {
  const groups = new Map(licenses.map((summary) => [summary.license, { summary, rows: [] as LicenseRow[] }]));
  for (const row of rows) groups.get(row.license)?.rows.push(row);
  return [...groups.values()]
    .filter((group) => group.rows.length)
    .sort((a, b) => b.rows.length - a.rows.length || compare(a.summary.license, b.summary.license));
}

/** The rows by file, in the order of the files. */
export function byFile({ rows }: Inventory): FileGroup[] {
  const groups = new Map<string, FileGroup>();
  for (const row of rows) {
    let group = groups.get(row.file);
    if (!group) groups.set(row.file, (group = { file: row.file, rows: [] }));
    group.rows.push(row);
  }
  return [...groups.values()].sort((a, b) => compare(a.file, b.file));
}

/** By code units: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
