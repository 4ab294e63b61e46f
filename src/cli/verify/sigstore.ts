import { sigstoreVerifier } from '../../node/sigstore/model-verifier';
import { UsageError, type ExitCode } from '../exit';
import { type Host } from '../host';
import { loadTrustedRoot } from '../signing/trusted-root';
import { type VerifyFlags } from './command';
import { runVerify } from './run';

export interface SigstoreFlags extends VerifyFlags {
  identity: string;
  identityProvider: string;
  trustConfig?: string;
  trustedRoot?: string;
}

export async function verifyWithSigstore(location: string, flags: SigstoreFlags, host: Host): Promise<ExitCode> {
  const { identity, identityProvider: issuer, trustConfig, trustedRoot } = flags;
  if (!identity || !issuer) throw new UsageError('--identity and --identity-provider must not be empty');
  if (trustConfig !== undefined && trustedRoot !== undefined)
    throw new UsageError('--trust-config and --trusted-root say the same: give one of them');
  return runVerify(location, flags, host, () =>
    sigstoreVerifier({ identity, issuer }, loadTrustedRoot(trustConfig ?? trustedRoot, host), host.today),
  );
}
