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

/**
 * @throws {FileError} when it can't be read
 * @throws {SigningError} when it is no public key
 */
export function readPublicKeyFile(file: NamedPath): PublicKey {
  const pem = readPem(file);
  if (/PRIVATE KEY-----/.test(pem))
    throw new SigningError(
      t('{0} is a private key; verifying takes the public one (openssl pkey -pubout)', file.shown),
    );
  try {
    return nodeCryptography.publicKey(pem);
  } catch {
    throw new SigningError(t('{0} is no public key in PEM', file.shown));
  }
}

/**
 * @param passphrase asked only for a key that is encrypted; what it throws is thrown on
 * @throws {FileError} when it can't be read
 * @throws {PassphraseError} when the passphrase does not open it
 * @throws {SigningError} when it is no private key
 */
export async function readPrivateKeyFile(file: NamedPath, passphrase: () => Promise<string>): Promise<PrivateKey> {
  const pem = readPem(file);
  const encrypted = isEncrypted(pem);
  const given = encrypted ? await passphrase() : undefined;
  try {
    return readPrivateKey(pem, given);
  } catch {
    if (encrypted) throw new PassphraseError(t('{0} cannot be opened: wrong passphrase?', file.shown));
    throw new SigningError(t('{0} is no private key in PEM', file.shown));
  }
}

/** Whether a private key is in a file that everybody on the machine can read. Windows has no such mode. */
export function isReadByAll({ path }: NamedPath): boolean {
  const others = 0o004;
  return process.platform !== 'win32' && (statSync(path).mode & others) !== 0;
}

/**
 * @throws {FileError} when a file can't be read
 * @throws {SigningError} when one holds no certificates
 */
export function readCertificateFiles(files: readonly NamedPath[]): Certificate[] {
  return files.flatMap((file) => {
    const certificates = certificatesIn(file);
    if (!certificates.length) throw new SigningError(t('{0} holds no certificate in PEM', file.shown));
    return certificates;
  });
}

function certificatesIn(file: NamedPath): Certificate[] {
  const pem = readPem(file);
  try {
    return readCertificates(pem);
  } catch {
    throw new SigningError(t('{0} holds a certificate that is damaged', file.shown));
  }
}

function readPem({ path, shown }: NamedPath): string {
  return Buffer.from(readFile(path, shown, { maxBytes: MAX_BYTES })!.bytes).toString();
}
