/** A heading of Markdown with what follows it up to the next heading. */
export interface MarkdownSection {
  heading: string;
  /** 1 for the highest. */
  level: number;
  /** Line of the heading, from 0. */
  line: number;
  lines: string[];
}

/** Longest text of a section that is kept, in UTF-16 code units. */
export const MOST_SECTION = 10_000;

/**
 * The sections of a Markdown text; what stands before the first heading has an empty one. Headings inside of code are none.
 * @param first line that counts, from 0
 */
export function sectionsOf(text: string, first: number): MarkdownSection[] {
  const sections: MarkdownSection[] = [{ heading: '', level: 0, line: first, lines: [] }];
  const lines = withoutComments(text).split(/\r\n|[\r\n]/);
  let fence: string | undefined;
  for (let at = first; at < lines.length; at++) {
    const line = lines[at]!;
    const [, marks] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (marks !== undefined) fence = fence === undefined ? marks[0] : fence === marks[0] ? undefined : fence;
    const [, hashes, title] =
      (fence === undefined && /^ {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/.exec(line)) || [];
    if (hashes !== undefined) sections.push({ heading: plainOf(title!), level: hashes.length, line: at, lines: [] });
    else sections.at(-1)!.lines.push(line);
  }
  return sections;
}

/** Takes comments away and leaves their line breaks, so that lines stay what they are. */
function withoutComments(text: string): string {
  let result = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!--', at);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return result + text.slice(at);
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]+/g, '');
    at = end + 3;
  }
}

/** The words of a line of Markdown: without emphasis, pictures, tags, and the addresses of links. */
export function plainOf(line: string): string {
  return line
    .slice(0, 20_000)
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[([^\]]{0,2000})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/<\/?[A-Za-z][^<>]{0,2000}>/g, '')
    .replace(/\*\*|__|`/g, '')
    .replace(/^(?:[\p{Emoji_Presentation}\p{Extended_Pictographic}\ufe0f]+\s*)+/u, '')
    .replace(/(?:^|\s)\[optional\](?=\s|$|:)/gi, '')
    .trim();
}

/** What templates leave for people to fill in. */
export const PLACEHOLDER =
  /^\W*(?:\[?\s*more information needed\s*\]?|tbd|todo|n\/a|coming soon|needs? more information)\W*$/i;

/** The text of lines as a section has it; undefined where nothing is said. */
export function proseOf(lines: readonly string[]): string | undefined {
  const kept = lines
    .map((line) => line.trimEnd())
    .filter((line) => !PLACEHOLDER.test(line) && !/^\s*!\[[^\]]*\]\([^)]*\)\s*$/.test(line));
  const text = kept
    .map((line) => (/<[A-Za-z/]/.test(line) ? plainOf(line) : line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  return text.length > MOST_SECTION ? `${text.slice(0, MOST_SECTION)}…` : text;
}
