import { type Certificate, type PrivateKey, type PublicKey } from '../../core/signing/cryptography';
import {
  certificatesIn,
  isReadByAll,
  needsPassphrase,
  privateKeyIn,
  publicKeyIn,
  readPem,
} from '../../node/signing/keys';
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
  return publicKeyIn(readPem(namedPath(file, cwd)));
}

/**
 * @throws {FileError} when it can't be read
 * @throws {SigningError} when it is no private key, or its passphrase is wrong
 * @throws {UsageError} when its passphrase is missing
 */
export async function loadPrivateKey(file: string, host: Host): Promise<PrivateKey> {
  const named = namedPath(file, host.cwd);
  const pem = readPem(named);
  const encrypted = needsPassphrase(pem);
  const passphrase = encrypted ? await host.secret?.(PASSPHRASE, `Passphrase of ${file}: `) : undefined;
  if (encrypted && passphrase === undefined)
    throw new UsageError(
      `${file} is encrypted; its passphrase is taken from ${PASSPHRASE}, or asked for at a terminal`,
    );
  if (isReadByAll(named))
    host.stderr(`mof: warning: everybody on this machine can read the private key ${file}; chmod 600 it\n`);
  return privateKeyIn(pem, passphrase);
}

/**
 * @throws {FileError} when a file can't be read
 * @throws {SigningError} when one holds no certificates
 */
export function loadCertificates(files: readonly string[], { cwd }: Host): Certificate[] {
  return files.flatMap((file) => certificatesIn(readPem(namedPath(file, cwd))));
}
