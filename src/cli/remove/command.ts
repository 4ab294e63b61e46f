import { type DefineCommand } from '../commands';
import { formatOption, withLayout, type OutputFormat } from '../oci/options';

export interface RemoveFlags {
  layout?: string;
  format: OutputFormat;
}

/** `mof remove` */
export const removeCommand: DefineCommand = (program, host, done) => {
  withLayout(
    program
      .command('remove')
      .alias('rm')
      .description('take an artifact out of an image layout, with what is attached to it, and free its space')
      .argument('<ref>', 'its name there; with other names left, only this one is taken away'),
  )
    .addOption(formatOption())
    .action(async (reference: string, flags: RemoveFlags) => {
      const { runRemove } = await import('./run');
      done(await runRemove(reference, flags, host));
    });
};
