// Statements that are correctly signed with a trusted key, and must not be believed all the same. Each is refused by the
// check that it is for; what is only unusual is accepted.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeBundle } from '../../../src/core/signing/bundle/write';
import { CURVES } from '../../../src/core/signing/cryptography';
import { legacyPreAuthEncoding, preAuthEncoding } from '../../../src/core/signing/dsse/pae';
import { hintOf } from '../../../src/core/signing/keys/hint';
import { type CheckId, type Verdict } from '../../../src/core/signing/verdict/verdict';
import { nodeCryptography } from '../../../src/node/cryptography';
import { folderWith } from './folder';
import {
  bundleOf,
  bytesOf,
  failed,
  newKey,
  resource,
  rootOf,
  statementFor,
  verdictOn,
  type ResourceInput,
  type StatementInput,
} from './signed';

const FILES = { 'a.txt': 'alpha', 'sub/b': 'beta' };
const key = newKey();
const model = folderWith(FILES);
writeFileSync(path.join(path.dirname(model), `${path.basename(model)}-outside.txt`), 'outside');
const OUTSIDE = `../${path.basename(model)}-outside.txt`;

type Options = Parameters<typeof verdictOn>[3];

/** A statement with other resources and the digest of the whole that belongs to them. */
function withResources(resources: ResourceInput[]): StatementInput {
  const statement = statementFor(FILES);
  statement.predicate.resources = resources;
  statement.subject = [{ name: 'model', digest: { sha256: rootOf(resources) } }];
  return statement;
}

function withSerialization(change: Record<string, unknown>, statement = statementFor(FILES)): StatementInput {
  Object.assign(statement.predicate.serialization, change);
  return statement;
}

const [a, b] = statementFor(FILES).predicate.resources as [ResourceInput, ResourceInput];
const ALL = { ignoreUnsignedFiles: true };

interface Case {
  title: string;
  payload: unknown;
  options?: Options;
}

const REFUSED: (Case & { check: CheckId })[] = [
  {
    title: 'a file twice, the last one right',
    check: 'resources',
    payload: withResources([{ ...a, digest: b.digest }, a, b]),
  },
  {
    title: 'a file twice, the first one right',
    check: 'resources',
    payload: withResources([a, { ...a, digest: b.digest }, b]),
  },
  { title: 'a name with "./"', check: 'resources', payload: withResources([{ ...a, name: './a.txt' }, b]) },
  { title: 'a name with "//"', check: 'resources', payload: withResources([a, { ...b, name: 'sub//b' }]) },
  { title: 'a name with "/./"', check: 'resources', payload: withResources([a, { ...b, name: 'sub/./b' }]) },
  { title: 'a name that ends with "/"', check: 'resources', payload: withResources([a, { ...b, name: 'sub/b/' }]) },
  { title: 'a name with ".." inside', check: 'resources', payload: withResources([a, { ...b, name: 'sub/../sub/b' }]) },
  { title: 'a name that leads out', check: 'resources', payload: withResources([a, b, resource(OUTSIDE, 'outside')]) },
  {
    title: 'a name that leads out, unsigned files left aside',
    check: 'resources',
    payload: withResources([a, b, resource(OUTSIDE, 'outside')]),
    options: ALL,
  },
  {
    title: 'an absolute name',
    check: 'resources',
    payload: withResources([{ ...a, name: path.join(model, 'a.txt') }, b]),
  },
  { title: 'an empty name', check: 'resources', payload: withResources([{ ...a, name: '' }, b]) },
  { title: 'a name with NUL', check: 'resources', payload: withResources([{ ...a, name: 'a.txt\0' }, b]) },
  { title: 'no files', check: 'resources', payload: withResources([]) },
  { title: 'no files, unsigned files left aside', check: 'resources', payload: withResources([]), options: ALL },
  { title: 'the whole model ignored', check: 'serialization', payload: withSerialization({ ignore_paths: ['.'] }) },
  {
    title: 'an ignored path that leads out',
    check: 'serialization',
    payload: withSerialization({ ignore_paths: ['..'] }),
  },
  { title: 'an absolute ignored path', check: 'serialization', payload: withSerialization({ ignore_paths: ['/'] }) },
  { title: 'an unknown hash', check: 'serialization', payload: withSerialization({ hash_type: 'md5' }) },
  { title: 'another hash than its files', check: 'resources', payload: withSerialization({ hash_type: 'blake3' }) },
  {
    title: 'a hash named as a property of objects',
    check: 'serialization',
    payload: withSerialization({ hash_type: 'toString' }),
  },
  {
    title: 'a digest in capitals',
    check: 'resources',
    payload: withResources([{ ...a, digest: a.digest.toUpperCase() }, b]),
  },
  {
    title: 'a digest that is too short',
    check: 'resources',
    payload: withResources([{ ...a, digest: a.digest.slice(2) }, b]),
  },
  { title: 'links followed', check: 'symlinks', payload: withSerialization({ allow_symlinks: true }) },
  { title: 'no word about links', check: 'serialization', payload: withSerialization({ allow_symlinks: undefined }) },
  { title: 'a shard size without shards', check: 'serialization', payload: withSerialization({ shard_size: 8 }) },
  {
    title: 'shards of no size',
    check: 'serialization',
    payload: withSerialization({ method: 'shards', shard_size: 0 }),
  },
  { title: 'an unknown method', check: 'serialization', payload: withSerialization({ method: 'magic' }) },
  {
    title: 'a digest of the whole that is wrong',
    check: 'root-digest',
    payload: { ...statementFor(FILES), subject: [{ name: 'model', digest: { sha256: a.digest } }] },
  },
  {
    title: 'two subjects',
    check: 'statement',
    payload: { ...statementFor(FILES), subject: Array(2).fill((statementFor(FILES).subject as unknown[])[0]) },
  },
  { title: 'no subject', check: 'statement', payload: { ...statementFor(FILES), subject: [] } },
  {
    title: 'another type',
    check: 'statement',
    payload: { ...statementFor(FILES), _type: 'https://in-toto.io/Statement/v0.1' },
  },
  {
    title: 'another predicate',
    check: 'statement',
    payload: { ...statementFor(FILES), predicateType: 'https://slsa.dev/provenance/v1' },
  },
  {
    title: 'the predicate of 0.2.0 with the signature of today',
    check: 'statement',
    payload: { ...statementFor(FILES), predicateType: 'https://model_signing/Digests/v0.1' },
  },
  { title: 'no JSON', check: 'statement', payload: 'not JSON' },
  { title: 'no object', check: 'statement', payload: '[]' },
  { title: 'deep JSON', check: 'statement', payload: '['.repeat(100_000) },
  { title: 'a changed file', check: 'files', payload: withResources([{ ...a, digest: b.digest }, b]) },
  {
    title: 'a changed file, unsigned files left aside',
    check: 'files',
    payload: withResources([{ ...a, digest: b.digest }, b]),
    options: ALL,
  },
  { title: 'a missing file', check: 'files', payload: withResources([a, b, { ...b, name: 'c' }]) },
  { title: 'a file that nobody signed', check: 'files', payload: withResources([a]) },
  {
    title: 'a single file instead of a folder',
    check: 'files',
    payload: withResources([{ ...a, name: '.' }]),
    options: ALL,
  },
];

const ACCEPTED: (Case & { expect?: Partial<Verdict> })[] = [
  { title: 'files in another order', payload: withResources([b, a]) },
  {
    title: 'an unknown field',
    payload: { ...statementFor(FILES), predicate: { ...statementFor(FILES).predicate, more: 1 } },
  },
  { title: 'an ignored folder whose file is listed', payload: withSerialization({ ignore_paths: ['sub'] }) },
  { title: 'no ignored paths', payload: withSerialization({ ignore_paths: undefined }) },
  {
    title: 'an ignored folder with a file in it, which is told',
    payload: withSerialization({ ignore_paths: ['sub'] }, withResources([a])),
    expect: { files: { matched: 1, changed: [], missing: [], unsigned: [], ignored: ['sub/b'] } },
  },
  {
    title: 'shards, named as the specification does',
    payload: withSerialization(
      { method: 'shards', shard_size: 3 },
      withResources([
        resource('a.txt:0:3', 'alp'),
        resource('a.txt:3:5', 'ha'),
        resource('sub/b:0:3', 'bet'),
        resource('sub/b:3:4', 'a'),
      ]),
    ),
  },
  {
    title: 'shards, named as Python does',
    payload: withSerialization(
      { method: 'shards', shard_size: 1e9 },
      withResources(
        [resource('a.txt:0:5', 'alpha'), resource('sub/b:0:4', 'beta')].map((each) => ({
          ...each,
          algorithm: 'sha256-sharded-1000000000',
        })),
      ),
    ),
  },
];

describe('forgeries with a good signature', () => {
  it.each(REFUSED)('refuses $title', async ({ payload, check, options }) => {
    const verdict = await verdictOn(model, bundleOf(payload, key), key, options);
    expect([verdict.state, failed(verdict)?.id], failed(verdict)?.detail).toEqual(['invalid', check]);
  });
  it.each(ACCEPTED)('accepts $title', async ({ payload, expect: more = {} }) => {
    const verdict = await verdictOn(model, bundleOf(payload, key), key);
    expect(failed(verdict)).toBeUndefined();
    expect(verdict).toMatchObject({ state: 'verified', ...more });
  });
  it('calls it partial where unsigned files are left aside, and names them', async () => {
    const verdict = await verdictOn(model, bundleOf(withResources([a]), key), key, ALL);
    expect(verdict).toMatchObject({ state: 'partial', files: { matched: 1, unsigned: ['sub/b'] } });
  });
  it('reads numbers as Python writes them', async () => {
    const statement = withSerialization(
      { method: 'shards', shard_size: 1e9 },
      withResources([resource('a.txt:0:5', 'alpha'), resource('sub/b:0:4', 'beta')]),
    );
    const text = JSON.stringify(statement).replace('1000000000', '1000000000.0');
    expect((await verdictOn(model, bundleOf(text, key), key)).state).toBe('verified');
  });
});

describe('shards that leave something out', () => {
  const shards = (...resources: ResourceInput[]) =>
    withSerialization({ method: 'shards', shard_size: 3 }, withResources(resources));
  const rest = [resource('sub/b:0:3', 'bet'), resource('sub/b:3:4', 'a')];
  it.each([
    ['the beginning', [resource('a.txt:3:5', 'ha')]],
    ['the middle', [resource('a.txt:0:3', 'alp'), resource('a.txt:6:7', 'x')]],
    ['nothing, but overlap', [resource('a.txt:0:3', 'alp'), resource('a.txt:2:5', 'pha')]],
    ['their places', [resource('a.txt', 'alpha')]],
    ['all bytes', [resource('a.txt:0:0', '')]],
  ])('refuses %s', async (_title, forged) => {
    const verdict = await verdictOn(model, bundleOf(shards(...forged, ...rest), key), key);
    expect([verdict.state, failed(verdict)?.id]).toEqual(['invalid', 'resources']);
  });
  it('finds bytes behind the last shard', async () => {
    const verdict = await verdictOn(model, bundleOf(shards(resource('a.txt:0:3', 'alp'), ...rest), key), key);
    expect(verdict).toMatchObject({ state: 'invalid', files: { matched: 1, changed: [{ file: 'a.txt' }] } });
  });
});

describe('envelopes', () => {
  const good = JSON.parse(bundleOf(statementFor(FILES), key).toString()) as Record<string, Record<string, unknown>>;
  const copy = () => structuredClone(good);
  const verdictFor = (bundle: unknown) => verdictOn(model, bytesOf(bundle), key);
  const other = newKey();

  it.each([
    [
      'another payload type',
      'bundle',
      () => ({ ...copy(), dsseEnvelope: { ...copy().dsseEnvelope, payloadType: 'application/json' } }),
    ],
    [
      'another media type',
      'bundle',
      () => ({ ...copy(), mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1' }),
    ],
    [
      'two signatures',
      'bundle',
      () => {
        const bundle = copy();
        const signatures = bundle.dsseEnvelope!.signatures as unknown[];
        signatures.push(signatures[0]);
        return bundle;
      },
    ],
    ['no signature', 'bundle', () => ({ ...copy(), dsseEnvelope: { ...copy().dsseEnvelope, signatures: [] } })],
    [
      'a key and a certificate',
      'bundle',
      () => ({
        ...copy(),
        verificationMaterial: { ...copy().verificationMaterial, certificate: { rawBytes: 'AAAA' } },
      }),
    ],
    [
      'base64 with spaces',
      'bundle',
      () => ({
        ...copy(),
        dsseEnvelope: { ...copy().dsseEnvelope, payload: ` ${copy().dsseEnvelope!.payload as string}` },
      }),
    ],
    [
      'the hint of another key',
      'key',
      () => ({
        ...copy(),
        verificationMaterial: { publicKey: { hint: hintOf(other.publicKey, nodeCryptography) } },
      }),
    ],
    [
      'another key written out',
      'key',
      () => ({
        ...copy(),
        verificationMaterial: { publicKey: { rawBytes: Buffer.from(other.publicKey.pem).toString('base64') } },
      }),
    ],
    [
      'another payload',
      'signature',
      () => ({
        ...copy(),
        dsseEnvelope: { ...copy().dsseEnvelope, payload: Buffer.from('{}').toString('base64') },
      }),
    ],
    [
      'a certificate',
      'method',
      () => ({
        ...copy(),
        verificationMaterial: { x509CertificateChain: { certificates: [{ rawBytes: 'AAAA' }] } },
      }),
    ],
  ] as const)('refuses %s', async (_title, check, bundle) => {
    const verdict = await verdictFor(bundle());
    expect([verdict.state, failed(verdict)?.id], failed(verdict)?.detail).toEqual(['invalid', check]);
  });

  it.each([
    ['an empty hint', { publicKey: { hint: '' } }],
    ['no word about logs', { publicKey: good.verificationMaterial!.publicKey }],
  ])('accepts %s', async (_title, verificationMaterial) => {
    expect((await verdictFor({ ...copy(), verificationMaterial })).state).toBe('verified');
  });
  it.each([[undefined], [null]])('accepts the key id %s', async (keyid) => {
    const bundle = copy();
    const [signature] = bundle.dsseEnvelope!.signatures as { keyid?: unknown }[];
    signature!.keyid = keyid;
    expect((await verdictFor(bundle)).state).toBe('verified');
  });

  const payload = bytesOf(statementFor(FILES));
  const signed = (signature: Uint8Array, signer = key) =>
    bytesOf(writeBundle({ method: 'key', hint: hintOf(signer.publicKey, nodeCryptography) }, { payload, signature }));
  it('refuses the signature of 0.2.0 on the statement of today', async () => {
    const verdict = await verdictOn(model, signed(key.sign('sha256', legacyPreAuthEncoding(payload))), key);
    expect(failed(verdict)?.id).toBe('signature');
  });
  it.each(['P-384', 'P-521'] as const)('refuses SHA-256 with %s', async (curve) => {
    const large = newKey(curve);
    const verdict = await verdictOn(model, signed(large.sign('sha256', preAuthEncoding(payload)), large), large);
    expect(failed(verdict)?.id).toBe('signature');
    const right = await verdictOn(model, signed(large.sign(CURVES[curve], preAuthEncoding(payload)), large), large);
    expect(right.state).toBe('verified');
  });
});
