import { Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../../core/inspection/export/formats';
import { type DefineCommand } from '../commands';
import { withInspection, type InspectionFlags } from '../inspection/options';
import { oneMore } from '../oci/options';

export interface ReportFlags extends InspectionFlags {
  format: ExportFormat;
  output?: string;
  signature?: string[];
}

/** `mof report` */
export const reportCommand: DefineCommand = (program, host, done) => {
  withInspection(
    program
      .command('report')
      .description('write an evidence report: verdict, signatures, files, openness, licences, bills of materials')
      .argument('<path|ref>', 'a model folder, a signature, a bill of materials; or registry/repository:tag'),
  )
    .addOption(new Option('--format <format>', 'format of the report').choices(EXPORT_FORMATS).default('html'))
    .option('-o, --output <file>', 'where to write it (default: standard output)')
    .option('--signature <file>', 'signature of a model folder, where it is not in it (repeatable)', oneMore)
    .action(async (given: string, flags: ReportFlags) => {
      const { runReport } = await import('./run');
      done(await runReport(given, flags, host));
    });
};
