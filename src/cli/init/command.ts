import { Option } from 'commander';
import { type PipelineSystem } from '../../core/pipelines/pipeline';
import { type DefineCommand } from '../commands';

// Not those of the core: they would be loaded with every command.
const SYSTEMS: readonly PipelineSystem[] = ['github', 'gitlab', 'tekton', 'argo', 'pre-commit', 'kubernetes'];

export interface InitFlags {
  kitfile?: true;
  modelfile?: true;
  ci?: PipelineSystem;
  force?: true;
  git: boolean;
}

/** `mof init` */
export const initCommand: DefineCommand = (program, host, done) => {
  program
    .command('init')
    .description('write a MOF configuration from what the files of a model folder say, and tell what is left to do')
    .argument('[folder]', 'model folder', '.')
    .option('--kitfile', 'write a Kitfile, too')
    .option('--modelfile', 'write a Modelfile for modctl, too')
    .addOption(new Option('--ci <system>', 'write a release pipeline, too').choices(SYSTEMS))
    .option('--force', 'replace files that are there')
    .option('--no-git', 'do not ask git for the history of the folder')
    .action(async (folder: string, flags: InitFlags) => {
      const { runInit } = await import('./run');
      done(await runInit(folder, flags, host));
    });
};
