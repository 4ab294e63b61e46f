import { attach, predicateTypeOf } from '../../core/oci/attachments';
import { type ArtifactSource, type ArtifactStore, type RequestOptions } from '../../core/oci/content';
import { type Descriptor } from '../../core/oci/descriptor';
import { digestAlgorithm, digestHex, digestOf, type Digest } from '../../core/oci/digest';
import { OciError } from '../../core/oci/errors';
import { readManifest } from '../../core/oci/manifest';
import { SIGSTORE_BUNDLE_TYPE } from '../../core/oci/media-types';
import { writeReferrer } from '../../core/oci/write-referrer';
import { t } from '../../core/l10n';
import { ARTIFACT_PREDICATE_TYPE, writeArtifactStatement } from '../../core/signing/artifact/statement';
import { verifyArtifactSignature } from '../../core/signing/artifact/verify';
import { LIMITS } from '../../core/signing/bundle/limits';
import { SigningError } from '../../core/signing/signer';
import { type Signer, type SignatureVerifier, type Verdict } from '../../core/signing/verdict/verdict';
import { nodeCryptography } from '../cryptography';
import { readWhole } from '../oci/read-whole';
import { type SigningMethod } from './sign';

/** The name of the file that the signature of an artifact is fetched as. */
const TITLE = 'manifest.sigstore.json';

/** Signatures of the artifact itself that are looked at; each is fetched. */
const MOST = 20;

/** A signature that is attached to the artifact that it signs. */
export interface AttachedSignature {
  /** Digest of the manifest that attaches it. */
  digest: Digest;
  /** Who signed, as everybody can verify. */
  signer?: Signer;
}

/**
 * Signs the manifest of an artifact, and with it all that the manifest names by digest. The signature is verified before it is
 * attached.
 * @throws {SigningError} when the key can't be used, or what was signed does not hold
 * @throws {ServiceError}, {CancelledError}; {OciError} what the store throws
 */
export async function signArtifact(
  store: ArtifactStore,
  subject: Descriptor,
  { signer, verifier }: SigningMethod,
  { created, signal }: { created: Date; signal?: AbortSignal },
): Promise<AttachedSignature> {
  const manifest = manifestHex(subject);
  const bytes = new TextEncoder().encode(await signer.sign(writeArtifactStatement(manifest)));
  const verdict = await verifyArtifactSignature({ signature: bytes, verifier, manifest });
  // Whoever signs may not have the root at hand that others trust.
  if (verdict.state !== 'verified' && verdict.state !== 'untrusted') throw new SigningError(whyNot(verdict));
  signal?.throwIfAborted();
  const content = { digest: digestOf(bytes, nodeCryptography), size: bytes.length };
  const referrer = attach(
    subject,
    { kind: 'signature', content, title: TITLE, created, predicateType: ARTIFACT_PREDICATE_TYPE },
    nodeCryptography,
  );
  const open = async (from: number) => once(bytes.subarray(from));
  await writeReferrer(store, referrer, () => ({ open }), signal && { signal });
  return { digest: referrer.descriptor.digest, ...(verdict.signer ? { signer: verdict.signer } : {}) };
}

function whyNot({ checks }: Verdict): string {
  const detail = checks.find(({ ok }) => !ok)?.detail ?? '';
  return t('The artifact was signed, but that cannot be verified, so nothing was attached: {0}', detail);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** @throws {OciError} for a manifest by another digest than SHA-256, which nobody writes */
function manifestHex({ digest }: Descriptor): string {
  if (digestAlgorithm(digest) === 'sha256') return digestHex(digest);
  throw new OciError('unsupported', t('{0} has a digest of SHA-512; artifacts are signed by SHA-256.', digest));
}

/** A signature of an artifact as it is attached. Nothing of it is proved. */
export interface ArtifactBundle {
  /** Digest of the manifest that attaches it. */
  digest: Digest;
  bytes: Uint8Array;
}

/**
 * The signatures over the manifest of an artifact that are attached to it; others are left aside.
 * @throws {OciError} what the source throws
 */
export async function artifactSignatures(
  store: ArtifactSource,
  subject: Descriptor,
  requests: RequestOptions = {},
): Promise<ArtifactBundle[]> {
  const attached = await store.referrers(subject, SIGSTORE_BUNDLE_TYPE, requests);
  const found: ArtifactBundle[] = [];
  for (const referrer of attached) {
    const [layer] = readManifest(await store.readManifest(referrer, requests)).layers;
    if (!layer || layer.size > LIMITS.bundleBytes) continue;
    const bytes = await readWhole(store, layer, LIMITS.bundleBytes, requests);
    if (predicateTypeOf(bytes) === ARTIFACT_PREDICATE_TYPE) found.push({ digest: referrer.digest, bytes });
    if (found.length === MOST) break;
  }
  return found;
}

/**
 * A signature over the manifest that holds by a verifier; undefined where there is none.
 * @throws {OciError} what the source throws
 */
export async function verifiedSignature(
  store: ArtifactSource,
  subject: Descriptor,
  verifier: SignatureVerifier,
  requests: RequestOptions = {},
): Promise<AttachedSignature | undefined> {
  const manifest = manifestHex(subject);
  for (const { digest, bytes } of await artifactSignatures(store, subject, requests)) {
    const { state, signer } = await verifyArtifactSignature({ signature: bytes, verifier, manifest });
    if (state === 'verified') return { digest, ...(signer ? { signer } : {}) };
  }
  return undefined;
}
