import { t } from '../../core/l10n';
import { type Method } from '../../core/signing/bundle/bundle';
import { toHex } from '../../core/signing/bytes';
import { certificateVerifier } from '../../core/signing/certificates/verify';
import { hintOf } from '../../core/signing/keys/hint';
import { keyVerifier } from '../../core/signing/keys/verify';
import { type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { type SignatureResult, type SignatureVerifier } from '../../core/signing/verdict/verdict';
import { nodeCryptography } from '../cryptography';
import { nobodyVerifier } from '../signing/nobody';
import { type LoadedPolicy } from './read';

/**
 * Verifies with the keys and root certificates of policies, and keyless signatures with Sigstore's trusted root. It finds out who
 * signed; whether they may, the policies say.
 */
export async function policyVerifier(
  method: Method,
  policies: readonly LoadedPolicy[],
  root: () => Promise<TrustedRoot>,
  now: Date,
): Promise<SignatureVerifier> {
  switch (method) {
    case 'key':
      return keysVerifier(policies);
    case 'certificate':
      return rootsVerifier(policies, now);
    case 'sigstore':
      return nobodyVerifier(method, root, now);
  }
}

/** The signers of a method that policies name. */
function signersOf<M extends Method>(policies: readonly LoadedPolicy[], method: M) {
  return policies.flatMap(({ policy }) =>
    (policy?.signers ?? []).flatMap(({ signer }) =>
      signer.method === method ? [signer as Extract<typeof signer, { method: M }>] : [],
    ),
  );
}

/** Trusts the root certificates of the policies, and those in a bundle whose hash a policy names. */
function rootsVerifier(policies: readonly LoadedPolicy[], now: Date): SignatureVerifier {
  const own = policies.flatMap(({ roots = [] }) => roots);
  const authorities = new Set(signersOf(policies, 'certificate').map(({ authority }) => authority));
  return {
    method: 'certificate',
    verify(bundle) {
      const chain = bundle.material.method === 'certificate' ? bundle.material.chain : [];
      const named = chain.flatMap((der) => {
        if (!authorities.has(toHex(nodeCryptography.sha256(der)))) return [];
        const certificate = readOr(() => nodeCryptography.certificate(der));
        return certificate ? [certificate] : [];
      });
      return certificateVerifier({ certificates: [...own, ...named], at: now }, nodeCryptography).verify(bundle);
    },
  };
}

/** Tries the keys of the policies, and the one in a bundle where a policy names its hash. */
function keysVerifier(policies: readonly LoadedPolicy[]): SignatureVerifier {
  const own = policies.flatMap(({ file, keys = [] }) =>
    keys.map((key) => ({ key, shown: t('of the policy {0}', file.place) })),
  );
  const hints = new Set(signersOf(policies, 'key').map(({ hint }) => hint));
  return {
    method: 'key',
    async verify(bundle) {
      const { material } = bundle;
      const { hint, pem } = material.method === 'key' ? material : {};
      const carried = pem === undefined ? undefined : readOr(() => nodeCryptography.publicKey(pem));
      const isNamed = carried?.curve !== undefined && hints.has(hintOf(carried, nodeCryptography));
      const keys = [...own, ...(isNamed ? [{ key: carried, shown: t('in the signature, which a policy names') }] : [])];
      const results: SignatureResult[] = [];
      for (const { key, shown } of keys) {
        const result = await keyVerifier(key, shown, nodeCryptography).verify(bundle);
        if (result.state === 'trusted') return result;
        results.push(result);
      }
      // The one whose key the bundle names says best what is wrong.
      return results.find(({ checks }) => checks[0]?.ok) ?? strange(hint, hints);
    },
  };
}

/** Undefined for what is damaged; the verifier says so. */
function readOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The bundle was signed with a key that no policy has. It may be one that a policy names by its hash alone. */
function strange(hint: string | undefined, hints: ReadonlySet<string | undefined>): SignatureResult {
  const isNamed = hint === undefined ? hints.size > 0 : hints.has(hint);
  const named = hint ?? t('one that it does not name');
  const detail = isNamed
    ? t('The model was signed with a key: {0}. To verify it, the policy needs the public key itself.', named)
    : t('The model was signed with another key than those of the policy: {0}.', named);
  return { state: isNamed ? 'unchecked' : 'invalid', checks: [{ id: 'key', ok: false, detail }] };
}
