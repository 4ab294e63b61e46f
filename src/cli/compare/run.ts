import { compareInspections } from '../../core/inspection/compare';
import { compareMarkdown, compareText } from '../../core/inspection/compare-report';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { inspectGiven } from '../inspection/inspect';
import { runOci } from '../oci/run';
import { type CompareFlags } from './command';

/** Compares two models or artifacts. As with diff(1), a difference makes the exit code 1. */
export function runCompare(a: string, b: string, flags: CompareFlags, host: Host): Promise<ExitCode> {
  return runOci(host, async () => {
    const inspect = (given: string) => inspectGiven(given, flags, host, { hashAll: true });
    const diff = compareInspections(await inspect(a), await inspect(b));
    const names = { a, b };
    if (flags.format === 'json') host.stdout(`${JSON.stringify(diff, null, 2)}\n`);
    else host.stdout(flags.format === 'text' ? compareText(diff, names) : compareMarkdown(diff, names));
    return diff.equal ? Exit.clean : Exit.findings;
  });
}
