import { keySigner } from '../../core/signing/keys/sign';
import { keyVerifier } from '../../core/signing/keys/verify';
import { nodeCryptography } from '../../node/cryptography';
import { type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadPrivateKey } from '../signing/keys';
import { type KeyFlags } from './command';
import { runSign } from './run';

export async function signWithKey(location: string, flags: KeyFlags, host: Host): Promise<ExitCode> {
  return runSign(location, flags, host, async () => {
    const key = await loadPrivateKey(flags.privateKey, host);
    return {
      signer: keySigner(key, nodeCryptography),
      verifier: keyVerifier(key.publicKey, flags.privateKey, nodeCryptography),
    };
  });
}
