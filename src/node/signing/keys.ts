import { statSync } from 'node:fs';
import { t } from '../../core/l10n';
import { type Certificate, type PrivateKey, type PublicKey } from '../../core/signing/cryptography';
import { SigningError } from '../../core/signing/signer';
import { isEncrypted, nodeCryptography, readCertificates, readPrivateKey } from '../cryptography';
import { readFile } from '../files/read';
import { type NamedPath } from './model';

/** Keys and certificates have some kilobytes; bundles of roots, some hundred. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A passphrase that does not open a key. */
export class PassphraseError extends SigningError {}

/** A file of keys or certificates that was read. */
export interface PemFile {
  text: string;
  /** The path as people are shown it. */
  shown: string;
}

/** @throws {FileError} when it can't be read */
export function readPem({ path, shown }: NamedPath): PemFile {
  return { text: Buffer.from(readFile(path, shown, { maxBytes: MAX_BYTES })!.bytes).toString(), shown };
}

/** @throws {SigningError} when it is no public key */
export function publicKeyIn({ text, shown }: PemFile): PublicKey {
  if (/PRIVATE KEY-----/.test(text))
    throw new SigningError(t('{0} is a private key; verifying takes the public one (openssl pkey -pubout)', shown));
  try {
    return nodeCryptography.publicKey(text);
  } catch {
    throw new SigningError(t('{0} is no public key in PEM', shown));
  }
}

/** Whether a private key can be read with a passphrase only. */
export function needsPassphrase({ text }: PemFile): boolean {
  return isEncrypted(text);
}

/**
 * @throws {PassphraseError} when the passphrase does not open it
 * @throws {SigningError} when it is no private key
 */
export function privateKeyIn({ text, shown }: PemFile, passphrase: string | undefined): PrivateKey {
  try {
    return readPrivateKey(text, passphrase);
  } catch {
    if (isEncrypted(text)) throw new PassphraseError(t('{0} cannot be opened: wrong passphrase?', shown));
    throw new SigningError(t('{0} is no private key in PEM', shown));
  }
}

/** Whether a private key is in a file that everybody on the machine can read. Windows has no such mode. */
export function isReadByAll({ path }: NamedPath): boolean {
  const others = 0o004;
  return process.platform !== 'win32' && (statSync(path).mode & others) !== 0;
}

/** @throws {SigningError} when there is none, or one is damaged */
export function certificatesIn({ text, shown }: PemFile): Certificate[] {
  let certificates: Certificate[];
  try {
    certificates = readCertificates(text);
  } catch {
    throw new SigningError(t('{0} holds a certificate that is damaged', shown));
  }
  if (!certificates.length) throw new SigningError(t('{0} holds no certificate in PEM', shown));
  return certificates;
}
