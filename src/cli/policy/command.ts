import { type DefineCommand } from '../commands';
import { formatOption, type OutputFormat } from '../oci/options';

export interface CheckFlags {
  format: OutputFormat;
}

export interface ExplainFlags {
  policy?: string;
  format: OutputFormat;
}

/** `mof policy check|explain` */
export const policyCommand: DefineCommand = (program, host, done) => {
  const policy = program.command('policy').description('check and explain trust policies: who may sign what');
  policy
    .command('check')
    .description('say whether policies can be applied, and what is wrong with them')
    .argument('[file]', 'a policy (default: your own, and the nearest .modelopenness/policy.yml)')
    .addOption(formatOption())
    .action(async (file: string | undefined, flags: CheckFlags) => {
      const { runCheck } = await import('./check');
      done(runCheck(file, flags, host));
    });
  policy
    .command('explain')
    .description('say what the policies ask of a model or an artifact; nothing of it is read')
    .argument('<model|ref>', 'the folder or file of a model, or registry/repository:tag')
    .option('--policy <file>', 'policy in place of the nearest .modelopenness/policy.yml')
    .addOption(formatOption())
    .action(async (subject: string, flags: ExplainFlags) => {
      const { runExplain } = await import('./explain');
      done(runExplain(subject, flags, host));
    });
};
