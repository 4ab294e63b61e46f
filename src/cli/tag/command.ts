import { type DefineCommand } from '../commands';
import { formatOption, withLayout, type OutputFormat } from '../oci/options';
import { type PlaceFlags } from '../oci/place';
import { withRegistry } from '../oci/registry-options';

export interface TagFlags extends PlaceFlags {
  format: OutputFormat;
}

/** `mof tag` */
export const tagCommand: DefineCommand = (program, host, done) => {
  withRegistry(
    withLayout(
      program
        .command('tag')
        .description('give an artifact more names')
        .argument('<ref>', 'registry/repository:tag or …@digest; with --layout or --local, its name there')
        .argument('<name...>', 'tags; in an image layout, whole references too')
        .option('--local', 'in the image layout of your own instead of the registry'),
    ),
  )
    .addOption(formatOption())
    .action(async (reference: string, names: string[], flags: TagFlags) => {
      const { runTag } = await import('./run');
      done(await runTag(reference, names, flags, host));
    });
};
