import { diffMarkdown, diffText } from '../bom/diff/report';
import { t } from '../l10n';
import { code, escape } from '../report/markdown-text';
import { printable } from '../report/printable';
import { type Change, type DiffFile, type InspectionDiff } from './compare';

/** What the two are called. */
export interface Names {
  a: string;
  b: string;
}

/** Files of one list that are named; the JSON has all of them. */
const MOST_NAMES = 200;

/** A line of a comparison: what differs, and how. */
interface Line {
  mark: '+' | '-' | '~';
  subject: string;
  change?: string;
}

interface Part {
  title: string;
  lines: readonly Line[];
}

/** What differs, part by part. */
function partsOf(diff: InspectionDiff): Part[] {
  const { files, components, licenses, signers, metrics } = diff;
  const changes = [
    ...(diff.verdict ? [{ mark: '~', subject: t('verdict'), change: arrow(diff.verdict) } as const] : []),
    ...(diff.class ? [{ mark: '~', subject: t('class'), change: arrow(diff.class) } as const] : []),
  ];
  const parts: Part[] = [
    { title: t('Verdict and class'), lines: changes },
    {
      title: t('Files'),
      lines: limited([
        ...files.changed.map(({ path, before, after }) => ({
          mark: '~' as const,
          subject: path,
          change: `${fileText(before)} → ${fileText(after)}`,
        })),
        ...files.added.map(({ path }) => ({ mark: '+' as const, subject: path })),
        ...files.removed.map(({ path }) => ({ mark: '-' as const, subject: path })),
        ...files.uncompared.map((path) => ({
          mark: '~' as const,
          subject: path,
          change: t('not compared: no digests'),
        })),
      ]),
    },
    {
      title: t('Components'),
      lines: components.map(({ name, ...change }) => ({ mark: '~', subject: name, change: arrow(change) })),
    },
    { title: t('Licences'), lines: addedAndRemoved(licenses) },
    { title: t('Signers'), lines: addedAndRemoved(signers) },
    {
      title: t('Metrics'),
      lines: metrics.map(({ name, ...change }) => ({ mark: '~', subject: name, change: arrow(change) })),
    },
  ];
  return parts.filter(({ lines }) => lines.length);
}

function arrow({ before, after }: Change<string>): string {
  const none = t('(nothing)');
  return `${before ?? none} → ${after ?? none}`;
}

function fileText({ digest, size }: DiffFile): string {
  return digest ?? t('{0} bytes', size ?? '?');
}

function addedAndRemoved({ added, removed }: { added: readonly string[]; removed: readonly string[] }): Line[] {
  return [
    ...added.map((subject) => ({ mark: '+' as const, subject })),
    ...removed.map((subject) => ({ mark: '-' as const, subject })),
  ];
}

function limited(lines: readonly Line[]): Line[] {
  if (lines.length <= MOST_NAMES) return [...lines];
  const more = t('and {0} more; the JSON has them all', lines.length - MOST_NAMES);
  return [...lines.slice(0, MOST_NAMES), { mark: '~', subject: more }];
}

/** The first line of a comparison. */
function summaryLine({ equal, files }: InspectionDiff): string {
  if (equal) return t('Nothing differs. Files that are the same: {0}.', files.same);
  return t(
    'Files: {0} changed, {1} added, {2} removed, {3} the same.',
    files.changed.length,
    files.added.length,
    files.removed.length,
    files.same,
  );
}

/** A comparison for people at a terminal. */
export function compareText(diff: InspectionDiff, { a, b }: Names): string {
  const lines = [`${a} → ${b}`, summaryLine(diff)];
  for (const { title, lines: each } of partsOf(diff))
    lines.push(
      `${title}:`,
      ...each.map(({ mark, subject, change }) => `  ${mark} ${subject}${change === undefined ? '' : `: ${change}`}`),
    );
  const text = `${lines.map(printable).join('\n')}\n`;
  return diff.bom && !diff.bom.diff.equal ? `${text}${diffText(diff.bom.diff, diff.bom)}` : text;
}

/** A comparison as Markdown, for documents, job summaries and comments. */
export function compareMarkdown(diff: InspectionDiff, { a, b }: Names): string {
  const parts = [`# ${t('Comparison')}`, `${code(a)} → ${code(b)}`, escape(summaryLine(diff))];
  for (const { title, lines } of partsOf(diff))
    parts.push(
      `## ${escape(title)}`,
      lines
        .map(
          ({ mark, subject, change }) =>
            `- ${MARKS[mark]()} ${code(subject)}${change === undefined ? '' : `: ${escape(change)}`}`,
        )
        .join('\n'),
    );
  const text = `${parts.join('\n\n')}\n`;
  return diff.bom && !diff.bom.diff.equal ? `${text}\n${diffMarkdown(diff.bom.diff, diff.bom)}` : text;
}

const MARKS: Readonly<Record<Line['mark'], () => string>> = {
  '+': () => t('added'),
  '-': () => t('removed'),
  '~': () => t('changed'),
};
