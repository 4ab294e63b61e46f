import { type InventoryFormat } from '.';

const COLUMNS = [
  'file',
  'line',
  'column',
  'subject',
  'content',
  'role',
  'written',
  'license',
  'openness',
  'restrictions',
  'finding',
];

/** Comma-separated values with a heading (RFC 4180), one line a place. Lines and columns count from 1. */
export const csv: InventoryFormat = ({ rows, licenses }) => {
  const known = new Map(licenses.map((summary) => [summary.license, summary]));
  const lines = rows.map(({ file, range: { start }, subject, content, role, written, license, severity }) => {
    const { openness, restrictions } = known.get(license)!;
    return [
      file,
      String(start.line + 1),
      String(start.character + 1),
      subject ?? '',
      content ?? '',
      role,
      written,
      license,
      openness,
      restrictions.join(' '),
      severity ?? '',
    ];
  });
  return [COLUMNS, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
};

/** Spreadsheets calculate what begins like a formula, which a text under review must not be able to ask for. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
