import { t } from '../l10n';
import { fromBase64, toHex } from '../signing/bytes';
import { type Certificate, type Cryptography, type PublicKey } from '../signing/cryptography';
import { hintOf } from '../signing/keys/hint';
import { type Policy, type SignerRule } from './policy';

/** A policy whose keys and certificates were read. */
export interface ResolvedPolicy {
  policy: Policy;
  /** The public keys and root certificates that it has in full. */
  keys: readonly PublicKey[];
  roots: readonly Certificate[];
}

/** A key or certificate of a policy that can't be used. The message is a sentence. */
export class PolicyKeyError extends Error {
  constructor(
    message: string,
    /** From 0. */
    readonly line: number,
  ) {
    super(message);
    this.name = 'PolicyKeyError';
  }
}

/**
 * Reads the keys and certificates of a policy, and fills in the hashes that tell them apart.
 * @throws {PolicyKeyError}
 */
export function resolvePolicy(policy: Policy, cryptography: Cryptography): ResolvedPolicy {
  const keys: PublicKey[] = [];
  const roots: Certificate[] = [];
  const signers = policy.signers?.map((rule): SignerRule => {
    const { signer } = rule;
    if (signer.method === 'key' && signer.publicKey !== undefined) {
      const key = readKey(signer.publicKey, rule, cryptography);
      keys.push(key);
      return { ...rule, signer: { ...signer, hint: hintOf(key, cryptography) } };
    }
    if (signer.method === 'certificate' && signer.rootCertificate !== undefined) {
      const root = readRoot(signer.rootCertificate, rule, cryptography);
      roots.push(root);
      return { ...rule, signer: { ...signer, authority: toHex(cryptography.sha256(root.der)) } };
    }
    return rule;
  });
  return { policy: { ...policy, ...(signers ? { signers } : {}) }, keys, roots };
}

function readKey(pem: string, { at }: SignerRule, { publicKey }: Cryptography): PublicKey {
  let key: PublicKey;
  try {
    key = publicKey(pem);
  } catch {
    throw new PolicyKeyError(t('The public key of "{0}" is damaged.', at.entry), at.line);
  }
  if (key.curve) return key;
  throw new PolicyKeyError(
    t('The key of "{0}" is of type {1}; models are signed with elliptic curves.', at.entry, key.algorithm),
    at.line,
  );
}

function readRoot(pem: string, { at }: SignerRule, { certificate }: Cryptography): Certificate {
  let root: Certificate;
  try {
    root = certificate(fromBase64(pem.replace(/-----[A-Z ]+-----|\s/g, ''))!);
  } catch {
    throw new PolicyKeyError(t('The root certificate of "{0}" is damaged.', at.entry), at.line);
  }
  if (root.isSelfSigned) return root;
  throw new PolicyKeyError(
    t('The certificate of "{0}" is no root: {1} issued it, not itself.', at.entry, root.issuer),
    at.line,
  );
}
