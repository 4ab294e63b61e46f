import { SigningError } from '../../core/signing/signer';
import { type PublicKey } from '../../core/signing/cryptography';
import { findTokenKey, type TokenKey } from '../../node/pkcs11/key';
import { parsePkcs11Uri } from '../../node/pkcs11/uri';
import { certificateMethod, keyMethod } from '../../node/signing/methods';
import { type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadCertificates } from '../signing/keys';
import { type TokenCertificateFlags, type TokenFlags } from './command';
import { runSign, type SigningMethod } from './run';

/** The variable of the environment that a PIN may be in: on the command line everybody would see it. */
const PIN = 'MOF_PKCS11_PIN';

export async function signWithTokenKey(location: string, flags: TokenFlags, host: Host): Promise<ExitCode> {
  return runSign(location, flags, host, () => tokenKeyMethod(flags, host));
}

/** Signs with a key on a token, whose PIN is asked for. */
export async function tokenKeyMethod(flags: Pick<TokenFlags, 'pkcs11Uri'>, host: Host): Promise<SigningMethod> {
  const key = await loadTokenKey(flags, host);
  return keyMethod(key, key.shown);
}

export async function signWithTokenCertificate(
  location: string,
  flags: TokenCertificateFlags,
  host: Host,
): Promise<ExitCode> {
  return runSign(location, flags, host, () => tokenCertificateMethod(flags, host));
}

/** Signs with a certificate whose key is on a token. */
export async function tokenCertificateMethod(
  flags: Pick<TokenCertificateFlags, 'pkcs11Uri' | 'signingCertificate' | 'certificateChain'>,
  host: Host,
): Promise<SigningMethod> {
  const [certificate] = loadCertificates([flags.signingCertificate], host);
  const chain = loadCertificates(flags.certificateChain ?? [], host);
  const key = await loadTokenKey(flags, host, certificate!.publicKey);
  return certificateMethod({ key, certificate: certificate!, chain, now: host.today });
}

async function loadTokenKey(
  { pkcs11Uri }: Pick<TokenFlags, 'pkcs11Uri'>,
  host: Host,
  publicKey?: PublicKey,
): Promise<TokenKey> {
  const pin = async (token: string) => {
    const given = await host.secret?.(PIN, `PIN of the token "${token}": `);
    if (given) return given;
    throw new SigningError(`the PIN of the token "${token}" is taken from ${PIN}, or asked for at a terminal`);
  };
  return findTokenKey(parsePkcs11Uri(pkcs11Uri), { pin, ...(publicKey ? { publicKey } : {}) });
}
