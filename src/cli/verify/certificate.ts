import { certificateVerifier } from '../../core/signing/certificates/verify';
import { nodeCryptography } from '../../node/cryptography';
import { type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadCertificates } from '../signing/keys';
import { type VerifyFlags } from './command';
import { runVerify } from './run';

export async function verifyWithCertificate(
  location: string,
  flags: VerifyFlags & { certificateChain: string[] },
  host: Host,
): Promise<ExitCode> {
  return runVerify(location, flags, host, () => {
    const certificates = loadCertificates(flags.certificateChain, host);
    return certificateVerifier({ certificates, at: host.today }, nodeCryptography);
  });
}
