import { type DefineCommand } from '../commands';
import { annotationOption, formatOption, withLayout, type OutputFormat } from '../oci/options';
import { type PlaceFlags } from '../oci/place';
import { withRegistry } from '../oci/registry-options';

export interface AttachFlags extends PlaceFlags {
  artifactType?: string;
  annotation?: Record<string, string>;
  format: OutputFormat;
}

/** `mof attach` */
export const attachCommand: DefineCommand = (program, host, done) => {
  withRegistry(
    withLayout(
      program
        .command('attach')
        .description('attach files to an artifact, which stays as it is: a bill of materials, a signature')
        .argument('<ref>', 'registry/repository:tag or …@digest; with --layout or --local, its name there')
        .argument('<file...>', 'files, each with its media type where that is not seen: FILE:TYPE')
        .option('--artifact-type <type>', 'what is attached (default: as the file says)')
        .option('--local', 'in the image layout of your own instead of the registry'),
    ),
  )
    .addOption(annotationOption())
    .addOption(formatOption())
    .action(async (reference: string, files: string[], flags: AttachFlags) => {
      const { runAttach } = await import('./run');
      done(await runAttach(reference, files, flags, host));
    });
};
