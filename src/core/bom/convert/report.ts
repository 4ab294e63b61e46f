import { t } from '../../l10n';
import { printable } from '../../report/printable';
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

/**
 * The report of a conversion as plain text.
 * @param content the text that was converted: with it, places are lines, which count from 1
 */
export function conversionText(report: ConversionReport, content?: string): string {
  const lines = [conversionSummary(report)];
  const groups = groupsOf(report);
  const most = content === undefined ? 2 : MAX_PLACES;
  const shown = [...groups.lost, ...groups.kept].flatMap(({ paths }) => paths.slice(0, most));
  const positions = content === undefined ? undefined : findPositions(content, shown);
  const place = (path: Pointer): string => {
    const position = positions?.get(path);
    return position ? `(${t('line {0}', position.line + 1)})` : path;
  };
  const section = (title: string, all: readonly Group[]) => {
    if (all.length) lines.push(`${title}:`);
    for (const { field, reason, paths } of all) {
      const places = paths.slice(0, most).map(place).join(', ');
      lines.push(`  ${field} (${paths.length}): ${reason}: ${places}${paths.length > most ? ', …' : ''}`);
    }
  };
  section(t('Lost'), groups.lost);
  section(t('Kept in properties'), groups.kept);
  if (report.added.length)
    lines.push(`${t('Remarks')}:`, ...report.added.map(({ at, reason }) => `  ${at}: ${reason}`));
  return `${lines.map(printable).join('\n')}\n`;
}

/** The report of a conversion as Markdown. */
export function conversionMarkdown(report: ConversionReport, source: string, content: string): string {
  const parts = [`# ${escapeMarkdown(t('Conversion of {0}', source))}`, escapeMarkdown(conversionSummary(report))];
  const groups = groupsOf(report);
  const shown = [...groups.lost, ...groups.kept].flatMap(({ paths }) => paths.slice(0, MAX_PLACES));
  const positions = findPositions(content, shown);
  const place = (path: Pointer): string => {
    const position = positions.get(path);
    return position ? t('line {0}', position.line + 1) : code(path);
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

function groupsOf({ lost, kept }: ConversionReport): { lost: Group[]; kept: Group[] } {
  return { lost: grouped(lost), kept: grouped(kept.map(({ path, as }) => ({ path, reason: as }))) };
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
