import { type Method } from './bundle/bundle';
import { type Signer } from './verdict/verdict';

/** What a command that verifies a model is about. */
export interface CommandSubject {
  method: Method;
  /** Paths as whoever verifies may have them. */
  model: string;
  signature: string;
  /** Who signed; needed for Sigstore. */
  signer?: Pick<Signer, 'name' | 'issuer'>;
}

/**
 * The command of model_signing that verifies a model, which `mof` takes as well, for a POSIX shell. Files that whoever verifies
 * has to get from somebody they trust are in capitals.
 */
export function verifyCommandLine({ method, model, signature, signer }: CommandSubject): string {
  const trust = {
    key: ['--public-key', 'PUBLIC_KEY'],
    certificate: ['--certificate-chain', 'ROOT_CERTIFICATE'],
    sigstore: ['--identity', signer?.name ?? 'IDENTITY', '--identity-provider', signer?.issuer ?? 'ISSUER'],
  }[method];
  return ['model_signing', 'verify', method, model, '--signature', signature, ...trust].map(quoted).join(' ');
}

function quoted(argument: string): string {
  return /^[\w./:@%+=-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
