// Signatures over the manifest of an artifact: made, attached, and verified by everything that looks at artifacts.
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestHex, type Digest } from '../../../src/core/oci/digest';
import { readManifest } from '../../../src/core/oci/manifest';
import { ARTIFACT_PREDICATE_TYPE, writeArtifactStatement } from '../../../src/core/signing/artifact/statement';
import { verifyArtifactSignature } from '../../../src/core/signing/artifact/verify';
import { writeBundle } from '../../../src/core/signing/bundle/write';
import { signPayload } from '../../../src/core/signing/dsse/sign';
import { hintOf } from '../../../src/core/signing/keys/hint';
import { keyVerifier } from '../../../src/core/signing/keys/verify';
import { nodeCryptography, readCertificates, readPrivateKey } from '../../../src/node/cryptography';
import { inspect } from '../../../src/node/inspect/service';
import { artifactSignatures, signArtifact, verifiedSignature } from '../../../src/node/signing/artifact';
import { certificateMethod, keyMethod } from '../../../src/node/signing/methods';
import { trusted, type ExpectedSigner, type TrustedFile } from '../../../src/node/signing/service';
import { packFolder, tinyModel } from '../inspection/model';
import { folderWith } from './folder';
import { newAuthority } from './pki';
import { newKey } from './signed';

const key = newKey();
const other = newKey();
const created = new Date('2026-01-02T03:04:05Z');
const method = (of = key) => keyMethod(of, 'key.pem');

async function scene() {
  const { root, layout: store } = await packFolder(tinyModel());
  return { root, store, subject: await store.resolve('tiny:1.0') };
}
async function expectedKey(of = key): Promise<ExpectedSigner> {
  const folder = folderWith({ 'key.pub': of.publicKey.pem });
  const file = await trusted('key', { path: path.join(folder, 'key.pub'), shown: 'key.pub' });
  return { method: 'key', publicKey: file as TrustedFile };
}
async function inspected(root: string, expected: ExpectedSigner[] = []) {
  const place = { layout: { path: root, shown: 'layout' }, name: 'tiny:1.0' };
  const found = await inspect({ target: { kind: 'artifact', place }, expected });
  if ('failure' in found) throw new Error(found.failure);
  return found;
}
/** A bundle that a key signs, whatever the payload. */
async function bundleOf(payload: unknown, of = key): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const material = { method: 'key' as const, hint: hintOf(of.publicKey, nodeCryptography) };
  return new TextEncoder().encode(writeBundle(material, await signPayload(bytes, of)));
}
const HEX = 'a'.repeat(64);
const statement = (more: object = {}) => ({
  ...(JSON.parse(new TextDecoder().decode(writeArtifactStatement(HEX))) as object),
  ...more,
});
const verifyWith = async (payload: unknown) =>
  verifyArtifactSignature({
    signature: await bundleOf(payload),
    verifier: keyVerifier(key.publicKey, 'key.pub', nodeCryptography),
    manifest: HEX,
  });

describe('the signature of an artifact', () => {
  it('has the form that cosign writes', async () => {
    const { store, subject } = await scene();
    const before = await store.resolve('tiny:1.0');
    const { digest, signer } = await signArtifact(store, subject, method(), { created });
    expect(await store.resolve('tiny:1.0')).toEqual(before);
    expect(signer!.name).toMatch(/^key [0-9a-f]{64}$/);
    const [referrer] = (await store.referrers(subject)).filter((each) => each.digest === digest);
    expect(referrer).toMatchObject({
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      annotations: {
        'dev.sigstore.bundle.content': 'dsse-envelope',
        'dev.sigstore.bundle.predicateType': 'https://sigstore.dev/cosign/sign/v1',
        'org.opencontainers.image.created': '2026-01-02T03:04:05Z',
      },
    });
    const manifest = readManifest(await store.readManifest(referrer!));
    expect(manifest.subject!.digest).toBe(subject.digest);
    const bytes = (await artifactSignatures(store, subject))[0]!.bytes;
    const bundle = JSON.parse(new TextDecoder().decode(bytes)) as { dsseEnvelope: { payload: string } };
    expect(JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString())).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: digestHex(subject.digest) } }],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
      predicate: {},
    });
  });

  it('is found again by whoever signed, and by nobody else', async () => {
    const { store, subject } = await scene();
    const { digest } = await signArtifact(store, subject, method(), { created });
    expect((await verifiedSignature(store, subject, method().verifier))?.digest).toBe(digest);
    expect(await verifiedSignature(store, subject, method(other).verifier)).toBeUndefined();
  });

  it('is told by an inspection, with the key and without', async () => {
    const { root, store, subject } = await scene();
    await signArtifact(store, subject, method(), { created });
    const known = await inspected(root, [await expectedKey()]);
    expect(known.verdict).toEqual({ state: 'verified', title: 'Verified' });
    expect(known.signatures[0]).toMatchObject({
      kind: 'bundle',
      whole: true,
      state: 'verified',
      predicateType: ARTIFACT_PREDICATE_TYPE,
      subjects: [{ name: '', digest: subject.digest }],
    });
    expect((await inspected(root)).verdict!.state).toBe('unchecked');
    expect((await inspected(root, [await expectedKey(other)])).verdict!.state).toBe('invalid');
  });

  it('can be by a certificate of one’s own', async () => {
    const { root, store, subject } = await scene();
    const authority = newAuthority();
    const leaf = authority.issue({ subject: 'lab', codeSigning: true });
    const [certificate] = readCertificates(leaf.pem);
    const chain = readCertificates(authority.pem);
    const signing = {
      key: readPrivateKey(leaf.privatePem, undefined),
      certificate: certificate!,
      chain,
      now: new Date(),
    };
    await signArtifact(store, subject, certificateMethod(signing), { created });
    const folder = folderWith({ 'root.pem': authority.pem });
    const roots = [
      (await trusted('certificate', { path: path.join(folder, 'root.pem'), shown: 'root' })) as TrustedFile,
    ];
    expect((await inspected(root, [{ method: 'certificate', roots }])).verdict!.state).toBe('verified');
    expect((await inspected(root)).verdict!.state).toBe('untrusted');
  });

  it('is of one manifest only: moved to another one, it is worth nothing', async () => {
    const { store, subject } = await scene();
    const { root: elsewhere, layout: target, packed } = await packFolder(tinyModel({ 'LICENSE.txt': 'more' }));
    const changed = packed.descriptor;
    expect(changed.digest).not.toBe(subject.digest);
    await signArtifact(store, subject, method(), { created });
    const bytes = (await artifactSignatures(store, subject))[0]!.bytes;
    const moved = { signer: { sign: async () => new TextDecoder().decode(bytes) }, verifier: method().verifier };
    await expect(signArtifact(target, changed, moved, { created })).rejects.toThrow(
      /^The artifact was signed, but that cannot be verified, so nothing was attached: What is signed is another manifest/,
    );
    expect((await inspected(elsewhere, [await expectedKey()])).verdict!.state).toBe('unsigned');
  });

  it('is refused for what is signed, however well it is', async () => {
    const cases: [unknown, RegExp][] = [
      [
        statement({ subject: [{ digest: { sha256: 'b'.repeat(64) } }] }),
        /^What is signed is another manifest, sha256:b+;/,
      ],
      [statement({ subject: [] }), /does not name exactly one manifest/],
      [statement({ subject: [...[1, 2].map(() => ({ digest: { sha256: HEX } }))] }), /does not name exactly one/],
      [statement({ subject: [{ digest: { sha512: 'a'.repeat(128) } }] }), /does not name exactly one/],
      [statement({ subject: [{ digest: { sha256: HEX.toUpperCase() } }] }), /does not name exactly one/],
      [statement({ predicateType: 'https://slsa.dev/provenance/v1' }), /^The predicate is of type "https:\/\/slsa/],
      [statement({ predicateType: 'https://model_signing/signature/v1.0' }), /are the files of a model/],
      ['no JSON', /^What was signed /],
      ['[]', /^What was signed is no statement\.$/],
    ];
    for (const [payload, detail] of cases) {
      const { state, checks } = await verifyWith(payload);
      expect([payload, state]).toEqual([payload, 'invalid']);
      expect(checks.find(({ ok }) => !ok)!.detail).toMatch(detail);
    }
    expect((await verifyWith(statement())).state).toBe('verified');
  });

  it('is refused where the artifact has a digest that nobody signs by', async () => {
    const { store, subject } = await scene();
    const long = { ...subject, digest: `sha512:${'0'.repeat(128)}` as Digest };
    await expect(signArtifact(store, long, method(), { created })).rejects.toThrow(/SHA-512; artifacts are signed by/);
  });

  it('does for a policy that names its signer, where the files are not signed', async () => {
    const { root, store, subject } = await scene();
    await signArtifact(store, subject, method(), { created });
    const policy = path.join(folderWith(), 'policy.yml');
    const decided = async (of: string, expected: ExpectedSigner[] = []) => {
      writeFileSync(policy, `version: 1\nsigners:\n  - public-key: ${JSON.stringify(of)}\n`);
      chmodSync(policy, 0o600);
      const place = { layout: { path: root, shown: 'layout' }, name: 'tiny:1.0' };
      const found = await inspect({
        target: { kind: 'artifact', place },
        expected,
        policy: { trusted: true, named: policy, environment: {} },
      });
      if ('failure' in found) throw new Error(found.failure);
      return found;
    };
    const good = await decided(key.publicKey.pem);
    expect(good.policy).toMatchObject({ accepted: true });
    expect(good.policy!.requirements.map(({ id, state }) => [id, state])).toEqual([
      ['signature', 'ok'],
      ['signer', 'ok'],
    ]);
    expect(good.verdict!.state).toBe('verified');
    expect((await decided(other.publicKey.pem)).policy).toMatchObject({ accepted: false });
  });
});
