import { certificateMethod } from '../../node/signing/methods';
import { type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadCertificates, loadPrivateKey } from '../signing/keys';
import { type CertificateFlags } from './command';
import { runSign } from './run';

export async function signWithCertificate(location: string, flags: CertificateFlags, host: Host): Promise<ExitCode> {
  return runSign(location, flags, host, async () => {
    const [certificate] = loadCertificates([flags.signingCertificate], host);
    const chain = loadCertificates(flags.certificateChain ?? [], host);
    const key = await loadPrivateKey(flags.privateKey, host);
    return certificateMethod({ key, certificate: certificate!, chain, now: host.today });
  });
}
