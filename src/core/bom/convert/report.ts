import { t } from '../../l10n';
import { printable } from '../../report/printable';
import { type Position } from '../../text/position';
import { code, escapeMarkdown } from '../markdown';
import { FORMAT_TITLE } from '../view/fields';
import { steps } from '../view/json';
import { findPositions } from '../view/places';
import { type Pointer } from '../view/view';
import { type ConversionReport } from './account';

/** Places that are named for one reason; the JSON report names all. */
const MAX_PLACES = 8;

/** Places of the source that share a reason. */
interface Group {
  /** Last key of the places. */
  field: string;
  reason: string;
  paths: Pointer[];
}

/** A conversion in numbers: what was lost and kept, and what the target format demanded. */
export function conversionSummary({ from, to, lost, kept, added }: ConversionReport): string {
  const names = [`${FORMAT_TITLE[from.format]} ${from.version}`, `${FORMAT_TITLE[to.format]} ${to.version}`];
  const counts = [
    t('lost: {0}', lost.length),
    t('kept in properties: {0}', kept.length),
    t('remarks: {0}', added.length),
  ];
  return `${names.join(' → ')}; ${counts.join(', ')}`;
}

/** The report of a conversion for people at a terminal. */
export function conversionText(report: ConversionReport): string {
  const lines = [conversionSummary(report)];
  const section = (title: string, groups: readonly Group[]) => {
    if (groups.length) lines.push(`${title}:`);
    for (const { field, reason, paths } of groups)
      lines.push(
        `  ${field} (${paths.length}): ${reason}: ${paths.slice(0, 2).join(', ')}${paths.length > 2 ? ', …' : ''}`,
      );
  };
  section(t('Lost'), grouped(report.lost));
  section(t('Kept in properties'), grouped(report.kept.map(({ path, as }) => ({ path, reason: as }))));
  if (report.added.length)
    lines.push(`${t('Remarks')}:`, ...report.added.map(({ at, reason }) => `  ${at}: ${reason}`));
  return `${lines.map(printable).join('\n')}\n`;
}

/** The report of a conversion as Markdown. */
export function conversionMarkdown(
  report: ConversionReport,
  source: string,
  content: string,
  link?: (position: Position) => string,
): string {
  const parts = [`# ${escapeMarkdown(t('Conversion of {0}', source))}`, escapeMarkdown(conversionSummary(report))];
  const groups = {
    lost: grouped(report.lost),
    kept: grouped(report.kept.map(({ path, as }) => ({ path, reason: as }))),
  };
  const shown = [...groups.lost, ...groups.kept].flatMap(({ paths }) => paths.slice(0, MAX_PLACES));
  const positions = findPositions(content, shown);
  const place = (path: Pointer): string => {
    const position = positions.get(path);
    const words = position ? t('line {0}', position.line + 1) : code(path);
    return position && link ? `[${words}](${link(position)})` : words;
  };
  const section = (title: string, head: string, all: readonly Group[], reasonOf: (reason: string) => string) => {
    if (!all.length) return;
    const rows = all.map(({ field, reason, paths }) => {
      const more = paths.length > MAX_PLACES ? ` ${t('and {0} more', paths.length - MAX_PLACES)}` : '';
      return `| ${code(field)} | ${reasonOf(reason)} | ${paths.slice(0, MAX_PLACES).map(place).join(', ')}${more} |`;
    });
    parts.push(
      `## ${title}`,
      [`| ${t('Field')} | ${head} | ${t('Place')} |`, '| --- | --- | --- |', ...rows].join('\n'),
    );
  };
  section(t('Lost'), t('Reason'), groups.lost, escapeMarkdown);
  section(t('Kept in properties'), t('Property'), groups.kept, code);
  if (report.added.length)
    parts.push(
      `## ${t('Remarks')}`,
      report.added.map(({ at, reason }) => `- ${code(at)}: ${escapeMarkdown(reason)}`).join('\n'),
    );
  return `${parts.join('\n\n')}\n`;
}

/** Losses by field and reason, in the order in which they first appear. */
function grouped(losses: readonly { path: Pointer; reason: string }[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { path, reason } of losses) {
    const named = steps(path).findLast((step) => !/^\d+$/.test(step)) ?? '';
    // An element that is kept or lost whole is told by its place in the graph.
    const field = named === '@graph' ? t('whole element') : named;
    const key = `${field} ${reason}`;
    const group = groups.get(key);
    if (group) group.paths.push(path);
    else groups.set(key, { field, reason, paths: [path] });
  }
  return [...groups.values()];
}
