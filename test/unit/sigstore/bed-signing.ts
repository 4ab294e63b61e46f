// Signs against the test bed with Sigstore's own client, and verifies with ours.
import { bundleToJSON } from '@sigstore/bundle';
import { SigningConfig } from '@sigstore/protobuf-specs';
import { bundleBuilderFromSigningConfig } from '@sigstore/sign';
import { type IdentityPolicy } from '../../../src/core/signing/sigstore/identity';
import { type TrustedRoot } from '../../../src/core/signing/sigstore/trusted-root';
import { verifySigstoreJson } from '../../../src/node/sigstore/verify';

export const TYPE = 'application/vnd.in-toto+json';
export const DATA = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}');

export interface SignOptions {
  token: string;
  bundleType?: 'dsseEnvelope' | 'messageSignature';
  timeout?: number;
  retries?: number;
}

/** A bundle around {@link DATA}, as JSON. */
export async function signedWith(
  signingConfig: unknown,
  { token, bundleType = 'dsseEnvelope', timeout = 5000, retries = 0 }: SignOptions,
): Promise<object> {
  const builder = bundleBuilderFromSigningConfig({
    signingConfig: SigningConfig.fromJSON(signingConfig),
    identityProvider: { getToken: async () => token },
    fetchOptions: { timeout, retry: { retries, minTimeout: 10 } },
    bundleType,
  });
  return bundleToJSON(await builder.create({ data: DATA, type: TYPE })) as object;
}

/** The state, and the check that failed. */
export async function verdictOn(
  bundle: object,
  { root, expected }: { root: TrustedRoot; expected: IdentityPolicy },
): Promise<string> {
  const artifact = async function* () {
    yield DATA;
  };
  const { state, checks } = await verifySigstoreJson(bundle, {
    expected,
    root,
    now: new Date(),
    // An envelope brings its content.
    ...('messageSignature' in bundle ? { artifact } : {}),
  });
  const failed = checks.find(({ ok }) => !ok);
  return failed ? `${state}: ${failed.id}` : state;
}

interface Material {
  certificate: { rawBytes: string };
  tlogEntries: [{ inclusionProof: { logIndex: string; treeSize: string; hashes: string[] } }];
}

export function materialOf(bundle: object): Material {
  return (bundle as { verificationMaterial: Material }).verificationMaterial;
}
