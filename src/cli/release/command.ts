import { InvalidArgumentError, Option } from 'commander';
import { type DefineCommand } from '../commands';
import { annotationOption, formatOption, withLayout, type OutputFormat } from '../oci/options';
import { withRegistry, type CredentialFlags, type RegistryFlags } from '../oci/registry-options';
import { type BomFormat } from '../../node/release/request';
import { type KeylessFlags } from '../sign/command';
import { keepMemorySmall } from '../signing/memory';
import { oneMorePath } from '../signing/options';

export interface ReleaseFlags extends RegistryFlags, CredentialFlags, KeylessFlags {
  tag?: string;
  layout?: string;
  bom?: BomFormat[];
  failOn: 'error' | 'warning' | 'info' | 'never';
  config?: string;
  privateKey?: string;
  pkcs11Uri?: string;
  signingCertificate?: string;
  certificateChain?: string[];
  sigstore?: true;
  annotation?: Record<string, string>;
  profile?: true;
  lifecycle?: string;
  provenance?: string;
  allowSymlinks?: true;
  moveTag?: true;
  skip?: ReadonlyMap<string, string>;
  report?: string;
  dryRun?: true;
  format: OutputFormat;
}

/** `mof release` */
export const releaseCommand: DefineCommand = (program, host, done) => {
  withRegistry(
    withLayout(
      program
        .command('release')
        .description('from a model folder to an artifact that others can verify: documents, package, signatures, push')
        .hook('preAction', keepMemorySmall)
        .argument('<model>', 'the folder of the model')
        .option('-t, --tag <ref>', 'name of the artifact: a tag, or registry/repository:tag, where it is pushed then'),
    ),
  )
    .option('--private-key <file>', 'sign with this private key; a passphrase is asked for, or in MOF_KEY_PASSPHRASE')
    .option('--pkcs11-uri <uri>', 'sign with a key on a PKCS #11 token; its PIN is asked for, or in MOF_PKCS11_PIN')
    .option('--signing-certificate <file>', 'certificate of that key, in PEM')
    .addOption(
      new Option('--certificate-chain <file>', 'certificates between it and a root, in PEM (repeatable)').argParser(
        oneMorePath,
      ),
    )
    .option('--sigstore', 'sign keyless, as somebody who signs in; this publishes who signed')
    .option('--identity-token <token>', 'keyless, as whom this token names; - reads it from standard input')
    .option('--use-ambient-credentials', 'keyless, as the CI job that this is')
    .option('--oauth-force-oob', 'keyless: sign in with a browser elsewhere, and enter the code that it shows')
    .option('--oauth-device-flow', 'keyless: sign in on another device')
    .option('--client-id <id>', 'what the identity provider knows this program as', 'sigstore')
    .option('--client-secret <secret>', 'the secret that goes with it, if it has one')
    .option('--trust-config <file>', "keyless: services and whom to trust (default: Sigstore's public instance)")
    .addOption(
      new Option('--bom <format>', 'bill of materials that there has to be: spdx or cyclonedx (repeatable)').argParser(
        oneMoreBom,
      ),
    )
    .addOption(
      new Option('--fail-on <severity>', 'findings in the documents that end the release')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--config <file>', 'configuration that the documents are checked by (default: the nearest)')
    .addOption(annotationOption())
    .option('--profile', 'write the annotations of the CNCF profile for open models, as far as they are true')
    .option('--lifecycle <stage>', 'for the profile: experimental, validated, deprecated or product-ready')
    .option('--provenance <type>', 'for the profile: what will say how it was made: slsa-v1.0 or in-toto')
    .option('--allow-symlinks', 'release the files that symbolic links lead to, in the model or in the Hub’s cache')
    .option('--move-tag', 'move a tag of the registry that stands for another artifact')
    .addOption(
      new Option('--skip <step=reason>', 'leave out a step; the reason goes into the summary (repeatable)').argParser(
        oneMoreSkip,
      ),
    )
    .option('--report <file>', 'evidence report to write: .html, .md or .json (default: the name and -evidence.html)')
    .option('--dry-run', 'show the plan, and do nothing')
    .option('--yes', 'go on without being asked')
    .addOption(formatOption())
    .action(async (model: string, flags: ReleaseFlags) => {
      const { runRelease } = await import('./run');
      done(await runRelease(model, flags, host));
    });
};

function oneMoreBom(given: string, before: BomFormat[] = []): BomFormat[] {
  if (given !== 'spdx' && given !== 'cyclonedx') throw new InvalidArgumentError('Allowed choices are spdx, cyclonedx.');
  return [...before.filter((each) => each !== given), given];
}

function oneMoreSkip(given: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const at = given.indexOf('=');
  const [step, reason] = [given.slice(0, Math.max(at, 0)), given.slice(at + 1).trim()];
  if (at < 1 || !reason)
    throw new InvalidArgumentError('Write it as step=reason, as in --skip push="not before Monday".');
  return new Map([...before, [step, reason]]);
}
