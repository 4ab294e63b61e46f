import { Option } from 'commander';
import { type DefineCommand } from './commands';
import { type VerifyBundleFlags } from './verify-bundle/run';

/** `mof verify-bundle BUNDLE` */
export const verifyBundleCommand: DefineCommand = (program, host, done) => {
  program
    .command('verify-bundle')
    .description('verify the Sigstore bundle of a file, without a network')
    .argument('<bundle>', 'a Sigstore bundle, version 0.1 to 0.3')
    .requiredOption('--artifact <file>', 'the file that is said to be signed')
    .option('--key <file>', 'public key of the signer, in PEM')
    .option('--identity <name>', 'who should have signed: an e-mail address or a URI, to the letter')
    .option('--identity-provider <url>', 'who should have made sure of the identity, to the letter')
    .option('--trusted-root <file>', "whom to trust (default: Sigstore's public instance, as it was last refreshed)")
    .option('--refresh-trusted-root', "first ask Sigstore's public instance for a newer trusted root")
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .action(async (bundle: string, flags: VerifyBundleFlags) => {
      const { runVerifyBundle } = await import('./verify-bundle/run');
      done(await runVerifyBundle(bundle, flags, host));
    });
};
