import { createHash, createVerify, type KeyObject } from 'node:crypto';
import { SUBJECT_DIGESTS, type SubjectDigest } from '../../core/signing/sigstore/subjects';
import { hashFor } from './keys';

/** The file that a bundle is said to sign, read from its beginning each time. */
export type Artifact = () => AsyncIterable<Uint8Array>;

/** A file that was read once: its digest, and what it takes to check a signature of it. */
export interface ReadArtifact {
  digest: Buffer;
  /** Can be asked once. */
  signedBy(key: KeyObject, signature: Uint8Array): boolean;
}

/** Reads a file of any size for a signature over it. */
export async function readArtifact(open: Artifact, algorithm: SubjectDigest): Promise<ReadArtifact> {
  const hash = createHash(algorithm);
  const verifier = createVerify(algorithm);
  for await (const chunk of open()) {
    hash.update(chunk);
    verifier.update(chunk);
  }
  return {
    digest: hash.digest(),
    // Ed25519 has no form that takes a file in pieces; Sigstore signs files with its pre-hashed variant only.
    signedBy: (key, signature) => typeof hashFor(key) === 'string' && verifier.verify(key, signature),
  };
}

/** Digests of a file as in-toto statements give them, in hexadecimal. */
export async function artifactDigests(open: Artifact): Promise<ReadonlyMap<SubjectDigest, string>> {
  const hashes = SUBJECT_DIGESTS.map((algorithm) => [algorithm, createHash(algorithm)] as const);
  for await (const chunk of open()) for (const [, hash] of hashes) hash.update(chunk);
  return new Map(hashes.map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
}
