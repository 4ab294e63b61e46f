import { type DefineCommand } from '../commands';
import { formatOption, withLayout, type OutputFormat } from '../oci/options';
import { type PlaceFlags } from '../oci/place';
import { withRegistry } from '../oci/registry-options';

export interface ExtractFlags extends PlaceFlags {
  output: string;
  overwrite?: true;
  format: OutputFormat;
}

/** `mof extract` */
export const extractCommand: DefineCommand = (program, host, done) => {
  withRegistry(
    withLayout(
      program
        .command('extract')
        .description('write the files of an artifact into a folder')
        .argument('<ref>', 'registry/repository:tag or …@digest; with --layout or --local, its name there')
        .option('-o, --output <folder>', 'folder to write to; made where it is missing', '.')
        .option('--overwrite', 'replace files that are there and have other content')
        .option('--local', 'from the image layout of your own instead of the registry'),
    ),
  )
    .addOption(formatOption())
    .action(async (reference: string, flags: ExtractFlags) => {
      const { runExtract } = await import('./run');
      done(await runExtract(reference, flags, host));
    });
};
