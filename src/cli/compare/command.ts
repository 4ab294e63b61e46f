import { Option } from 'commander';
import { type DefineCommand } from '../commands';
import { withInspection, type InspectionFlags } from '../inspection/options';

export interface CompareFlags extends InspectionFlags {
  format: 'text' | 'json' | 'markdown';
}

/** `mof compare` */
export const compareCommand: DefineCommand = (program, host, done) => {
  withInspection(
    program
      .command('compare')
      .description('compare two models or artifacts: files, licences, class, signers, metrics, bills of materials')
      .argument('<a>', 'a model folder, a signature, a bill of materials; or registry/repository:tag')
      .argument('<b>', 'what it is compared with'),
  )
    .addOption(
      new Option('--format <format>', 'how to print the result').choices(['text', 'json', 'markdown']).default('text'),
    )
    .action(async (a: string, b: string, flags: CompareFlags) => {
      const { runCompare } = await import('./run');
      done(await runCompare(a, b, flags, host));
    });
};
