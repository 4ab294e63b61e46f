import { roman, type ClassLevel } from '../../core/mof/components';
import { printable } from '../../core/report/printable';
import { type FileVerdict } from './verdict';

const LEVELS: readonly ClassLevel[] = [3, 2, 1];

/** A verdict for people: the class, how far each class is, and what stands in the way of the next one. */
export function verdictText(verdict: FileVerdict): string {
  const { file, label, progress, missing, invalid, unlicensed, typeWarnings, licenses } = verdict;
  const lines = [`${file}: ${label}`];
  const standings = LEVELS.map((level) => `${roman(level)} ${percent(progress[level])} %`);
  lines.push(`  progress: ${standings.join(', ')}`);
  const next = LEVELS.find((level) => progress[level] < 100);
  const list = (title: string, names: readonly string[]) => {
    if (names.length) lines.push(`  ${title}: ${names.join(', ')}`);
  };
  const withLicense = (name: string) => `${name} (${licenses[name] ?? 'none'})`;
  if (next) list(`missing for class ${roman(next)}`, missing[next]);
  list('licence is not open', invalid.map(withLicense));
  list('no licence', unlicensed);
  list('open licence made for other content', typeWarnings.map(withLicense));
  return `${lines.map(printable).join('\n')}\n`;
}

/** Rounded as the Model Openness Tool does, but never up to a class that is not reached. */
function percent(progress: number): number {
  return progress < 100 ? Math.min(99, Math.round(progress)) : 100;
}
