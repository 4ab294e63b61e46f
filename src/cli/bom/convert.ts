import { statSync } from 'node:fs';
import path from 'node:path';
import { convertBom, type Conversion } from '../../core/bom/convert/convert';
import { conversionMarkdown, conversionSummary, conversionText } from '../../core/bom/convert/report';
import { BomError } from '../../core/bom/view/json';
import { printable } from '../../core/report/printable';
import { Exit, UsageError, type ExitCode } from '../exit';
import { writeFile } from '../../node/files/write';
import { type Host } from '../host';
import { type ConvertFlags } from './command';
import { orUnchecked, readInput, withBom, type BomInput } from './read';

export interface ConvertRequest extends ConvertFlags {
  file: string;
}

/**
 * Writes a BOM in the other format.
 * @throws {UsageError} when the request makes no sense, or would replace a file unasked
 */
export async function runConvert(request: ConvertRequest, host: Host): Promise<ExitCode> {
  const { file, to, specVersion, output = '-', report, force = false } = request;
  if (to === 'spdx' && specVersion !== undefined) throw new UsageError('--spec-version is for --to cyclonedx');
  const target = output === '-' ? undefined : path.resolve(host.cwd, output);
  const reportTarget = report === undefined ? undefined : path.resolve(host.cwd, report);
  if (target !== undefined && target === reportTarget)
    throw new UsageError(`--output and --report cannot both be ${output}`);
  for (const each of [target, reportTarget])
    if (each !== undefined && !force && isFile(each))
      throw new UsageError(`${path.relative(host.cwd, each)} is there already; --force replaces it`);
  return orUnchecked(host, async () => {
    const input = await readInput(file, host);
    const conversion = withBom(input, () =>
      orUsageError(() =>
        convertBom(input.text, { to, now: host.today, ...(specVersion ? { cycloneDxVersion: specVersion } : {}) }),
      ),
    );
    if (target === undefined) host.stdout(conversion.text);
    else writeFile(target, output, conversion.text);
    if (reportTarget !== undefined) writeFile(reportTarget, report!, reportText(report!, input, conversion));
    host.stderr(`mof: ${printable(conversionSummary(conversion.report))}\n`);
    return Exit.clean;
  });
}

/** The report in the format that the name of its file asks for. */
function reportText(name: string, { shown, text }: BomInput, { report }: Conversion): string {
  if (/\.json$/i.test(name)) return `${JSON.stringify({ file: shown, ...report }, null, 2)}\n`;
  return /\.(?:md|markdown)$/i.test(name) ? conversionMarkdown(report, shown, text) : conversionText(report);
}

/** Pipes and devices are written to, not replaced. */
function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false; // what stands in the way is told when it is written
  }
}

function orUsageError<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof BomError && error.code === 'same-format') throw new UsageError(error.message);
    throw error;
  }
}
