import { t } from '../l10n';
import { LineIndex, type Span } from './position';
import { type ParsedText } from './tree';
import { parseYaml } from './yaml';

const OPENING = /^\ufeff?---[ \t]*(?:\r\n|\n|\r)/;
// The line break before it belongs to the match, so that a text of line breaks is passed over once.
const CLOSING = /(?:\r\n|\n|\r)---[ \t]*(?=\r|\n|$)/g;

/** Where the YAML between the `---` lines of a Markdown text is; undefined where there is none, or no end of it. */
export function frontMatterSpan(text: string): Span | undefined {
  const opening = OPENING.exec(text)?.[0];
  if (!opening) return undefined;
  // An empty front matter ends in the line break that opens it.
  CLOSING.lastIndex = opening.trimEnd().length;
  const closing = CLOSING.exec(text);
  if (!closing) return undefined;
  const start = opening.length;
  return { start, end: Math.max(start, closing.index + /^(?:\r\n|\n|\r)/.exec(closing[0])![0].length) };
}

/**
 * Reads the front matter of a Markdown text. The offsets are those of the whole text: the opening line is a document
 * marker in YAML, so the text is parsed from its first character to the closing line.
 */
export function parseFrontMatter(text: string): ParsedText {
  const extent = frontMatterSpan(text);
  const lines = new LineIndex(text);
  if (!extent) {
    const end = OPENING.exec(text)?.[0].trimEnd().length ?? 0;
    const problem = {
      code: 'syntax',
      message: t('No line "---" ends the front matter, so it is read as text.'),
    } as const;
    return {
      syntax: 'yaml',
      text,
      lines,
      root: undefined,
      problems: end ? [{ ...problem, start: end - 3, end }] : [],
      extent: { start: 0, end: 0 },
    };
  }
  const { root, problems } = parseYaml(text.slice(0, extent.end));
  return { syntax: 'yaml', text, lines, root, problems, extent };
}
