import { t } from '../../core/l10n';
import { MofDocument } from '../../core/mof/document';
import { predicateTypeOf } from '../../core/oci/attachments';
import { type ArtifactSource, type RequestOptions } from '../../core/oci/content';
import { type Descriptor } from '../../core/oci/descriptor';
import { digestAlgorithm, digestHex } from '../../core/oci/digest';
import { readManifest } from '../../core/oci/manifest';
import { CYCLONEDX_TYPE, SPDX_TYPE } from '../../core/oci/media-types';
import { type ModelArtifact, type ModelLayer } from '../../core/oci/modelpack/read';
import { checkProfile } from '../../core/oci/profile/check';
import {
  evidenceOfLayer,
  evidenceOfMof,
  evidenceOfReferrer,
  isModelPack,
  type EvidenceItem,
} from '../../core/oci/profile/evidence';
import { verifyLayers } from '../../core/oci/verify-layers';
import { digestsOf, factsOfDocuments, type PolicyDocument } from '../../core/policy/documents';
import { isUnknown, type FoundSignature, type PolicyFacts } from '../../core/policy/facts';
import { FileNames } from '../../core/policy/file-names';
import { type PolicySubject } from '../../core/policy/names';
import { ARTIFACT_PREDICATE_TYPE } from '../../core/signing/artifact/statement';
import { verifyArtifactSignature } from '../../core/signing/artifact/verify';
import { BundleError, type Method } from '../../core/signing/bundle/bundle';
import { readBundle } from '../../core/signing/bundle/read';
import { type SignatureVerifier, type Verdict } from '../../core/signing/verdict/verdict';
import { nodeCryptography } from '../cryptography';
import { type InspectedArtifact } from '../oci/inspect';
import { readWhole } from '../oci/read-whole';
import { signaturesOf, type ArtifactSignature } from '../oci/signed-artifact';
import { DOCUMENT_HEAD, readDocuments, type CandidateFile } from './documents';
import { nothing } from './folder-facts';

/** Largest document that is fetched, in bytes. */
const DOCUMENT_BYTES = 32 * 1024 * 1024;

/** Bills of materials that are fetched of what is attached. */
const MOST_ATTACHED = 10;

export interface ArtifactToJudge {
  source: ArtifactSource;
  found: InspectedArtifact;
  subject: PolicySubject;
  /** Says who signed, for each method of signing. */
  verifier: (method: Method) => Promise<SignatureVerifier>;
  requests?: RequestOptions;
}

/** A signature in an artifact, with its whole verdict. */
export interface JudgedSignature extends FoundSignature {
  verdict: Verdict;
}

/** All that policies ask about an artifact. */
export interface ArtifactFacts extends PolicyFacts {
  signatures: readonly JudgedSignature[];
}

/**
 * All that policies ask about an artifact, by its manifest, the documents in it and what is attached: weights are never read. That
 * the layers have the digests that the manifest says, whoever fetches them checks.
 * @throws {OciError} what the source throws: content that is not what its digest says, above all
 */
export async function artifactFacts(artifact: ArtifactToJudge): Promise<ArtifactFacts> {
  const { found, source, subject, requests } = artifact;
  if (!found.artifact) {
    const unknown = t('It is an index of several artifacts. Name one of them by its digest.');
    return { subject, signatures: [], ...nothing(unknown), profile: { unknown } };
  }
  const { layers, manifest, config } = found.artifact;
  const signatures: JudgedSignature[] = [];
  for (const each of await signaturesOf(source, found, requests)) signatures.push(await judge(each, layers, artifact));
  const { documents, problem } = await documentsOf(artifact, found.artifact);
  const said = problem === undefined ? factsOfDocuments(documents, layerDigests(layers)) : nothing(problem);
  const place = t('the config');
  const { version, licenses = [] } = config?.descriptor ?? {};
  const stated = licenses.map((text) => ({ text, form: 'expression' as const, place }));
  const profile = checkProfile(manifest.annotations, {
    isModelPack: isModelPack(manifest),
    ...mofEvidence(documents),
    items: evidence(found, documents, signatures, said.boms),
  });
  return {
    subject,
    signatures,
    ...said,
    ...(isUnknown(said.licenses) ? {} : { licenses: [...said.licenses, ...stated] }),
    ...(isUnknown(said.versions) || !version ? {} : { versions: [...said.versions, { text: version, place }] }),
    ...(profile ? { profile } : {}),
  };
}

async function judge(
  { name, path, bytes }: ArtifactSignature,
  layers: readonly ModelLayer[],
  { verifier, found: { descriptor } }: ArtifactToJudge,
): Promise<JudgedSignature> {
  if (predicateTypeOf(bytes) === ARTIFACT_PREDICATE_TYPE) {
    const request = {
      signature: bytes,
      verifier: await verifier(methodOf(bytes)),
      manifest: digestHex(descriptor.digest),
    };
    return { place: name, verdict: await verifyArtifactSignature(request) };
  }
  const request = { signature: bytes, verifier: await verifier(methodOf(bytes)), cryptography: nodeCryptography };
  return { place: name, verdict: await verifyLayers(request, layers, path === undefined ? [] : [path]) };
}

/** Which verifier is to say that a damaged bundle is one does not matter. */
function methodOf(bytes: Uint8Array): Method {
  try {
    return readBundle(bytes).material.method;
  } catch (error) {
    if (error instanceof BundleError) return 'key';
    throw error;
  }
}

async function documentsOf(artifact: ArtifactToJudge, { layers }: ModelArtifact) {
  const { source, found, requests } = artifact;
  const inside = layers.flatMap(({ path, form, descriptor, unsafe }): CandidateFile[] =>
    path !== undefined && unsafe === undefined && form.archive === 'raw' && !form.compression
      ? [candidate(source, path, descriptor, requests)]
      : [],
  );
  const attached = await attachedBoms(artifact);
  const known = new Set(layers.map(({ descriptor: { digest } }) => digest));
  const fresh = attached.filter(({ blob }) => !known.has(blob.digest));
  const [read, beside] = [
    await readDocuments(inside, requests?.signal),
    await readDocuments(
      fresh.slice(0, MOST_ATTACHED).map(({ name, blob }) => candidate(source, `${name}.json`, blob, requests)),
      requests?.signal,
    ),
  ];
  const tooMany =
    fresh.length > MOST_ATTACHED
      ? t('More than {0} bills of materials are attached to {1}.', MOST_ATTACHED, found.descriptor.digest)
      : undefined;
  const problem = read.problem ?? beside.problem ?? tooMany;
  const named = beside.documents.map((each) => ({ ...each, name: each.name.replace(/\.json$/, '') }));
  return { documents: [...read.documents, ...named], ...(problem === undefined ? {} : { problem }) };
}

function candidate(
  source: ArtifactSource,
  path: string,
  descriptor: Descriptor,
  requests: RequestOptions = {},
): CandidateFile {
  return {
    path,
    size: descriptor.size,
    head: () => startOf(source, descriptor, requests),
    read: () => readWhole(source, descriptor, DOCUMENT_BYTES, requests),
  };
}

/** The beginning of a blob, to tell what it is; it is not verified. */
async function startOf(source: ArtifactSource, descriptor: Descriptor, requests: RequestOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of await source.open(descriptor, 0, requests)) {
    // It is good until the next one only.
    chunks.push(Uint8Array.from(chunk));
    length += chunk.length;
    if (length >= DOCUMENT_HEAD) break;
  }
  return Buffer.concat(chunks).subarray(0, DOCUMENT_HEAD);
}

async function attachedBoms({ source, found, requests }: ArtifactToJudge) {
  const boms: { name: string; blob: Descriptor }[] = [];
  const attached = found.attached.filter(({ artifactType = '' }) => [SPDX_TYPE, CYCLONEDX_TYPE].includes(artifactType));
  // One more than are read tells that there are too many.
  for (const referrer of attached.slice(0, MOST_ATTACHED + 1)) {
    const [blob] = readManifest(await source.readManifest(referrer, requests)).layers;
    if (blob) boms.push({ name: referrer.digest, blob });
  }
  return boms;
}

/** Digests of files, where those of the layers are the same. */
function layerDigests(layers: readonly ModelLayer[]) {
  const raw = layers.filter(
    ({ path, form, descriptor }) =>
      path !== undefined &&
      form.archive === 'raw' &&
      !form.compression &&
      digestAlgorithm(descriptor.digest) === 'sha256',
  );
  const digests = new Map(raw.map(({ path, descriptor }) => [path!, digestHex(descriptor.digest)]));
  return digestsOf(digests, new FileNames(digests.keys()));
}

function mofEvidence(documents: readonly PolicyDocument[]) {
  const mof = documents.find(({ document }) => document.kind.id === 'mof');
  return mof ? { mof: evidenceOfMof(new MofDocument(mof.document.parsed), mof.name) } : {};
}

/** What could prove the claims of the profile, and whether it holds as far as that was checked. */
function evidence(
  { artifact, attached }: InspectedArtifact,
  documents: readonly PolicyDocument[],
  signatures: readonly JudgedSignature[],
  boms: PolicyFacts['boms'],
): EvidenceItem[] {
  const inside = artifact!.layers.flatMap(({ path = '' }) => {
    const kind = signatures.some(({ place }) => place === path) ? 'signature' : bomKind(path, documents);
    return (kind && evidenceOfLayer(kind, path)) ?? [];
  });
  const items = [...inside, ...attached.flatMap((each) => evidenceOfReferrer(each) ?? [])];
  return items.map((item) => {
    const holds = item.about === 'signing' ? signatureHolds(item, signatures) : bomHolds(item, boms);
    return holds === undefined ? item : { ...item, holds };
  });
}

function bomKind(path: string, documents: readonly PolicyDocument[]): 'spdx' | 'cyclonedx' | undefined {
  const kind = documents.find(({ name }) => name === path)?.document.kind.id;
  return kind === 'spdx' || kind === 'cyclonedx' ? kind : undefined;
}

function signatureHolds({ place }: EvidenceItem, signatures: readonly JudgedSignature[]): boolean | undefined {
  const state = signatures.find((each) => each.place === place)?.verdict.state;
  return state === undefined || state === 'unchecked' ? undefined : state === 'verified' || state === 'untrusted';
}

function bomHolds({ about, place }: EvidenceItem, boms: PolicyFacts['boms']): boolean | undefined {
  if (about !== 'sbom' || isUnknown(boms)) return undefined;
  const state = boms.find((each) => each.place === place)?.state;
  return state === undefined || state === 'unproved' ? undefined : state === 'fits';
}
