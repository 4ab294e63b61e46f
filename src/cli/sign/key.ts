import { keyMethod } from '../../node/signing/methods';
import { type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadPrivateKey } from '../signing/keys';
import { type KeyFlags } from './command';
import { runSign } from './run';

export async function signWithKey(location: string, flags: KeyFlags, host: Host): Promise<ExitCode> {
  const { privateKey } = flags;
  return runSign(location, flags, host, async () => keyMethod(await loadPrivateKey(privateKey, host), privateKey));
}
