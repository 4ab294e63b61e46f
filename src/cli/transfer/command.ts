import { type DefineCommand } from '../commands';
import { formatOption, withLayout, type OutputFormat } from '../oci/options';
import {
  withConnection,
  withRegistry,
  withTransfer,
  type CredentialFlags,
  type RegistryFlags,
  type TransferFlags,
} from '../oci/registry-options';

export interface PushFlags extends RegistryFlags, CredentialFlags, TransferFlags {
  layout?: string;
  format: OutputFormat;
}

export interface CopyFlags extends RegistryFlags, TransferFlags {
  fromLayout?: string;
  toLayout?: string;
  format: OutputFormat;
}

/** `mof push` */
export const pushCommand: DefineCommand = (program, host, done) => {
  withTransfer(
    withRegistry(
      withLayout(
        program
          .command('push')
          .description('send an artifact from an image layout to its registry')
          .argument('<ref>', 'registry/repository:tag, as the artifact is named in the layout'),
      ),
    ),
  )
    .addOption(formatOption())
    .action(async (reference: string, flags: PushFlags) => {
      const { runPush } = await import('./push');
      done(await runPush(reference, flags, host));
    });
};

/** `mof pull` */
export const pullCommand: DefineCommand = (program, host, done) => {
  withTransfer(
    withRegistry(
      withLayout(
        program
          .command('pull')
          .description('get an artifact from its registry into an image layout')
          .argument('<ref>', 'registry/repository:tag, or registry/repository@digest'),
      ),
    ),
  )
    .addOption(formatOption())
    .action(async (reference: string, flags: PushFlags) => {
      const { runPull } = await import('./pull');
      done(await runPull(reference, flags, host));
    });
};

/** `mof copy` */
export const copyCommand: DefineCommand = (program, host, done) => {
  withTransfer(
    withConnection(
      program
        .command('copy')
        .alias('cp')
        .description('copy an artifact between registries and image layouts')
        .argument('<from>', 'registry/repository:tag, or its name in the layout')
        .argument('<to>', 'registry/repository[:tag], or its name in the layout')
        .option('--from-layout <folder>', 'image layout to copy from')
        .option('--to-layout <folder>', 'image layout to copy to; made where there is none'),
    ),
  )
    .addOption(formatOption())
    .action(async (from: string, to: string, flags: CopyFlags) => {
      const { runCopy } = await import('./copy');
      done(await runCopy(from, to, flags, host));
    });
};
