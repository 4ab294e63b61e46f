import { Option, type Command } from 'commander';
import { type DefineCommand } from '../commands';
import { oneMorePath, withModelOptions, type ModelFlags } from '../signing/options';

export interface KeyFlags extends ModelFlags {
  privateKey: string;
}

export interface CertificateFlags extends KeyFlags {
  signingCertificate: string;
  certificateChain?: string[];
}

/** `mof sign METHOD MODEL` */
export const signCommand: DefineCommand = (program, host, done) => {
  const sign = program
    .command('sign')
    .description('sign a model, so that any OpenSSF Model Signing verifier accepts it');
  method(sign, 'key', 'with a private key: P-256, P-384 or P-521').action(async (model: string, flags: KeyFlags) => {
    const { signWithKey } = await import('./key');
    done(await signWithKey(model, flags, host));
  });
  method(sign, 'certificate', 'with a certificate and its private key')
    .requiredOption('--signing-certificate <file>', 'certificate of the key, in PEM')
    .addOption(
      new Option('--certificate-chain <file>', 'certificates between it and a root, in PEM (repeatable)').argParser(
        oneMorePath,
      ),
    )
    .action(async (model: string, flags: CertificateFlags) => {
      const { signWithCertificate } = await import('./certificate');
      done(await signWithCertificate(model, flags, host));
    });
};

function method(sign: Command, name: string, description: string): Command {
  return withModelOptions(sign.command(name).description(description))
    .option('--signature <file>', 'file to write', 'model.sig')
    .requiredOption('--private-key <file>', 'private key in PEM; a passphrase is asked for, or in MOF_KEY_PASSPHRASE');
}
