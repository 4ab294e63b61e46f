import { PROFILES, readinessOf } from '../../core/bom/readiness/readiness';
import { readinessJson, readinessMarkdown, readinessText } from '../../core/bom/readiness/report';
import { escapeMarkdown } from '../../core/bom/markdown';
import { FORMAT_TITLE } from '../../core/bom/view/fields';
import { readBom } from '../../core/bom/view/read';
import { openDocument, RULES } from '../../core/documents/kinds';
import { type Finding } from '../../core/findings/finding';
import { lint } from '../../core/findings/lint';
import { printable } from '../../core/report/printable';
import { atThreshold, summaryOf, type Summary } from '../../core/report/report';
import { summaryLine } from '../../core/report/summary-line';
import { version } from '../../../package.json';
import { Exit, type ExitCode } from '../exit';
import { slashed } from '../files/paths';
import { type Host } from '../host';
import { Configurations, orUsageError } from '../lint/configurations';
import { Neighbours } from '../lint/neighbours';
import { lintOptions } from '../lint/options';
import { type CheckThreshold, type ProfileName, type ReportFormat } from './command';
import { orUnchecked, readInput, withBom, type BomInput } from './read';

export interface CheckRequest {
  file: string;
  profiles: readonly ProfileName[];
  format: ReportFormat;
  failOn: CheckThreshold;
}

/** Counts the findings of a BOM and says how ready it is. */
export async function runCheck({ file, profiles, format, failOn }: CheckRequest, host: Host): Promise<ExitCode> {
  return orUnchecked(host, async () => {
    const input = await readInput(file, host);
    const view = withBom(input, () => readBom(input.text));
    const wanted = PROFILES.filter(({ id }) => profiles.includes(id));
    const results = readinessOf(input.text, view, wanted);
    const findings = findingsOf(input, host);
    const summary = summaryFor(input, findings, host);
    const head = `${input.shown}: ${FORMAT_TITLE[view.format]} ${view.specVersion}`;
    if (format === 'json')
      host.stdout(
        `${JSON.stringify(
          {
            file: input.shown,
            format: view.format,
            specVersion: view.specVersion,
            findings: summary,
            readiness: readinessJson(results),
          },
          null,
          2,
        )}\n`,
      );
    else if (format === 'markdown') {
      const markdown = readinessMarkdown(results, input.shown);
      host.stdout(`${markdown}\n${escapeMarkdown(`${head}. ${summaryLine(summary)}.`)}\n`);
    } else host.stdout(`${printable(`${head}. ${summaryLine(summary)}.`)}\n\n${readinessText(results)}`);
    const threshold = failOn === 'missing' ? 'error' : failOn;
    if (findings.some(({ severity }) => atThreshold(severity, threshold))) return Exit.findings;
    const lacks = failOn === 'missing' && results.some(({ counts }) => counts.missing > 0);
    return lacks ? Exit.findings : Exit.clean;
  });
}

/** What `mof lint` finds in the file. */
function findingsOf(input: BomInput, host: Host): Finding[] {
  const configurations = new Configurations(host.cwd, host.today, undefined);
  const neighbours = new Neighbours(host.cwd);
  const document = openDocument(slashed(input.path), input.text);
  if (!document) return [];
  return lint(
    document,
    orUsageError(() => lintOptions(input, { configurations, neighbours, host })),
  );
}

function summaryFor({ shown, text }: BomInput, findings: readonly Finding[], { cwd }: Host): Summary {
  const files = [{ file: shown, text, findings }];
  return summaryOf({ version, root: slashed(cwd), rules: RULES, files, unchecked: [], threshold: 'error' });
}
