import { type DefineCommand } from '../commands';
import { formatOption, withLayout, type OutputFormat } from '../oci/options';
import { type PlaceFlags } from '../oci/place';
import { withRegistry } from '../oci/registry-options';

export interface DiscoverFlags extends PlaceFlags {
  artifactType?: string;
  format: OutputFormat;
}

/** `mof discover` */
export const discoverCommand: DefineCommand = (program, host, done) => {
  withRegistry(
    withLayout(
      program
        .command('discover')
        .description('list what is attached to an artifact: bills of materials, signatures, provenance')
        .argument('<ref>', 'registry/repository:tag or …@digest; with --layout or --local, its name there')
        .option('--artifact-type <type>', 'only what is of this type')
        .option('--local', 'look in the image layout of your own instead of the registry'),
    ),
  )
    .addOption(formatOption())
    .action(async (reference: string, flags: DiscoverFlags) => {
      const { runDiscover } = await import('./run');
      done(await runDiscover(reference, flags, host));
    });
};
