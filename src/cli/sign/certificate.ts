import { certificateMethod } from '../../node/signing/methods';
import { type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadCertificates, loadPrivateKey } from '../signing/keys';
import { type CertificateFlags } from './command';
import { runSign, type SigningMethod } from './run';

export async function signWithCertificate(location: string, flags: CertificateFlags, host: Host): Promise<ExitCode> {
  return runSign(location, flags, host, () => ownCertificateMethod(flags, host));
}

/** Signs with a certificate and its key, whose passphrase is asked for. */
export async function ownCertificateMethod(
  flags: Pick<CertificateFlags, 'privateKey' | 'signingCertificate' | 'certificateChain'>,
  host: Host,
): Promise<SigningMethod> {
  const [certificate] = loadCertificates([flags.signingCertificate], host);
  const chain = loadCertificates(flags.certificateChain ?? [], host);
  const key = await loadPrivateKey(flags.privateKey, host);
  return certificateMethod({ key, certificate: certificate!, chain, now: host.today });
}
