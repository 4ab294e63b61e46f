import { t } from '../l10n';
import { type Severity } from '../findings/finding';
import { printable } from './printable';
import { isFixable, summaryOf, type CheckedFile, type Format } from './report';
import { summaryLine } from './summary-line';

/** SGR parameters (ECMA-48 §8.3.117). */
type Style = '1' | '2' | '4' | '31' | '32' | '33' | '36';
type Paint = (text: string, ...styles: Style[]) => string;

const COLOURS: Record<Severity, Style> = { error: '31', warning: '33', info: '36', hint: '2' };

/** For people at a terminal: the findings of each file, then how many there are. Lines and columns count from 1. */
export const stylish: Format = (report, { colour }) => {
  const paint: Paint = (text, ...styles) => (colour ? `\x1b[${styles.join(';')}m${text}\x1b[0m` : text);
  const blocks = report.files.filter(({ findings }) => findings.length).map((file) => block(file, paint));
  const summary = summaryOf(report);
  if (!summary.files) return '';
  const worst: Style = summary.errors ? '31' : blocks.length ? '33' : '32';
  const lines = [paint(`${blocks.length ? '✖' : '✔'} ${summaryLine(summary)}`, '1', worst)];
  const fixable = report.files.flatMap(({ findings }) => findings.filter(isFixable)).length;
  if (fixable)
    lines.push(
      `  ${fixable === 1 ? t('1 of them can be mended with --fix') : t('{0} of them can be mended with --fix', fixable)}`,
    );
  return `${[...blocks, lines.join('\n')].join('\n\n')}\n`;
};

function block({ file, findings }: CheckedFile, paint: Paint): string {
  const rows = findings.map((finding) => {
    const { line, character } = finding.range.start;
    return { finding, place: `${line + 1}:${character + 1}`, message: printable(finding.message) };
  });
  const width = (key: 'place' | 'message') => Math.max(...rows.map((row) => row[key].length));
  const [places, messages] = [width('place'), Math.min(80, width('message'))];
  return [
    paint(printable(file), '4'),
    ...rows.map(({ finding: { severity, rule }, place, message }) =>
      [
        ` ${paint(place.padStart(places), '2')}`,
        paint(severity.padEnd('warning'.length), COLOURS[severity]),
        message.padEnd(messages),
        paint(rule, '2'),
      ].join('  '),
    ),
  ].join('\n');
}
