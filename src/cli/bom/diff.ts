import { diffBoms } from '../../core/bom/diff/diff';
import { diffMarkdown, diffText } from '../../core/bom/diff/report';
import { readBom } from '../../core/bom/view/read';
import { Exit, UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { type ReportFormat } from './command';
import { orUnchecked, readInput, withBom } from './read';

export interface DiffRequest {
  a: string;
  b: string;
  format: ReportFormat;
}

/** Compares two BOMs. As with diff(1), a difference makes the exit code 1. */
export async function runDiff({ a, b, format }: DiffRequest, host: Host): Promise<ExitCode> {
  if (a === '-' && b === '-') throw new UsageError('standard input (-) can be one of the two files only');
  return orUnchecked(host, async () => {
    const inputs = [await readInput(a, host), await readInput(b, host)] as const;
    const [before, after] = inputs.map((input) => withBom(input, () => readBom(input.text)));
    const diff = diffBoms(before!, after!);
    const names = { a: inputs[0].shown, b: inputs[1].shown };
    if (format === 'json') host.stdout(`${JSON.stringify({ ...names, ...diff }, null, 2)}\n`);
    else host.stdout(format === 'markdown' ? diffMarkdown(diff, names) : diffText(diff, names));
    return diff.equal ? Exit.clean : Exit.findings;
  });
}
