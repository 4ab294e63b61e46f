import { predicateTypeOf } from '../../core/oci/attachments';
import { type ArtifactSource, type RequestOptions } from '../../core/oci/content';
import { type Descriptor } from '../../core/oci/descriptor';
import { readManifest } from '../../core/oci/manifest';
import { SIGSTORE_BUNDLE_TYPE } from '../../core/oci/media-types';
import { type ModelArtifact, type ModelLayer } from '../../core/oci/modelpack/read';
import { compareLayers, type LayerComparison } from '../../core/oci/signed-layers';
import { BundleError } from '../../core/signing/bundle/bundle';
import { LIMITS } from '../../core/signing/bundle/limits';
import { readBundle } from '../../core/signing/bundle/read';
import { PREDICATE_TYPE, StatementError, type Manifest } from '../../core/signing/statement/manifest';
import { readStatement } from '../../core/signing/statement/read';
import { nodeCryptography } from '../cryptography';
import { type InspectedArtifact } from './inspect';
import { readWhole } from './read-whole';

/** What a signature of the model says of an artifact that has it. Who signed is not found out here. */
export interface SignedArtifact {
  /** Where the signature is: the path of its file, or the digest of the manifest that attaches it. */
  signature: string;
  /** How the digests of the layers compare to what was signed; absent where the signature can't be read. */
  layers?: LayerComparison;
  /** Why it can't be read. */
  problem?: string;
}

/** Where signatures of a model usually are (OMS). */
const SIGNATURE_FILE = /(?:^|\/)[^/]+\.sig$/;

/** More than one signature is rare, and each is fetched. */
const MOST = 5;

/**
 * Compares what signatures of the model say, in an artifact and attached to it, with the digests of its layers. The layers
 * themselves are not read.
 * @throws {OciError} what the source throws
 */
export async function compareSignatures(
  store: ArtifactSource,
  { artifact, attached }: Pick<InspectedArtifact, 'artifact' | 'attached'>,
  requests: RequestOptions = {},
): Promise<SignedArtifact[]> {
  if (!artifact) return [];
  const found = await signaturesOf(store, { artifact, attached }, requests);
  return found
    .filter(({ bytes }) => predicateTypeOf(bytes) === PREDICATE_TYPE)
    .map(({ name, path, bytes }) => ({ signature: name, ...compared(bytes, artifact, path) }));
}

/** What may be a signature of the model. */
export interface ArtifactSignature {
  /** The path of its file, or the digest of the manifest that attaches it. */
  name: string;
  /** In the model. */
  path?: string;
  bytes: Uint8Array;
}

/**
 * What may be signatures of the model, in an artifact and attached to it, each once: bundles, and files that are called so
 * whatever they hold.
 * @throws {OciError} what the source throws
 */
export async function signaturesOf(
  store: ArtifactSource,
  { artifact, attached }: Pick<InspectedArtifact, 'artifact' | 'attached'>,
  requests: RequestOptions = {},
): Promise<ArtifactSignature[]> {
  const found = [...inLayers(artifact?.layers ?? []), ...(await inReferrers(store, attached, requests))];
  // What is attached is mostly what is in it as well.
  const once = [...new Map(found.reverse().map((each) => [each.descriptor.digest, each])).values()].reverse();
  const signatures: ArtifactSignature[] = [];
  for (const { descriptor, ...named } of once.slice(0, MOST))
    signatures.push({ ...named, bytes: await readWhole(store, descriptor, LIMITS.bundleBytes, requests) });
  return signatures;
}

interface SignatureBlob {
  name: string;
  /** In the model. */
  path?: string;
  descriptor: Descriptor;
}

function inLayers(layers: readonly ModelLayer[]): SignatureBlob[] {
  return layers.flatMap(({ path, form, descriptor }) =>
    path !== undefined && SIGNATURE_FILE.test(path) && form.archive === 'raw' && !form.compression
      ? readable({ name: path, path, descriptor })
      : [],
  );
}

async function inReferrers(
  store: ArtifactSource,
  attached: readonly Descriptor[],
  requests: RequestOptions,
): Promise<SignatureBlob[]> {
  const signatures = attached.filter(({ artifactType }) => artifactType === SIGSTORE_BUNDLE_TYPE).slice(0, MOST);
  const found: SignatureBlob[] = [];
  for (const referrer of signatures) {
    const [layer] = readManifest(await store.readManifest(referrer, requests)).layers;
    if (layer) found.push(...readable({ name: referrer.digest, descriptor: layer }));
  }
  return found;
}

function readable(signature: SignatureBlob): SignatureBlob[] {
  return signature.descriptor.size <= LIMITS.bundleBytes ? [signature] : [];
}

/** @param path that of the signature itself, which it does not cover */
function compared(
  bytes: Uint8Array,
  { layers }: ModelArtifact,
  path: string | undefined,
): Pick<SignedArtifact, 'layers' | 'problem'> {
  try {
    return { layers: compareLayers(statementIn(bytes), layers, path === undefined ? [] : [path]) };
  } catch (error) {
    if (error instanceof BundleError || error instanceof StatementError) return { problem: error.message };
    throw error;
  }
}

function statementIn(bytes: Uint8Array): Manifest {
  const { payload } = readBundle(bytes).envelope;
  return readStatement(payload, { legacy: false, windows: false }, nodeCryptography);
}
