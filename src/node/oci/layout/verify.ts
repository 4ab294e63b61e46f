import { createHash } from 'node:crypto';
import { type Descriptor } from '../../../core/oci/descriptor';
import { digestAlgorithm, digestHex, type Digest } from '../../../core/oci/digest';
import { OciError, type OciErrorCode } from '../../../core/oci/errors';
import { readDocument } from '../../../core/oci/manifest';
import { isIndexType, isManifestType } from '../../../core/oci/media-types';
import { counting } from '../../../core/signing/model/counting';
import { type Progress } from '../../../core/signing/model/model';
import { hashInWorkers, taskOf } from '../../hashing/pool';
import { digestMismatch, openBlob, readBlobFrom, readManifestBlob, type BlobPaths } from './blobs';
import { readingFailure } from './store-files';
import { reachable, type Referenced } from './walk';

/** Content of a layout that is not what it must be. */
export interface Problem {
  digest: Digest;
  /** The manifest or index that names it. */
  by?: Digest;
  /** `not-found` may be meant: a layout need not hold all that it refers to. */
  code: OciErrorCode;
  message: string;
}

/** What a verification found. */
export interface Verification {
  /** Of the blobs that are there and what they must be. */
  blobs: number;
  bytes: number;
  problems: readonly Problem[];
}

export interface VerifyOptions {
  progress?: (done: Progress) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Reads all content that can be reached from manifests, and compares sizes and digests.
 * @param name the layout, as people are shown it
 * @throws {OciError} when a file can't be read, or changes meanwhile
 * @throws {CancelledError}
 */
export async function verifyBlobs(
  paths: BlobPaths,
  name: string,
  roots: readonly Descriptor[],
  options: VerifyOptions,
): Promise<Verification> {
  const problems: Problem[] = [];
  const report = ({ descriptor, by }: Referenced, error: unknown) => {
    if (!(error instanceof OciError)) throw error;
    problems.push({ digest: descriptor.digest, ...(by && { by }), code: error.code, message: error.message });
  };
  const sound: Referenced[] = [];
  const others: Referenced[] = [];
  const read = (manifest: Referenced) => {
    try {
      const document = readDocument(readManifestBlob(paths, name, manifest.descriptor));
      sound.push(manifest);
      return document;
    } catch (error) {
      report(manifest, error);
      return undefined;
    }
  };
  for (const each of reachable(roots, read))
    if (!isManifestType(each.descriptor.mediaType) && !isIndexType(each.descriptor.mediaType)) others.push(each);
  const there: Referenced[] = [];
  for (const each of others) {
    try {
      await (await openBlob(paths, name, each.descriptor)).close();
      there.push(each);
    } catch (error) {
      report(each, error);
    }
  }
  const found = await hashBlobs(paths, there, options);
  for (const [at, each] of there.entries()) {
    const { digest } = each.descriptor;
    if (found[at] === digestHex(digest)) sound.push(each);
    else report(each, digestMismatch(digest, `${digestAlgorithm(digest)}:${found[at]}`, name));
  }
  return { blobs: sound.length, bytes: sound.reduce((sum, { descriptor }) => sum + descriptor.size, 0), problems };
}

/** The digests of blobs in hexadecimal, by the algorithm of each. */
async function hashBlobs(
  paths: BlobPaths,
  blobs: readonly Referenced[],
  { progress, signal }: VerifyOptions,
): Promise<string[]> {
  const descriptors = blobs.map(({ descriptor }) => descriptor);
  const done = counting(descriptors, progress);
  const ofSha256 = descriptors.filter(({ digest }) => digestAlgorithm(digest) === 'sha256');
  const jobs = ofSha256.map(({ digest, size }) => ({ name: digest, path: paths.blob(digest), size }));
  const hashed = await hashInWorkers(jobs, { hash: 'sha256', taskOf, done, signal }, readingFailure);
  const digests = new Map(ofSha256.map(({ digest }, at) => [digest, hashed[at]!.digests[0]!]));
  for (const descriptor of descriptors)
    if (!digests.has(descriptor.digest))
      digests.set(descriptor.digest, await hashHere(paths, descriptor, done, signal));
  return descriptors.map(({ digest }) => digests.get(digest)!);
}

/** Few use another algorithm than SHA-256, so those few are hashed without workers. */
async function hashHere(
  paths: BlobPaths,
  descriptor: Descriptor,
  done: (bytes: number, files: number) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  const hash = createHash(digestAlgorithm(descriptor.digest));
  for await (const chunk of await readBlobFrom(paths, descriptor.digest, descriptor, 0, signal)) {
    hash.update(chunk);
    done(chunk.length, 0);
  }
  done(0, 1);
  return hash.digest('hex');
}
