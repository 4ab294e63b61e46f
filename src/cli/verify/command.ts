import { Option, type Command } from 'commander';
import { type DefineCommand } from '../commands';
import { UsageError } from '../exit';
import { oneMorePath, withModelOptions, type ModelFlags } from '../signing/options';
import { type SigstoreFlags } from './sigstore';

export interface VerifyFlags extends ModelFlags {
  ignoreUnsignedFiles: boolean;
  useDigestCache?: boolean;
}

/** `mof verify [METHOD] MODEL` */
export const verifyCommand: DefineCommand = (program, host, done) => {
  const verify = program
    .command('verify')
    .description('verify the signature of a model; without a method, say what the signature needs')
    // Options behind a method belong to it.
    .enablePositionalOptions()
    .argument('<model>', 'the folder or file of the model')
    // Commander would want a mandatory option of every method, too.
    .option('--signature <file>', 'signature file')
    .action(async (model: string, { signature }: { signature?: string }) => {
      if (signature === undefined) throw new UsageError('--signature FILE is missing');
      const { explain } = await import('./explain');
      done(await explain(model, signature, host));
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
  method(verify, 'sigstore', 'keyless, with the identity of the signer')
    .requiredOption('--identity <name>', 'who should have signed: an e-mail address or a URI, to the letter')
    .requiredOption('--identity-provider <url>', 'who should have made sure of the identity, to the letter')
    .option('--trust-config <file>', "whom to trust (default: Sigstore's public instance, as it was last refreshed)")
    .option('--trusted-root <file>', 'the same, as the trusted root alone')
    .option('--refresh-trusted-root', "first ask Sigstore's public instance for a newer trusted root")
    .action(async (model: string, flags: SigstoreFlags) => {
      const { verifyWithSigstore } = await import('./sigstore');
      done(await verifyWithSigstore(model, flags, host));
    });
};

function method(verify: Command, name: string, description: string): Command {
  return withModelOptions(verify.command(name).description(description))
    .requiredOption('--signature <file>', 'signature file')
    .option('--ignore-unsigned-files', 'leave files aside that nobody signed: a partial verification', false)
    .option('--no-ignore-unsigned-files', 'refuse them (default)')
    .option(
      '--use-digest-cache',
      'hash no file again that is unchanged since the last time: a hint, not for pipelines',
    );
}
