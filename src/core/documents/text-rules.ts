import { t } from '../l10n';
import { type Fix } from '../findings/finding';
import { type Report, type RuleInfo } from '../findings/rule';
import { type DecodedText } from '../text/decode';
import { applyEdits } from '../text/edit';
import { editorFor } from '../text/editor';
import { type Entry, type MapNode, type ParsedText, type SyntaxProblem, type TreeNode } from '../text/tree';
import { parseYaml } from '../text/yaml';

/** Rules about the text itself, whatever it says. */
const notUtf8: RuleInfo = {
  id: 'document/not-utf-8',
  title: 'File is not UTF-8',
  help: 'YAML and JSON are exchanged in UTF-8. Other encodings are misread or refused by the tools that come next.',
  severity: 'error',
  fixable: false,
};
const byteOrderMark: RuleInfo = {
  id: 'document/byte-order-mark',
  title: 'Byte order mark at the start',
  help: 'The invisible character U+FEFF becomes a part of the first key for some parsers; the Model Openness Tool then finds no "framework".',
  severity: 'error',
  fixable: true,
};
const controlCharacter: RuleInfo = {
  id: 'document/control-character',
  title: 'Control character',
  help: 'Control characters, NUL among them, are not allowed in YAML or JSON text and usually mean that the file is damaged.',
  severity: 'error',
  fixable: false,
};
const syntax: RuleInfo = {
  id: 'document/syntax',
  title: 'Text cannot be read',
  help: 'The file is not well-formed YAML or JSON. Nothing else is checked until it is.',
  severity: 'error',
  fixable: false,
};
const tab: RuleInfo = {
  id: 'document/tab-indentation',
  title: 'Tab in the indentation',
  help: 'YAML is indented with blanks; a tab makes the whole file unreadable.',
  severity: 'error',
  fixable: true,
};
const multiple: RuleInfo = {
  id: 'document/multiple-documents',
  title: 'Several documents in one file',
  help: 'Only the first YAML document of a file would be read; the Model Openness Tool rejects the file.',
  severity: 'error',
  fixable: false,
};
const duplicateKey: RuleInfo = {
  id: 'document/duplicate-key',
  title: 'Key written twice',
  help: 'A map may hold a key once. Some parsers take the last value, others reject the file.',
  severity: 'error',
  fixable: true,
};
const loneSurrogate: RuleInfo = {
  id: 'document/lone-surrogate',
  title: 'Half of a character',
  help: 'A surrogate is half of a character and means nothing alone. UTF-8 cannot hold it: other tools replace it or reject the file.',
  severity: 'warning',
  fixable: false,
};
const tooComplex: RuleInfo = {
  id: 'document/too-complex',
  title: 'Too long or too deep',
  help: 'Files are read up to a size and depth far beyond any real document, so that a hostile one cannot stop the editor.',
  severity: 'error',
  fixable: false,
};

/** Reported by the lint run itself. */
export const tooManyFindings: RuleInfo = {
  id: 'document/too-many-findings',
  title: 'More findings than are shown',
  help: 'Of very many findings only some are shown, of every rule the first ones, so that the editor stays quick.',
  severity: 'info',
  fixable: false,
};

/** Says that not everything is shown. */
export function manyFindings(found: number, shown: number): Report {
  return {
    at: { start: 0, end: 0 },
    message: t(
      'There are {0} findings; {1} of them are shown.',
      found.toLocaleString('en'),
      shown.toLocaleString('en'),
    ),
  };
}

export const textRules: readonly RuleInfo[] = [
  notUtf8,
  byteOrderMark,
  controlCharacter,
  syntax,
  tab,
  multiple,
  duplicateKey,
  loneSurrogate,
  tooComplex,
  tooManyFindings,
];

/** Rules that a YAML extension checks as well; where one is active it keeps them. */
export const YAML_SYNTAX_RULES: readonly string[] = [syntax.id, tab.id, duplicateKey.id];

const RULE_OF: Record<SyntaxProblem['code'], RuleInfo> = {
  syntax,
  tab,
  'multiple-documents': multiple,
  'duplicate-key': duplicateKey,
  'lone-surrogate': loneSurrogate,
  'too-complex': tooComplex,
};

/** Problems after which the rest of the text can't be trusted. */
const FATAL: ReadonlySet<SyntaxProblem['code']> = new Set(['syntax', 'tab', 'too-complex']);

// Allowed in YAML 1.2.2 (§5.1) besides printable text: tab, line feed, carriage return, NEL.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * Checks the text of a document.
 * @param decoded how the bytes were read; absent where a host hands over text, as editors do
 * @returns whether the text is sound enough for the rules of its kind
 */
export function checkText(
  parsed: ParsedText,
  decoded: DecodedText | undefined,
  report: (rule: RuleInfo, report: Report) => void,
): boolean {
  const { text } = parsed;
  // Prose has no syntax to breach, and other tools read it in any encoding.
  if (parsed.syntax === 'text') return true;
  if (decoded && decoded.encoding !== 'utf-8') {
    const at = decoded.badOffset ?? 0;
    report(notUtf8, {
      at: { start: at, end: Math.min(text.length, at + 1) },
      message:
        decoded.encoding === 'utf-16'
          ? t('This file is UTF-16. Save it as UTF-8.')
          : t('This character is not UTF-8. Save the file as UTF-8.'),
    });
    return false;
  }
  const marked = text.startsWith('\ufeff');
  if (marked || decoded?.byteOrderMark)
    report(byteOrderMark, {
      at: { start: 0, end: Math.min(1, text.length) },
      message:
        parsed.syntax === 'lines'
          ? t(
              'The file begins with a byte order mark; modctl then knows no first command. Save it as UTF-8 without one.',
            )
          : t(
              'The file begins with a byte order mark; the Model Openness Tool then finds no "framework". Save it as UTF-8 without one.',
            ),
      // Where the host took the mark off the text, it is not for an edit to remove.
      fix: () => [
        marked
          ? { title: t('Remove the byte order mark'), safe: true, edits: [{ start: 0, end: 1, newText: '' }] }
          : undefined,
      ],
    });
  const control = parsed.control ?? text.search(CONTROL);
  if (control >= 0) {
    const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0');
    report(controlCharacter, {
      at: { start: control, end: control + 1 },
      message: t('Control character U+{0} is not allowed here. Is the file damaged?', code),
    });
    return false;
  }
  for (const problem of parsed.problems) {
    report(RULE_OF[problem.code], {
      at: { start: problem.start, end: Math.max(problem.end, problem.start) },
      message: problem.message,
      ...(problem.related ? { related: [{ at: problem.related, message: t('It stands here first.') }] } : {}),
      fix: () => [fixOf(problem, parsed)],
    });
    // What follows the first breach of syntax is mostly its echo.
    if (FATAL.has(problem.code) && !problem.contained) return false;
  }
  return true;
}

function fixOf(problem: SyntaxProblem, parsed: ParsedText): Fix | undefined {
  if (problem.code === 'tab') return untab(parsed);
  return problem.code === 'duplicate-key' ? withoutRepetition(problem, parsed) : undefined;
}

/** Removes the second of two equal keys, where both say the same: else one of the values would be lost. */
function withoutRepetition({ start, related }: SyntaxProblem, parsed: ParsedText): Fix | undefined {
  const map = mapWithKeyAt(parsed.root, start);
  const second = map?.entries.find((e) => e.key.start === start);
  const first = map?.entries.find((e) => e.key.start === related?.start);
  if (!map || !first || !second) return undefined;
  const written = (entry: Entry): string => parsed.text.slice(entry.key.end, entry.end).trim();
  if (written(first) !== written(second)) return undefined;
  return {
    title: t('Remove the repeated "{0}"', second.key.text),
    safe: true,
    edits: editorFor(parsed).removeEntry(map, second),
  };
}

/** The map that has a key at an offset. */
function mapWithKeyAt(node: TreeNode | undefined, offset: number): MapNode | undefined {
  if (!node || node.kind === 'scalar' || offset < node.start || offset > node.end) return undefined;
  if (node.kind === 'map' && node.entries.some((e) => !e.merged && e.key.start === offset)) return node;
  for (const part of node.kind === 'map' ? node.entries : node.items) {
    const found = part.alias ? undefined : mapWithKeyAt(part.value, offset);
    if (found) return found;
  }
  return undefined;
}

/** Widths that a tab may stand for, the most usual first. */
const TAB_WIDTHS = [2, 4, 8];

/**
 * Replaces every tab of the indentation by blanks, as many as make the text readable. Where several widths do, and the
 * text would say different things with them, the reader has to choose.
 */
function untab(parsed: ParsedText): Fix | undefined {
  const tabs = [...parsed.text.matchAll(/^[ \t]*\t[ \t]*/gm)];
  const readings = TAB_WIDTHS.map((width) => {
    const edits = tabs.map((m) => ({
      start: m.index,
      end: m.index + m[0].length,
      newText: m[0].replaceAll('\t', ' '.repeat(width)),
    }));
    const { root, problems } = parseYaml(applyEdits(parsed.text, edits));
    return problems.some((p) => FATAL.has(p.code)) ? undefined : { edits, says: plain(root) };
  }).filter((reading) => reading !== undefined);
  const [first] = readings;
  return (
    first && {
      title: t('Indent with blanks instead of tabs'),
      safe: readings.every((reading) => reading.says === first.says),
      edits: first.edits,
    }
  );
}

/** What a tree says, without its places; aliases by their name only, as they may multiply without end. */
function plain(node: TreeNode | undefined): string {
  if (!node) return '';
  if (node.kind === 'scalar') return JSON.stringify(node.text);
  if (node.kind === 'list') return `[${node.items.map((i) => (i.alias ? '*' : plain(i.value))).join()}]`;
  const own = node.entries.filter((e) => !e.merged);
  return `{${own.map((e) => `${JSON.stringify(e.key.text)}:${e.alias ? '*' : plain(e.value)}`).join()}}`;
}
