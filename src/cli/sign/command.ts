import { Option, type Command } from 'commander';
import { type DefineCommand } from '../commands';
import { oneMorePath, withModelOptions, type ModelFlags } from '../signing/options';

export interface KeyFlags extends ModelFlags {
  privateKey: string;
}

interface OwnCertificateFlags {
  signingCertificate: string;
  certificateChain?: string[];
}

export interface CertificateFlags extends KeyFlags, OwnCertificateFlags {}

export interface TokenFlags extends ModelFlags {
  pkcs11Uri: string;
}

export interface TokenCertificateFlags extends TokenFlags, OwnCertificateFlags {}

/** Of `mof sign sigstore` and of releases that are signed keyless. */
export interface KeylessFlags {
  trustConfig?: string;
  identityToken?: string;
  useAmbientCredentials?: true;
  oauthForceOob?: true;
  oauthDeviceFlow?: true;
  clientId: string;
  clientSecret?: string;
  yes?: true;
}

export interface SigstoreFlags extends ModelFlags, KeylessFlags {}

/** `mof sign METHOD MODEL` */
export const signCommand: DefineCommand = (program, host, done) => {
  const sign = program
    .command('sign')
    .description('sign a model, so that any OpenSSF Model Signing verifier accepts it');
  method(sign, 'key', 'with a private key: P-256, P-384 or P-521').action(async (model: string, flags: KeyFlags) => {
    const { signWithKey } = await import('./key');
    done(await signWithKey(model, flags, host));
  });
  withCertificateOptions(method(sign, 'certificate', 'with a certificate and its private key')).action(
    async (model: string, flags: CertificateFlags) => {
      const { signWithCertificate } = await import('./certificate');
      done(await signWithCertificate(model, flags, host));
    },
  );
  withTokenOption(unkeyed(sign, 'pkcs11-key', 'with a key on a PKCS #11 token, by pkcs11-tool of OpenSC')).action(
    async (model: string, flags: TokenFlags) => {
      const { signWithTokenKey } = await import('./pkcs11');
      done(await signWithTokenKey(model, flags, host));
    },
  );
  withCertificateOptions(
    withTokenOption(unkeyed(sign, 'pkcs11-certificate', 'with a certificate whose key is on a PKCS #11 token')),
  ).action(async (model: string, flags: TokenCertificateFlags) => {
    const { signWithTokenCertificate } = await import('./pkcs11');
    done(await signWithTokenCertificate(model, flags, host));
  });
  unkeyed(sign, 'sigstore', 'keyless, as somebody who signs in; this publishes who signed')
    .option('--trust-config <file>', "services to sign with and whom to trust (default: Sigstore's public instance)")
    .option('--identity-token <token>', 'sign as whom this token names; - reads it from standard input')
    .option('--use-ambient-credentials', 'sign as the CI job that this is')
    .option('--oauth-force-oob', 'sign in with a browser elsewhere, and enter the code that it shows')
    .option('--oauth-device-flow', 'sign in on another device')
    .option('--client-id <id>', 'what the identity provider knows this program as', 'sigstore')
    .option('--client-secret <secret>', 'the secret that goes with it, if it has one')
    .option('--yes', 'agree to what becomes public without being asked')
    .action(async (model: string, flags: SigstoreFlags) => {
      const { signWithSigstore } = await import('./sigstore');
      done(await signWithSigstore(model, flags, host));
    });
};

function method(sign: Command, name: string, description: string): Command {
  return unkeyed(sign, name, description).requiredOption(
    '--private-key <file>',
    'private key in PEM; a passphrase is asked for, or in MOF_KEY_PASSPHRASE',
  );
}

function withTokenOption(command: Command): Command {
  return command.requiredOption(
    '--pkcs11-uri <uri>',
    'which key, as RFC 7512 names it; its PIN is asked for, or in MOF_PKCS11_PIN',
  );
}

function withCertificateOptions(command: Command): Command {
  return command
    .requiredOption('--signing-certificate <file>', 'certificate of the key, in PEM')
    .addOption(
      new Option('--certificate-chain <file>', 'certificates between it and a root, in PEM (repeatable)').argParser(
        oneMorePath,
      ),
    );
}

function unkeyed(sign: Command, name: string, description: string): Command {
  return withModelOptions(sign.command(name).description(description)).option(
    '--signature <file>',
    'file to write',
    'model.sig',
  );
}
