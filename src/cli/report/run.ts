import path from 'node:path';
import { exportInspection } from '../../core/inspection/export';
import { writeFile } from '../../node/files/write';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { inspectGiven } from '../inspection/inspect';
import { runOci } from '../oci/run';
import { type ReportFlags } from './command';

/** Writes an evidence report. Whatever the verdict, a report that was written is no failure. */
export function runReport(given: string, flags: ReportFlags, host: Host): Promise<ExitCode> {
  return runOci(host, async () => {
    const { format, output, signature } = flags;
    const inspection = await inspectGiven(given, flags, host, signature ? { signatures: signature } : {});
    const report = exportInspection(inspection, format);
    if (output === undefined) host.stdout(report);
    else writeFile(path.resolve(host.cwd, output), output, report);
    return Exit.clean;
  });
}
