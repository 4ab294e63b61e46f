/** Rows of a table by the names in its first row (RFC 4180). A row that is cut off has fewer of them. */
export function csvRows(text: string): Record<string, string>[] {
  const [names = [], ...rows] = rowsOf(text);
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => Object.fromEntries(names.slice(0, row.length).map((name, at) => [name.trim(), row[at]!])));
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|[\r\n]|$)/y;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) {
      // A quote in the middle of a cell: the rest of the line is no table.
      const end = text.slice(at).search(/[\r\n]/);
      pattern.lastIndex = end < 0 ? text.length : at + end + 1;
      row = [];
      continue;
    }
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  if (row.length) rows.push([...row, '']);
  return rows;
}
