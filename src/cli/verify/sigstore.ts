import { sigstoreVerifier } from '../../node/sigstore/model-verifier';
import { UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadTrustedRoot, type TrustFlags } from '../signing/trusted-root';
import { type VerifyFlags } from './command';
import { runVerify } from './run';

export interface SigstoreFlags extends VerifyFlags, TrustFlags {
  identity: string;
  identityProvider: string;
}

export async function verifyWithSigstore(location: string, flags: SigstoreFlags, host: Host): Promise<ExitCode> {
  const { identity, identityProvider: issuer } = flags;
  if (!identity || !issuer) throw new UsageError('--identity and --identity-provider must not be empty');
  return runVerify(location, flags, host, async () =>
    sigstoreVerifier({ identity, issuer }, await loadTrustedRoot(flags, host), host.today),
  );
}
