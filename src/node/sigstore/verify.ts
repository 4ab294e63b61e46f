import { bundleFromJSON, type Bundle } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { HashAlgorithm, TrustedRoot as TrustedRootMessage } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier, type SignedEntity } from '@sigstore/verify';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { t } from '../../core/l10n';
import { LIMITS } from '../../core/signing/bundle/limits';
import { parseJson } from '../../core/signing/json';
import { checkBundleForm } from '../../core/signing/sigstore/bundle-form';
import { FormError } from '../../core/signing/sigstore/form';
import { identityMismatch, type IdentityPolicy } from '../../core/signing/sigstore/identity';
import { type SigstoreCheck, type SigstoreCheckId, type SigstoreReport } from '../../core/signing/sigstore/report';
import { readStatement, subjectWith, type SubjectDigest } from '../../core/signing/sigstore/subjects';
import { trustedRootText, type TrustedRoot } from '../../core/signing/sigstore/trusted-root';
import { artifactDigests, readArtifact, type Artifact } from './artifact';
import { hashFor, verifyBytes } from './keys';
import { checkWhatIsLeft, entriesOf, refuseRoots, timesOf } from './own-checks';
import { runtimeCanVerify } from './self-test';
import { signerOf } from './signer';
import { Failure, failureOf, heldSentence, KEY_STEPS, KEYLESS_STEPS, Unusable } from './steps';

export interface SigstoreRequest {
  /**
   * Whose signature is asked for: somebody's who proved an identity, or that of a public key in PEM. Where nobody is named, it
   * is found out who signed keyless, but nobody is trusted.
   */
  expected: IdentityPolicy | { key: string } | undefined;
  root: TrustedRoot;
  /**
   * The file that is said to be signed. Without one only an envelope can be verified, and what it is about is for the
   * caller to look at.
   */
  artifact?: Artifact;
  now: Date;
}

/** Verifies a Sigstore bundle without a network. Never throws: whatever is wrong is a check that failed. */
export async function verifySigstoreBundle(bytes: Uint8Array, request: SigstoreRequest): Promise<SigstoreReport> {
  return new Verification(request).report(() => {
    if (bytes.length > LIMITS.bundleBytes)
      throw new Failure('bundle', t('The bundle has more than {0} MiB.', LIMITS.bundleBytes / 1024 / 1024));
    try {
      return parseJson(bytes, LIMITS.bundleValues);
    } catch (error) {
      throw new Failure('bundle', t('The bundle {0}.', (error as Error).message));
    }
  });
}

/** As {@link verifySigstoreBundle}, for a bundle that has been parsed. */
export async function verifySigstoreJson(json: unknown, request: SigstoreRequest): Promise<SigstoreReport> {
  return new Verification(request).report(() => json);
}

/** Whether a key has signed the content of a bundle. */
type SignedBy = (key: KeyObject) => boolean;

class Verification {
  private readonly checks: SigstoreCheck[] = [];
  private method: SigstoreReport['method'];
  /** Set once the signature holds. */
  private proved: Pick<SigstoreReport, 'signer' | 'times' | 'entries'> = { times: [], entries: [] };

  constructor(private readonly request: SigstoreRequest) {}

  async report(json: () => unknown): Promise<SigstoreReport> {
    const state = await this.verify(json).then(
      () => 'verified' as const,
      (error: unknown) => this.fail(error),
    );
    const { root, now } = this.request;
    return { state, method: this.method, checks: this.checks, ...this.proved, trust: trustedRootText(root, now) };
  }

  private pass(id: SigstoreCheckId, detail: string): void {
    this.checks.push({ id, ok: true, detail });
  }

  private fail(error: unknown): SigstoreReport['state'] {
    const { check, message } = failureOf(error);
    this.checks.push({ id: check, ok: false, detail: message });
    if (error instanceof Unusable) return 'unchecked';
    return check === 'identity' ? 'untrusted' : 'invalid';
  }

  /** @throws {Failure} for the first thing that does not hold */
  private async verify(json: () => unknown): Promise<void> {
    if (!runtimeCanVerify())
      throw new Unusable(
        'runtime',
        t('The cryptography of this runtime cannot verify Sigstore bundles. The signature may be good.'),
      );
    const { bundle, entity } = this.read(json());
    const key = this.expectedKey(bundle);
    const signedBy = await this.content(bundle);
    this.signature(entity, signedBy, key);
    await this.subjects(bundle);
    this.identity();
  }

  private read(json: unknown): { bundle: Bundle; entity: SignedEntity } {
    try {
      checkBundleForm(json);
      const bundle = bundleFromJSON(json);
      const entity = toSignedEntity(bundle);
      refuseRoots(bundle);
      this.pass('bundle', t('A Sigstore bundle, {0}.', bundle.mediaType));
      return { bundle, entity };
    } catch (error) {
      if (error instanceof FormError) throw new Failure('bundle', error.message);
      throw error;
    }
  }

  /** The key that was given, for a bundle that was signed with one. */
  private expectedKey({ verificationMaterial: { content } }: Bundle): KeyObject | undefined {
    const { expected } = this.request;
    if (content.$case !== 'publicKey') {
      this.method = 'sigstore';
      if (expected && 'key' in expected)
        throw new Failure(
          'method',
          t('It was signed keyless: give the identity of the signer and its issuer, not a key.'),
        );
      this.pass('method', t('It was signed keyless, with a certificate.'));
      return undefined;
    }
    this.method = 'key';
    if (!expected || !('key' in expected))
      throw new Failure('method', t('It was signed with a key, not keyless: give the public key.'));
    this.pass('method', t('It was signed with a key.'));
    const key = publicKey(expected.key);
    this.pass('key', t('The key that was given decides.'));
    return key;
  }

  /** Reads the content: the file, or what is in the envelope. */
  private async content({ content }: Bundle): Promise<SignedBy> {
    if (content.$case === 'dsseEnvelope') {
      const { payloadType, payload, signatures } = content.dsseEnvelope;
      return (key) => verifyBytes(dsse.preAuthEncoding(payloadType, payload), key, signatures[0]!.sig);
    }
    const { messageDigest, signature } = content.messageSignature;
    const algorithm = DIGESTS.get(messageDigest!.algorithm)!;
    const { digest, signedBy } = await this.file((open) => readArtifact(open, algorithm));
    if (!digest.equals(messageDigest!.digest))
      throw new Failure(
        'artifact',
        t(
          'The file is not the one that was signed: its digest is {0}, that of the signed one {1}.',
          digest.toString('hex'),
          messageDigest!.digest.toString('hex'),
        ),
      );
    this.pass('artifact', t('The file has the digest that the bundle names.'));
    return (key) => signedBy(key, signature);
  }

  private async file<T>(action: (open: Artifact) => Promise<T>): Promise<T> {
    const { artifact } = this.request;
    if (!artifact) throw new Unusable('artifact', t('The bundle signs a file: give that file.'));
    try {
      return await action(artifact);
    } catch (error) {
      throw new Unusable('artifact', (error as Error).message);
    }
  }

  /** Time, certificate, logs and signature: what \@sigstore/verify checks, and what it leaves out. */
  private signature(entity: SignedEntity, signedBy: SignedBy, key: KeyObject | undefined): void {
    const material = trustMaterial(this.request.root, key);
    // The library's own choice of hash is wrong for P-384 and P-521, and it wants whole files in memory.
    entity.signature.verifySignature = (used) => {
      try {
        return signedBy(used);
      } catch {
        return false;
      }
    };
    // A certificate lives for minutes, so that it needs a proved time; the key that was given has no such end.
    const timestampThreshold = key ? 0 : 1;
    const steps = key ? KEY_STEPS : KEYLESS_STEPS;
    try {
      const signer = new Verifier(material, { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold }).verify(entity);
      checkWhatIsLeft(entity, signer, material);
    } catch (error) {
      const failure = failureOf(error);
      for (const step of steps.slice(0, Math.max(0, steps.indexOf(failure.check)))) this.pass(step, heldSentence(step));
      throw failure;
    }
    for (const step of steps) this.pass(step, heldSentence(step));
    this.proved = {
      ...(entity.key.$case === 'certificate' ? { signer: signerOf(entity.key.certificate) } : {}),
      times: timesOf(entity),
      entries: entriesOf(entity, material),
    };
  }

  /** Whether what is in the envelope is about the file that was given. */
  private async subjects({ content }: Bundle): Promise<void> {
    if (content.$case !== 'dsseEnvelope' || !this.request.artifact) return;
    const { payload, payloadType } = content.dsseEnvelope;
    const statement = payloadType === IN_TOTO ? statementIn(payload) : undefined;
    if (!statement) throw new Failure('artifact', t('What is signed is {0}, which names no file.', payloadType));
    if (statement.predicateType.startsWith(MODEL_SIGNING))
      throw new Failure('artifact', t('What is signed is a whole model, not a file: verify it as a model.'));
    const found = subjectWith(statement.subjects, await this.file(artifactDigests));
    if (!found)
      throw new Failure('artifact', t('What is signed is about other files: none has the digest of this one.'));
    this.pass('artifact', t('What is signed names the digest of the file.'));
  }

  private identity(): void {
    const { expected } = this.request;
    if (expected && 'key' in expected) return;
    const signer = this.proved.signer!;
    if (!expected)
      throw new Failure(
        'identity',
        t(
          '{0} signed; {1} made sure of that. Nobody was named who should have signed.',
          signer.identity,
          signer.issuer,
        ),
      );
    const mismatch = identityMismatch(signer, expected);
    if (mismatch) throw new Failure('identity', mismatch);
    this.pass('identity', t('{0} signed; {1} made sure of that.', signer.identity, signer.issuer));
  }
}

const IN_TOTO = 'application/vnd.in-toto+json';
/** Predicate types of OpenSSF Model Signing begin so. */
const MODEL_SIGNING = 'https://model_signing/';

const DIGESTS: ReadonlyMap<HashAlgorithm, SubjectDigest> = new Map([
  [HashAlgorithm.SHA2_256, 'sha256'],
  [HashAlgorithm.SHA2_384, 'sha384'],
  [HashAlgorithm.SHA2_512, 'sha512'],
]);

function statementIn(payload: Uint8Array): ReturnType<typeof readStatement> {
  try {
    return readStatement(payload);
  } catch {
    return undefined;
  }
}

/** @throws {Unusable} */
function publicKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new Unusable('key', t('The key that was given is not a public key in PEM.'));
  }
  if (hashFor(key) !== undefined) return key;
  throw new Unusable(
    'key',
    t(
      'The key that was given is of a kind that is not accepted; P-256, P-384, P-521, Ed25519 and RSA from 2048 bits are.',
    ),
  );
}

/** @throws {Unusable} */
function trustMaterial({ json, name }: TrustedRoot, key: KeyObject | undefined): ReturnType<typeof toTrustMaterial> {
  try {
    return toTrustMaterial(TrustedRootMessage.fromJSON(json), () => ({ publicKey: key!, validFor: () => true }));
  } catch (error) {
    throw new Unusable('trusted-root', t('The trusted root {0} cannot be used: {1}', name, (error as Error).message));
  }
}
