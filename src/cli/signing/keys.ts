import { type Certificate, type PrivateKey, type PublicKey } from '../../core/signing/cryptography';
import { isReadByAll, readCertificateFiles, readPrivateKeyFile, readPublicKeyFile } from '../../node/signing/keys';
import { UsageError } from '../exit';
import { type Host } from '../host';
import { namedPath } from './model';

/** The variable of the environment that a passphrase may be in: on the command line everybody would see it. */
const PASSPHRASE = 'MOF_KEY_PASSPHRASE';

/**
 * @throws {FileError} when it can't be read
 * @throws {SigningError} when it is no public key
 */
export function loadPublicKey(file: string, { cwd }: Host): PublicKey {
  return readPublicKeyFile(namedPath(file, cwd));
}

/**
 * @throws {FileError} when it can't be read
 * @throws {SigningError} when it is no private key, or its passphrase is wrong
 * @throws {UsageError} when its passphrase is missing
 */
export async function loadPrivateKey(file: string, host: Host): Promise<PrivateKey> {
  const named = namedPath(file, host.cwd);
  const key = await readPrivateKeyFile(named, async () => {
    const passphrase = await host.secret?.(PASSPHRASE, `Passphrase of ${file}: `);
    if (passphrase !== undefined) return passphrase;
    throw new UsageError(
      `${file} is encrypted; its passphrase is taken from ${PASSPHRASE}, or asked for at a terminal`,
    );
  });
  if (isReadByAll(named))
    host.stderr(`mof: warning: everybody on this machine can read the private key ${file}; chmod 600 it\n`);
  return key;
}

/**
 * @throws {FileError} when a file can't be read
 * @throws {SigningError} when one holds no certificates
 */
export function loadCertificates(files: readonly string[], { cwd }: Host): Certificate[] {
  return readCertificateFiles(files.map((file) => namedPath(file, cwd)));
}
