import { Option, type Command } from 'commander';
import { type DefineCommand } from '../commands';
import { UsageError } from '../exit';
import { formatOption, withLayout } from '../oci/options';
import { withRegistry } from '../oci/registry-options';
import { oneMorePath, withModelOptions, type ModelFlags } from '../signing/options';
import { type PolicyFlags } from './by-policy';
import { type SigstoreFlags } from './sigstore';

export interface VerifyFlags extends ModelFlags {
  ignoreUnsignedFiles: boolean;
  useDigestCache?: boolean;
  policy?: string | true;
}

/** `mof verify [METHOD] MODEL` */
export const verifyCommand: DefineCommand = (program, host, done) => {
  const verify = withTrust(withRegistry(withLayout(program.command('verify'))))
    .description('verify a model by the trust policies, or with a method; without either, say what its signature needs')
    // Options behind a method belong to it.
    .enablePositionalOptions()
    .argument('[model|ref]', 'the folder or file of the model; by policies an artifact, too: registry/repository:tag')
    // Commander would want a mandatory option of every method, too.
    .option('--signature <file>', 'signature file (with --policy: model.sig in the model)')
    .option(
      '--policy [file]',
      'ask the trust policies: your own, and this one or the nearest .modelopenness/policy.yml',
    )
    .option('--local', 'the artifact is in the image layout of your own; goes with --policy')
    .addOption(formatOption())
    .action(async (given: string | undefined, flags: Omit<PolicyFlags, 'policy'> & { policy?: string | true }) => {
      const { policy } = flags;
      // "--policy MODEL": what follows an option is taken for its value.
      const isModel = given === undefined && typeof policy === 'string';
      const model = isModel ? policy : given;
      if (model === undefined) throw new UsageError('name a model');
      if (policy !== undefined) {
        const { runVerifyByPolicy } = await import('./by-policy');
        done(await runVerifyByPolicy(model, { ...flags, policy: isModel ? true : policy }, host));
        return;
      }
      if (flags.signature === undefined) throw new UsageError('--signature FILE is missing');
      const { explain } = await import('./explain');
      done(await explain(model, flags.signature, host));
    });
  method(verify, 'key', 'with the public key of the signer')
    .requiredOption('--public-key <file>', 'public key in PEM')
    .action(async (model: string, flags: VerifyFlags & { publicKey: string }) => {
      const { verifyWithKey } = await import('./key');
      done(await verifyWithKey(model, flags, host));
    });
  method(verify, 'certificate', 'with the root certificates that are trusted')
    .addOption(
      new Option('--certificate-chain <file>', 'root certificates that are trusted, in PEM (repeatable)')
        .argParser(oneMorePath)
        .makeOptionMandatory(),
    )
    .action(async (model: string, flags: VerifyFlags & { certificateChain: string[] }) => {
      const { verifyWithCertificate } = await import('./certificate');
      done(await verifyWithCertificate(model, flags, host));
    });
  withTrust(method(verify, 'sigstore', 'keyless, with the identity of the signer'))
    .requiredOption('--identity <name>', 'who should have signed: an e-mail address or a URI, to the letter')
    .requiredOption('--identity-provider <url>', 'who should have made sure of the identity, to the letter')
    .action(async (model: string, flags: SigstoreFlags) => {
      const { verifyWithSigstore } = await import('./sigstore');
      done(await verifyWithSigstore(model, flags, host));
    });
};

/** Options that say whom to trust keyless. */
function withTrust(command: Command): Command {
  return command
    .option('--trust-config <file>', "whom to trust (default: Sigstore's public instance, as it was last refreshed)")
    .option('--trusted-root <file>', 'the same, as the trusted root alone')
    .option('--refresh-trusted-root', "first ask Sigstore's public instance for a newer trusted root");
}

function method(verify: Command, name: string, description: string): Command {
  return withModelOptions(verify.command(name).description(description))
    .requiredOption('--signature <file>', 'signature file')
    .option('--ignore-unsigned-files', 'leave files aside that nobody signed: a partial verification', false)
    .option('--no-ignore-unsigned-files', 'refuse them (default)')
    .option('--use-digest-cache', 'hash no file again that is unchanged since the last time: a hint, not for pipelines')
    .option('--policy [file]', 'ask the trust policies, too: your own, and this one or the nearest');
}
