import { t } from '../../l10n';
import { printable } from '../../report/printable';
import { stateTitle } from './titles';
import { type ChangedFile, type FileComparison, type Verdict } from './verdict';

/** What is shown: a verdict on a model, or on a file that a bundle signs, which has checks of its own. */
export interface ShownVerdict extends Omit<Verdict, 'checks'> {
  checks: readonly ShownCheck[];
}

interface ShownCheck {
  id: string;
  ok: boolean;
  detail: string;
}

export interface VerdictTextOptions {
  /** What people call the model. */
  model: string;
  /** What the verdict is called, where that is not what its state says. */
  title?: string;
  /** More facts about the verification itself: label and value. */
  facts?: readonly (readonly [label: string, value: string])[];
  /** Whether digests have lines of their own, for where lines do not wrap. */
  narrow?: boolean;
  /** How many names a list shows. */
  shown: number;
  /** Says that there are more names than a list shows. */
  more: (count: number) => string;
}

/** A verdict for people: never a bare tick. Names out of the model and its signature can't act, only show. */
export function verdictText(
  { state, signer, trust, legacy, checks, files }: ShownVerdict,
  options: VerdictTextOptions,
): string {
  const title = `${options.model}: ${options.title ?? stateTitle(state)}`;
  const lines = [
    legacy ? `${title} (${t('legacy format of model_signing 0.2.0')})` : title,
    ...(signer
      ? [fact(t('signer'), signer.name), ...signer.facts.map(([label, value]) => `  ${fact(label, value)}`)]
      : []),
    ...(trust ? [fact(t('trust'), trust)] : []),
    ...(options.facts ?? []).map(([label, value]) => fact(label, value)),
    ...checkLines(checks),
    ...(files ? fileLines(files, options) : []),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function fact(label: string, value: string): string {
  return `  ${label}: ${value}`;
}

/** Each check in the order in which it was made: whether it holds, and what was found. */
function checkLines(checks: readonly ShownCheck[]): string[] {
  const [holds, fails] = [t('ok'), t('FAILED')];
  const width = Math.max(holds.length, fails.length);
  return checks.map(({ id, ok, detail }) => `  ${(ok ? holds : fails).padEnd(width)}  ${id}: ${detail}`);
}

function fileLines(
  { changed, missing, unsigned, ignored }: FileComparison,
  { shown, more, narrow = false }: VerdictTextOptions,
): string[] {
  const list = (title: string, entries: readonly string[]): string[] => {
    if (!entries.length) return [];
    const rest = entries.length > shown ? [`    ${more(entries.length - shown)}`] : [];
    const lines = entries.slice(0, shown).flatMap((entry) => entry.split('\n').map((line) => `    ${line}`));
    return [`  ${title}:`, ...lines, ...rest];
  };
  return [
    ...list(
      t('changed'),
      changed.map((file) => changedText(file, narrow)),
    ),
    ...list(t('missing'), missing.map(printable)),
    ...list(t('not signed'), dangerousFirst(unsigned).map(printable)),
    ...list(t('ignored, so not covered by the signature'), ignored.map(printable)),
  ];
}

function changedText({ file, shard, signed, found }: ChangedFile, narrow: boolean): string {
  const name = printable(file);
  const part = shard ? `${name} (${t('bytes {0}', shard)})` : name;
  const none = t('no such shard');
  const [was, is] = [signed || none, found || none];
  return narrow
    ? [part, `  ${t('signed {0}', was)}`, `  ${t('found {0}', is)}`].join('\n')
    : t('{0}: signed {1}, found {2}', part, was, is);
}

/** What runs, or is made to run when it is loaded. */
const DANGEROUS = /\.(?:py|pyc|so|dll|dylib|exe|sh|bat|ps1|js|jar|pkl|pickle|pt|pth|ckpt|joblib|bin|ipynb)$/i;

/** Files that nobody signed, those first that could do harm by themselves. */
export function dangerousFirst(names: readonly string[]): string[] {
  const isDangerous = (name: string) => DANGEROUS.test(name);
  return [...names.filter(isDangerous), ...names.filter((name) => !isDangerous(name))];
}
