import { statSync } from 'node:fs';
import path from 'node:path';
import { type Certificate, type PrivateKey, type PublicKey } from '../../core/signing/cryptography';
import { isEncrypted, nodeCryptography, readCertificates, readPrivateKey } from '../../node/cryptography';
import { UsageError } from '../exit';
import { shownPath } from '../files/paths';
import { readFile } from '../../node/files/read';
import { type Host } from '../host';

/** The variable of the environment that a passphrase may be in: on the command line everybody would see it. */
const PASSPHRASE = 'MOF_KEY_PASSPHRASE';

/** Keys and certificates have some kilobytes; bundles of roots, some hundred. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * @throws {FileError} when it can't be read
 * @throws {UsageError} when it is no public key
 */
export function loadPublicKey(file: string, host: Host): PublicKey {
  const pem = readPem(file, host);
  if (/PRIVATE KEY-----/.test(pem))
    throw new UsageError(`${file} is a private key; verifying takes the public one (openssl pkey -pubout)`);
  try {
    return nodeCryptography.publicKey(pem);
  } catch {
    throw new UsageError(`${file} is no public key in PEM`);
  }
}

/**
 * @throws {FileError} when it can't be read
 * @throws {UsageError} when it is no private key, or its passphrase is missing or wrong
 */
export async function loadPrivateKey(file: string, host: Host): Promise<PrivateKey> {
  const pem = readPem(file, host);
  warnOfReaders(file, host);
  const encrypted = isEncrypted(pem);
  const passphrase = encrypted ? await host.secret?.(PASSPHRASE, `Passphrase of ${file}: `) : undefined;
  if (encrypted && passphrase === undefined)
    throw new UsageError(
      `${file} is encrypted; its passphrase is taken from ${PASSPHRASE}, or asked for at a terminal`,
    );
  try {
    return readPrivateKey(pem, passphrase);
  } catch {
    throw new UsageError(
      encrypted ? `${file} cannot be opened: wrong passphrase?` : `${file} is no private key in PEM`,
    );
  }
}

/**
 * @throws {FileError} when a file can't be read
 * @throws {UsageError} when one holds no certificates
 */
export function loadCertificates(files: readonly string[], host: Host): Certificate[] {
  return files.flatMap((file) => {
    const certificates = certificatesIn(file, readPem(file, host));
    if (!certificates.length) throw new UsageError(`${file} holds no certificate in PEM`);
    return certificates;
  });
}

function certificatesIn(file: string, pem: string): Certificate[] {
  try {
    return readCertificates(pem);
  } catch {
    throw new UsageError(`${file} holds a certificate that is damaged`);
  }
}

function readPem(file: string, { cwd }: Host): string {
  const absolute = path.resolve(cwd, file);
  return Buffer.from(readFile(absolute, shownPath(absolute, cwd), { maxBytes: MAX_BYTES })!.bytes).toString();
}

function warnOfReaders(file: string, { cwd, stderr }: Host): void {
  const others = 0o004;
  if (process.platform !== 'win32' && statSync(path.resolve(cwd, file)).mode & others)
    stderr(`mof: warning: everybody on this machine can read the private key ${file}; chmod 600 it\n`);
}
