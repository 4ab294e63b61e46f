import { keyVerifier } from '../../core/signing/keys/verify';
import { nodeCryptography } from '../../node/cryptography';
import { type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadPublicKey } from '../signing/keys';
import { type VerifyFlags } from './command';
import { runVerify } from './run';

export async function verifyWithKey(
  location: string,
  flags: VerifyFlags & { publicKey: string },
  host: Host,
): Promise<ExitCode> {
  return runVerify(location, flags, host, () =>
    keyVerifier(loadPublicKey(flags.publicKey, host), flags.publicKey, nodeCryptography),
  );
}
