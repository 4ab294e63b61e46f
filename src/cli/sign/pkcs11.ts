import { SigningError } from '../../core/signing/signer';
import { type PublicKey } from '../../core/signing/cryptography';
import { findTokenKey, type TokenKey } from '../../node/pkcs11/key';
import { parsePkcs11Uri } from '../../node/pkcs11/uri';
import { certificateMethod, keyMethod } from '../../node/signing/methods';
import { type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadCertificates } from '../signing/keys';
import { type TokenCertificateFlags, type TokenFlags } from './command';
import { runSign } from './run';

/** The variable of the environment that a PIN may be in: on the command line everybody would see it. */
const PIN = 'MOF_PKCS11_PIN';

export async function signWithTokenKey(location: string, flags: TokenFlags, host: Host): Promise<ExitCode> {
  return runSign(location, flags, host, async () => {
    const key = await loadTokenKey(flags, host);
    return keyMethod(key, key.shown);
  });
}

export async function signWithTokenCertificate(
  location: string,
  flags: TokenCertificateFlags,
  host: Host,
): Promise<ExitCode> {
  return runSign(location, flags, host, async () => {
    const [certificate] = loadCertificates([flags.signingCertificate], host);
    const chain = loadCertificates(flags.certificateChain ?? [], host);
    const key = await loadTokenKey(flags, host, certificate!.publicKey);
    return certificateMethod({ key, certificate: certificate!, chain, now: host.today });
  });
}

async function loadTokenKey({ pkcs11Uri }: TokenFlags, host: Host, publicKey?: PublicKey): Promise<TokenKey> {
  const pin = async (token: string) => {
    const given = await host.secret?.(PIN, `PIN of the token "${token}": `);
    if (given) return given;
    throw new SigningError(`the PIN of the token "${token}" is taken from ${PIN}, or asked for at a terminal`);
  };
  return findTokenKey(parsePkcs11Uri(pkcs11Uri), { pin, ...(publicKey ? { publicKey } : {}) });
}
