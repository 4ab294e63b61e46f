import { type Command } from 'commander';
import { withLayout } from '../oci/options';
import { type PlaceFlags } from '../oci/place';
import { withRegistry } from '../oci/registry-options';

/** How to inspect what is named. */
export interface InspectionFlags extends PlaceFlags {
  /** The file that is named; true for those that are found. */
  policy?: string | true;
  trustConfig?: string;
  trustedRoot?: string;
  allowSymlinks?: true;
}

/** Options of commands that inspect a model, an artifact, a signature or a bill of materials. */
export function withInspection(command: Command): Command {
  return withRegistry(withLayout(command))
    .option('--local', 'in the image layout of your own instead of the registry')
    .option(
      '--policy [file]',
      'ask the trust policies: your own, and this one or the nearest .modelopenness/policy.yml',
    )
    .option('--trust-config <file>', "whom to trust (default: Sigstore's public instance, as it was last refreshed)")
    .option('--trusted-root <file>', 'the same, as the trusted root alone')
    .option('--allow-symlinks', 'follow links to files in a model folder');
}
