import { type DefineCommand } from '../commands';
import { formatOption, withLayout, type OutputFormat } from '../oci/options';
import { type PlaceFlags } from '../oci/place';
import { withRegistry } from '../oci/registry-options';

export interface InspectFlags extends PlaceFlags {
  verify?: true;
  format: OutputFormat;
}

/** `mof inspect` */
export const inspectCommand: DefineCommand = (program, host, done) => {
  withRegistry(
    withLayout(
      program
        .command('inspect')
        .description('show what an artifact is: its files, facts and annotations')
        .argument('<ref>', 'registry/repository:tag or …@digest; with --layout or --local, its name there')
        .option('--local', 'in the image layout of your own instead of the registry')
        .option('--verify', 'read all content and compare its digests; in an image layout only'),
    ),
  )
    .addOption(formatOption())
    .action(async (reference: string, flags: InspectFlags) => {
      const { runInspect } = await import('./run');
      done(await runInspect(reference, flags, host));
    });
};
