import { type DefineCommand } from '../commands';
import { formatOption, withLayout, type OutputFormat } from '../oci/options';
import { withRegistry, type CredentialFlags, type RegistryFlags } from '../oci/registry-options';

export interface ListFlags extends RegistryFlags, CredentialFlags {
  layout?: string;
  all?: true;
  format: OutputFormat;
}

/** `mof list` */
export const listCommand: DefineCommand = (program, host, done) => {
  withRegistry(
    withLayout(
      program
        .command('list')
        .alias('ls')
        .description('list the artifacts in an image layout, or the tags of a repository')
        .argument('[repository]', 'registry/repository: lists its tags instead')
        .option('--all', 'with what is attached, and what has no name'),
    ),
  )
    .addOption(formatOption())
    .action(async (repository: string | undefined, flags: ListFlags) => {
      const { runList } = await import('./run');
      done(await runList(repository, flags, host));
    });
};
