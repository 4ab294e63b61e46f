import { currentTrust } from '../../node/sigstore/tuf/trust';
import { readTrustedRootFile } from '../../node/signing/trusted-root';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { keyMethod } from '../../node/signing/methods';
import { keylessSigner, ownSigner, type ReleaseSigner } from '../../node/release/signer';
import { UsageError } from '../exit';
import { type Host } from '../host';
import { ownCertificateMethod } from '../sign/certificate';
import { tokenCertificateMethod, tokenKeyMethod } from '../sign/pkcs11';
import { sigstoreMethod } from '../sign/sigstore';
import { loadPrivateKey } from '../signing/keys';
import { namedPath } from '../signing/model';
import { type ReleaseFlags } from './command';

/** Options that mean that it is signed keyless. */
const KEYLESS = [
  ['sigstore', '--sigstore'],
  ['identityToken', '--identity-token'],
  ['useAmbientCredentials', '--use-ambient-credentials'],
  ['oauthForceOob', '--oauth-force-oob'],
  ['oauthDeviceFlow', '--oauth-device-flow'],
] as const;

const OWN = [
  ['privateKey', '--private-key'],
  ['pkcs11Uri', '--pkcs11-uri'],
] as const;

/**
 * Who signs, as the command line says; undefined where it names nobody.
 * @throws {UsageError} for options that exclude each other
 */
export function signerOf(flags: ReleaseFlags, host: Host): ReleaseSigner | undefined {
  const keyless = KEYLESS.filter(([flag]) => flags[flag] !== undefined).map(([, option]) => option);
  const own = OWN.filter(([flag]) => flags[flag] !== undefined).map(([, option]) => option);
  const ways = [...own, ...keyless.slice(0, 1)];
  if (ways.length > 1) throw new UsageError(`${ways.join(' and ')} exclude each other: a release has one signer`);
  const root = () => trustedRoot(flags, host);
  if (keyless.length) return keylessSigner({ shown: 'Sigstore', root }, () => sigstoreMethod(flags, host));
  if (!own.length) {
    if (flags.signingCertificate !== undefined)
      throw new UsageError('--signing-certificate needs the key that belongs to it: --private-key or --pkcs11-uri');
    return undefined;
  }
  const { privateKey, pkcs11Uri, signingCertificate, certificateChain } = flags;
  const shown = privateKey ?? 'a key on a token';
  if (signingCertificate === undefined) {
    if (certificateChain) throw new UsageError('--certificate-chain belongs to --signing-certificate');
    return ownSigner({ method: 'key', shown, root }, async () =>
      privateKey === undefined
        ? tokenKeyMethod({ pkcs11Uri: pkcs11Uri! }, host)
        : keyMethod(await loadPrivateKey(privateKey, host), privateKey),
    );
  }
  const certificates = { signingCertificate, ...(certificateChain ? { certificateChain } : {}) };
  return ownSigner({ method: 'certificate', shown, root }, () =>
    privateKey === undefined
      ? tokenCertificateMethod({ pkcs11Uri: pkcs11Uri!, ...certificates }, host)
      : ownCertificateMethod({ privateKey, ...certificates }, host),
  );
}

async function trustedRoot({ trustConfig }: ReleaseFlags, host: Host): Promise<TrustedRoot> {
  if (trustConfig !== undefined) return readTrustedRootFile(namedPath(trustConfig, host.cwd));
  return (await currentTrust({ cacheDir: host.cacheDir, ...(host.tufSource ? { source: host.tufSource } : {}) })).root;
}
