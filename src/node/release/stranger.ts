import { type Inspection, type InspectedSignature } from '../../core/inspection/inspection';
import { t } from '../../core/l10n';
import { type ArtifactSource } from '../../core/oci/content';
import { plainDescriptor, type Descriptor } from '../../core/oci/descriptor';
import { readManifest } from '../../core/oci/manifest';
import { inspectArtifactIn } from '../inspect/artifact';
import { type Trust } from '../inspect/verifiers';
import { Repository } from '../oci/registry/repository';
import { type Running } from './step';

/** What a release promises. */
export interface Promised {
  digest: string;
  /** The files are signed. */
  files: boolean;
  /** The artifact is signed. */
  artifact: boolean;
  /** There is a bill of materials. */
  bom: boolean;
}

/** What somebody found who knows no more of a release than its name and whom to trust. */
export interface StrangersFinding {
  inspection: Inspection;
  /** How many blobs are there. */
  blobs: number;
  /** What does not hold, in sentences; none where all does. */
  broken: string[];
}

/**
 * Looks at an artifact where it is published, as somebody who gets it would: the manifest by its digest, every blob by digest and
 * size, the signatures by who is trusted, the documents by what they say. Weights are not fetched: their digests are signed, and
 * whoever fetches them compares.
 * @param name what the store knows it by
 */
export async function lookAsStranger(
  source: ArtifactSource,
  name: string,
  shown: string,
  trust: Trust,
  promised: Promised,
  { signal }: Running,
): Promise<StrangersFinding> {
  const requests = signal ? { signal } : {};
  const broken: string[] = [];
  const found = await source.resolve(name, requests);
  if (found.digest !== promised.digest)
    broken.push(t('{0} is another artifact: {1}, not {2}.', shown, found.digest, promised.digest));
  const { missing, blobs } = await blobsOf(source, found, requests);
  for (const digest of missing) broken.push(t('{0} is not there, or has another size.', digest));
  const store = source instanceof Repository ? 'registry' : 'layout';
  const inspection = await inspectArtifactIn({ source, name: found.digest, shown, store, trust, ...requests });
  return { inspection, blobs, broken: [...broken, ...brokenPromises(inspection, promised)] };
}

async function blobsOf(
  source: ArtifactSource,
  manifest: Descriptor,
  requests: { signal?: AbortSignal },
): Promise<{ blobs: number; missing: string[] }> {
  const { config, layers } = readManifest(await source.readManifest(plainDescriptor(manifest), requests));
  const blobs = [...new Map([config, ...layers].map((each) => [each.digest, each])).values()];
  const missing: string[] = [];
  let next = 0;
  const ask = async () => {
    for (let blob = blobs[next++]; blob; blob = blobs[next++]) {
      requests.signal?.throwIfAborted();
      if (!(await source.exists(blob, requests))) missing.push(blob.digest);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, ask));
  return { blobs: blobs.length, missing };
}

/** Requests to a registry at a time. */
const AT_A_TIME = 8;

function brokenPromises({ signatures, boms }: Inspection, { files, artifact, bom }: Promised): string[] {
  const broken: string[] = [];
  if (files && !signatures.some((each) => each.kind === 'model' && each.state === 'verified'))
    broken.push(
      t('The signature of the files does not hold. {0}', whyNot(signatures.find(({ kind }) => kind === 'model'))),
    );
  for (const { name, kind, checks } of files ? [] : signatures)
    for (const { id, ok, detail } of checks)
      if (kind === 'model' && id === 'files' && !ok) broken.push(t('{0} signs other files. {1}', name, detail));
  if (artifact && !signatures.some((each) => each.whole && each.state === 'verified'))
    broken.push(t('The signature of the artifact does not hold. {0}', whyNot(signatures.find(({ whole }) => whole))));
  if (bom && !boms.length) broken.push(t('There is no bill of materials.'));
  for (const { name, problem, freshness } of boms) {
    if (problem !== undefined) broken.push(t('{0} cannot be read: {1}', name, problem));
    else if (freshness.differingCount)
      broken.push(t('{0} states other digests than {1} of the files have.', name, freshness.differingCount));
  }
  return broken;
}

function whyNot(signature: InspectedSignature | undefined): string {
  if (!signature) return t('There is none.');
  return signature.checks.find(({ ok }) => !ok)?.detail ?? signature.title;
}
