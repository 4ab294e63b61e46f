import { createHash } from 'node:crypto';
import { t } from '../../core/l10n';
import { certificateVerifier } from '../../core/signing/certificates/verify';
import { keyVerifier } from '../../core/signing/keys/verify';
import { SigningError } from '../../core/signing/signer';
import { type IdentityPolicy } from '../../core/signing/sigstore/identity';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { type SignatureVerifier } from '../../core/signing/verdict/verdict';
import { nodeCryptography } from '../cryptography';
import { certificatesIn, publicKeyIn, readPem, type PemFile } from './keys';
import { type NamedPath } from './model';

/**
 * A file that somebody chose to trust. Its digest is kept with the choice: it is the content that was chosen, and a pull from a
 * repository can exchange it.
 */
export interface TrustedFile extends NamedPath {
  sha256: string;
}

/** Who is expected to have signed. Plain data, to be kept between sessions. */
export type ExpectedSigner =
  | { method: 'key'; publicKey: TrustedFile }
  | { method: 'certificate'; roots: readonly TrustedFile[] }
  | ({ method: 'sigstore' } & IdentityPolicy);

/**
 * Chooses the file of a public key to be trusted as it is now.
 * @throws {FileError}
 * @throws {SigningError}
 */
export function trustPublicKey(file: NamedPath): TrustedFile {
  const pem = readPem(file);
  publicKeyIn(pem);
  return { ...file, sha256: digestOf(pem) };
}

/** As {@link trustPublicKey}, for root certificates. */
export function trustRoots(file: NamedPath): TrustedFile {
  const pem = readPem(file);
  if (!certificatesIn(pem).some(({ isSelfSigned }) => isSelfSigned))
    throw new SigningError(t('{0} holds no root certificate: none of its certificates issued itself', file.shown));
  return { ...file, sha256: digestOf(pem) };
}

/**
 * The verifier that asks for a signer.
 * @param root whom to trust where it is one of Sigstore's
 * @throws {FileError}
 * @throws {SigningError} when a file can't be used, or is not what was chosen
 */
export async function verifierOf(
  expected: ExpectedSigner,
  root: () => Promise<TrustedRoot>,
  now: Date,
): Promise<SignatureVerifier> {
  switch (expected.method) {
    case 'key':
      return keyVerifier(publicKeyIn(readTrusted(expected.publicKey)), expected.publicKey.shown, nodeCryptography);
    case 'certificate': {
      const certificates = expected.roots.flatMap((file) => certificatesIn(readTrusted(file)));
      return certificateVerifier({ certificates, at: now }, nodeCryptography);
    }
    case 'sigstore': {
      const { sigstoreVerifier } = await import('../sigstore/model-verifier');
      return sigstoreVerifier(expected, await root(), now);
    }
  }
}

/**
 * The signer to ask for of a bundle that signs a file.
 * @throws {FileError}
 * @throws {SigningError}
 */
export function bundleSignerOf(expected: ExpectedSigner): IdentityPolicy | { key: string } {
  if (expected.method === 'sigstore') return expected;
  if (expected.method === 'key') return { key: readTrusted(expected.publicKey).text };
  throw new SigningError(t('Certificates of other authorities sign models, not files'));
}

/** @throws {SigningError} when the file is not what was chosen */
function readTrusted(file: TrustedFile): PemFile {
  const pem = readPem(file);
  if (digestOf(pem) === file.sha256) return pem;
  throw new SigningError(
    t('{0} is not what you chose to trust: its content changed. Choose it again if you trust it', file.shown),
  );
}

function digestOf({ text }: PemFile): string {
  return createHash('sha256').update(text).digest('hex');
}
