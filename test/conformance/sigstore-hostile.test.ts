import { X509Certificate } from '@sigstore/core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { publicGoodRoot, readTrustedRoot } from '../../src/core/signing/sigstore/trusted-root';
import { isForSigning } from '../../src/node/sigstore/signer';
import { verifySigstoreBundle, type SigstoreRequest } from '../../src/node/sigstore/verify';
import { corpus, describeWithCorpus } from '../corpus';

const folder = corpus('sigstore');
const PUBLIC = 'happy-path-v0.3';
const REKOR_2 = 'rekor2-timestamp-without-embedded-cert';
const ENVELOPE = 'intoto-with-custom-trust-root';

/** A signer like that of the cases; the identity is taken from the bundle, which is good for tests only. */
async function requestFor(name: string): Promise<SigstoreRequest> {
  const at = (file: string) => path.join(folder, name, file);
  const root =
    name === PUBLIC ? publicGoodRoot() : readTrustedRoot(readFileSync(at('trusted_root.json')), 'of the case');
  const content = readFileSync(name === ENVELOPE ? at('artifact') : path.join(folder, 'a.txt'));
  const artifact = async function* () {
    yield content;
  };
  const request = { root, artifact, now: new Date(), expected: { identity: '-', issuer: '-' } };
  const { signer } = await verifySigstoreBundle(bundleOf(name), request);
  return { ...request, expected: { identity: signer!.identity, issuer: signer!.issuer } };
}

const bundleOf = (name: string) => readFileSync(path.join(folder, name, 'bundle.sigstore.json'));

type Json = Record<string, unknown>;

/** Every place in a JSON value, as a path of keys. */
function* places(value: unknown, here: string[] = []): Generator<string[]> {
  if (here.length) yield here;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) yield* places(member, [...here, key]);
}

function replaced(json: unknown, [key, ...rest]: string[], value: unknown): unknown {
  const copy = (Array.isArray(json) ? [...(json as unknown[])] : { ...(json as Json) }) as Json;
  if (rest.length) copy[key!] = replaced(copy[key!], rest, value);
  // As JSON, undefined leaves a member out.
  else copy[key!] = value;
  return copy;
}

/** Turns a letter in the middle into another, so that base64 stays base64. */
function bent(value: unknown): unknown {
  if (typeof value !== 'string' || !value) return undefined;
  const middle = Math.floor(value.length / 2);
  return value.slice(0, middle) + (value[middle] === 'A' ? 'B' : 'A') + value.slice(middle + 1);
}

const WRONG = [
  undefined,
  null,
  true,
  7,
  -1,
  1e300,
  '',
  'x',
  '\u0000',
  [],
  {},
  [[]],
  'A'.repeat(8),
  'A'.repeat(100_000),
];

const ENTRY = 'verificationMaterial.tlogEntries.0';

/** What a bundle says but nobody has signed; no verdict is made of it. The log has signed the head of its tree instead. */
const UNSIGNED = [`${ENTRY}.inclusionProof.rootHash`, `${ENTRY}.inclusionProof.treeSize`];

const UNNOTICED: Readonly<Record<string, readonly string[]>> = {
  [PUBLIC]: UNSIGNED,
  // Without a promise, only the index in the proof counts, and is told.
  [REKOR_2]: [...UNSIGNED, `${ENTRY}.logIndex`],
  [ENVELOPE]: [
    ...UNSIGNED,
    // Its log has one entry: index 0 and an empty path are what an absent member means.
    `${ENTRY}.inclusionProof.logIndex`,
    `${ENTRY}.inclusionProof.hashes`,
    // Proof and promise, timestamp and promise: either of two is enough.
    `${ENTRY}.inclusionPromise`,
    'verificationMaterial.timestampVerificationData',
    'verificationMaterial.timestampVerificationData.rfc3161Timestamps',
    'dsseEnvelope.signatures.0.keyid',
  ],
};

describeWithCorpus('forged bundles', 'sigstore', () => {
  it.each([PUBLIC, REKOR_2, ENVELOPE])(
    '%s: no place can be changed unnoticed, and nothing throws',
    async (name) => {
      const request = await requestFor(name);
      const json = JSON.parse(bundleOf(name).toString('utf8')) as Json;
      expect((await verifySigstoreBundle(bundleOf(name), request)).state).toBe('verified');
      const unnoticed = new Set<string>();
      for (const place of places(json)) {
        const old = place.reduce<unknown>((value, key) => (value as Json)[key], json);
        for (const value of [...WRONG, bent(old)]) {
          if (value === old) continue;
          const { state, checks } = await verifySigstoreBundle(
            Buffer.from(JSON.stringify(replaced(json, place, value))),
            request,
          );
          if (state === 'verified') unnoticed.add(place.join('.'));
          else expect(checks.at(-1)).toMatchObject({ ok: false, detail: expect.stringMatching(/\.$/) as string });
        }
      }
      expect([...unnoticed].sort()).toEqual([...UNNOTICED[name]!].sort());
    },
    120_000,
  );

  it('refuses what is cut off anywhere', async () => {
    const request = await requestFor(PUBLIC);
    const bytes = bundleOf(PUBLIC);
    for (let length = 0; length < bytes.length; length += 97)
      expect((await verifySigstoreBundle(bytes.subarray(0, length), request)).state).toBe('invalid');
  });

  it('reads neither depth nor size without end', async () => {
    const request = await requestFor(PUBLIC);
    const json = JSON.parse(bundleOf(PUBLIC).toString('utf8')) as Json;
    const large = 'A'.repeat(60 * 1024 * 1024);
    const hostile: Record<string, Uint8Array> = {
      depth: Buffer.from('['.repeat(1_000_000)),
      'deep member': Buffer.from(`{"mediaType":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`),
      'many values': Buffer.from(`[${'1,'.repeat(1_000_000)}1]`),
      'too large': Buffer.alloc(64 * 1024 * 1024 + 1, 0x20),
      'a large text': Buffer.from(JSON.stringify(replaced(json, ['mediaType'], large))),
      'a large certificate': Buffer.from(
        JSON.stringify(replaced(json, ['verificationMaterial', 'certificate', 'rawBytes'], large)),
      ),
      'a large checkpoint': Buffer.from(
        JSON.stringify(
          replaced(
            json,
            ['verificationMaterial', 'tlogEntries', '0', 'inclusionProof', 'checkpoint', 'envelope'],
            '\u2014 '.repeat(1_000_000),
          ),
        ),
      ),
      'a large entry': Buffer.from(
        JSON.stringify(replaced(json, ['verificationMaterial', 'tlogEntries', '0', 'canonicalizedBody'], large)),
      ),
      'deep DER': Buffer.from(
        JSON.stringify(
          replaced(json, ['verificationMaterial', 'certificate', 'rawBytes'], nestedDer(60_000).toString('base64')),
        ),
      ),
      'not UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    };
    for (const [name, bytes] of Object.entries(hostile)) {
      const { state, checks } = await verifySigstoreBundle(bytes, request);
      expect({ name, state }).toEqual({ name, state: 'invalid' });
      expect(checks.at(-1)!.ok).toBe(false);
    }
  }, 60_000);

  it('takes no root certificate from the bundle', async () => {
    const name = 'happy-path-v0.1';
    const json = JSON.parse(bundleOf(name).toString('utf8')) as Json;
    const { certificateAuthorities } = publicGoodRoot().json as { certificateAuthorities: { certChain: Json }[] };
    const roots = (certificateAuthorities[0]!.certChain.certificates as unknown[]).slice(-1);
    const chain = ['verificationMaterial', 'x509CertificateChain', 'certificates'];
    const given = (json.verificationMaterial as { x509CertificateChain: { certificates: unknown[] } })
      .x509CertificateChain;
    const bytes = Buffer.from(JSON.stringify(replaced(json, chain, [...given.certificates, ...roots])));
    const { state, checks } = await verifySigstoreBundle(bytes, await requestFor(PUBLIC));
    expect(state).toBe('invalid');
    expect(checks.at(-1)).toMatchObject({ id: 'certificate', ok: false });
  });
});

describeWithCorpus('what @sigstore/verify leaves out', 'sigstore', () => {
  it('does not take a log whose key was not trusted any more', async () => {
    const request = await requestFor(REKOR_2);
    const { tlogs } = request.root.json as { tlogs: { publicKey: { validFor: Json } }[] };
    const ended = tlogs.map((log) => replaced(log, ['publicKey', 'validFor', 'end'], '2025-01-01T00:00:00Z'));
    const root = { ...request.root, json: { ...request.root.json, tlogs: ended } };
    const { state, checks } = await verifySigstoreBundle(bundleOf(REKOR_2), { ...request, root });
    expect(state).toBe('invalid');
    expect(checks.at(-1)).toMatchObject({ id: 'transparency-log', ok: false });
  });

  it('tells certificates for signing from others', () => {
    const json = JSON.parse(bundleOf(PUBLIC).toString('utf8')) as {
      verificationMaterial: { certificate: { rawBytes: string } };
    };
    const parse = (rawBytes: string) => X509Certificate.parse(Buffer.from(rawBytes, 'base64'));
    expect(isForSigning(parse(json.verificationMaterial.certificate.rawBytes))).toBe(true);
    const { timestampAuthorities } = publicGoodRoot().json as {
      timestampAuthorities: { certChain: { certificates: { rawBytes: string }[] } }[];
    };
    expect(isForSigning(parse(timestampAuthorities[0]!.certChain.certificates[0]!.rawBytes))).toBe(false);
  });
});

/** Sequences in sequences. */
function nestedDer(length: number): Buffer {
  const headers: Buffer[] = [];
  for (let size = 0; size < length;) {
    const header = size < 128 ? [0x30, size] : size < 256 ? [0x30, 0x81, size] : [0x30, 0x82, size >> 8, size & 0xff];
    headers.push(Buffer.from(header));
    size += header.length;
  }
  return Buffer.concat(headers.reverse());
}

describeWithCorpus('who signed', 'sigstore', () => {
  describe.each([PUBLIC])('%s', (name) => {
    it.each([
      ['a pattern', '.*', undefined],
      ['nothing', '', undefined],
      ['a beginning', 'https://github.com/sigstore-conformance/', undefined],
      ['more', undefined, (it: string) => `${it}x`],
      ['other case', undefined, (it: string) => it.toUpperCase()],
      ['a space', undefined, (it: string) => `${it} `],
    ])('is not told by %s', async (_, fixed, change) => {
      const request = await requestFor(name);
      const { identity, issuer } = request.expected as { identity: string; issuer: string };
      const other = (value: string) => fixed ?? change!(value);
      for (const expected of [
        { identity: other(identity), issuer },
        { identity, issuer: other(issuer) },
      ]) {
        const report = await verifySigstoreBundle(bundleOf(name), { ...request, expected });
        expect(report.state).toBe('untrusted');
        expect(report.checks.at(-1)).toMatchObject({ id: 'identity', ok: false });
        expect(report.signer).toMatchObject({ identity, issuer });
      }
    });
  });

  it('is told with what the issuer knew', async () => {
    const { signer, entries, times } = await verifySigstoreBundle(bundleOf(PUBLIC), await requestFor(PUBLIC));
    expect(signer!.extensions.get('sourceRepositoryURI')).toBe(
      'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon',
    );
    expect(signer!.extensions.get('sourceRepositoryRef')).toBe('refs/heads/main');
    expect(signer!.extensions.get('buildTrigger')).toBe('workflow_dispatch');
    expect(entries).toEqual([
      {
        log: 'https://rekor.sigstore.dev',
        index: '79571823',
        kind: 'hashedrekord 0.0.1',
        inclusion: ['proof', 'promise'],
      },
    ]);
    expect(times).toEqual([{ by: 'transparency-log', time: new Date('2024-03-19T17:26:26.000Z') }]);
  });
});
