import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { verifySigstoreJson } from '../../../src/node/sigstore/verify';
import { envelopeBundle, fileBundle, makeLog, pem, type Log, type Pair } from './key-bundles';

const ec = (namedCurve: string, hash: string): Pair => ({ ...generateKeyPairSync('ec', { namedCurve }), hash });
const KEYS: Readonly<Record<string, Pair>> = {
  'P-256': ec('P-256', 'sha256'),
  'P-384': ec('P-384', 'sha384'),
  'P-521': ec('P-521', 'sha512'),
  Ed25519: { ...generateKeyPairSync('ed25519'), hash: undefined },
  'RSA 2048': { ...generateKeyPairSync('rsa', { modulusLength: 2048 }), hash: 'sha256' },
};
const file = Buffer.from('weights');
const digest = (bytes: Buffer, hash = 'sha256') => createHash(hash).update(bytes).digest('hex');
const statement = (digests: object) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [
    { name: 'other', digest: { sha256: digest(Buffer.from('other')) } },
    { name: 'weights.bin', digest: digests },
  ],
  predicateType: 'https://example.org/made/v1',
  predicate: {},
});

const log = makeLog();

async function verify(bundle: object, { publicKey }: Pair, content = file, { root }: Log = log) {
  const artifact = async function* () {
    // In pieces, as files are read.
    for (const byte of content) yield Uint8Array.of(byte);
  };
  const report = await verifySigstoreJson(bundle, {
    expected: { key: pem(publicKey) },
    root,
    artifact,
    now: new Date(),
  });
  const failed = report.checks.find(({ ok }) => !ok);
  return failed ? `${report.state}: ${failed.id}` : report.state;
}

describe('bundles signed with a key', () => {
  it.each(Object.keys(KEYS))('verifies an envelope by %s', async (name) => {
    const pair = KEYS[name]!;
    const bundle = envelopeBundle(log, pair, statement({ sha256: digest(file) }));
    expect(await verify(bundle, pair)).toBe('verified');
    const another = KEYS[name === 'P-256' ? 'P-384' : 'P-256']!;
    expect(await verify(bundle, another)).toMatch(/^invalid: (signature|log-entry)$/);
  });

  it.each(['P-256', 'P-384', 'P-521', 'RSA 2048'])('verifies a file signed by %s', async (name) => {
    const pair = KEYS[name]!;
    for (const hash of ['sha256', 'sha384', 'sha512'] as const) {
      const bundle = fileBundle(log, pair, file, hash);
      expect(await verify(bundle, pair)).toBe('verified');
      expect(await verify(bundle, pair, Buffer.from('Weights'))).toBe('invalid: artifact');
    }
  });

  it('does not take a signature for another hash than that of the curve', async () => {
    const pair = { ...KEYS['P-384']!, hash: 'sha256' };
    expect(await verify(envelopeBundle(log, pair, statement({ sha256: digest(file) })), pair)).toBe(
      'invalid: signature',
    );
  });

  it.each([
    ['a curve of cryptocurrencies', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['a short RSA key', generateKeyPairSync('rsa', { modulusLength: 1024 })],
  ])('cannot check with %s', async (_, pair) => {
    const bundle = fileBundle(log, { ...pair, hash: 'sha256' }, file, 'sha256');
    expect(await verify(bundle, { ...pair, hash: 'sha256' })).toBe('unchecked: key');
  });

  it('says so when the key is none', async () => {
    const { state, checks } = await verifySigstoreJson(fileBundle(log, KEYS['P-256']!, file, 'sha256'), {
      expected: { key: 'no key' },
      root: log.root,
      now: new Date(),
    });
    expect(state).toBe('unchecked');
    expect(checks.at(-1)).toMatchObject({ id: 'key', ok: false });
  });

  it('says so when the file cannot be read, or was not given', async () => {
    const pair = KEYS['P-256']!;
    const request = { expected: { key: pem(pair.publicKey) }, root: log.root, now: new Date() };
    const bundle = fileBundle(log, pair, file, 'sha256');
    const missing = await verifySigstoreJson(bundle, request);
    expect(missing).toMatchObject({ state: 'unchecked', checks: expect.arrayContaining([]) as unknown });
    expect(missing.checks.at(-1)).toMatchObject({ id: 'artifact', ok: false });
    const unreadable = await verifySigstoreJson(bundle, {
      ...request,
      // eslint-disable-next-line require-yield
      artifact: async function* () {
        throw new Error('weights.bin cannot be read: permission denied');
      },
    });
    expect(unreadable.state).toBe('unchecked');
    expect(unreadable.checks.at(-1)?.detail).toContain('permission denied');
  });
});

describe('what an envelope is about', () => {
  const pair = KEYS['P-256']!;
  const with_ = (digests: object) => verify(envelopeBundle(log, pair, statement(digests)), pair);

  it('takes any of the digests, and all that are there', async () => {
    expect(await with_({ sha512: digest(file, 'sha512') })).toBe('verified');
    expect(await with_({ sha256: digest(file), sha384: digest(file, 'sha384') })).toBe('verified');
    expect(await with_({ sha256: digest(file), sha512: digest(Buffer.from('x'), 'sha512') })).toBe('invalid: artifact');
    expect(await with_({ md5: 'x' })).toBe('invalid: artifact');
    expect(await with_({ sha256: digest(file).toUpperCase() })).toBe('invalid: artifact');
    expect(await with_({})).toBe('invalid: artifact');
  });

  it('leaves models to those who compare every file', async () => {
    const model = { ...statement({ sha256: digest(file) }), predicateType: 'https://model_signing/signature/v1.0' };
    expect(await verify(envelopeBundle(log, pair, model), pair)).toBe('invalid: artifact');
  });

  it.each([[[]], [null], [{ subject: 'x', predicateType: 1 }], [{ subject: [null, 1, {}], predicateType: 'x' }]])(
    'refuses %j',
    async (payload) => {
      expect(await verify(envelopeBundle(log, pair, payload as object), pair)).toBe('invalid: artifact');
    },
  );
});

describe('the log', () => {
  const pair = KEYS['P-256']!;

  it('has to be one of the trusted root', async () => {
    const bundle = fileBundle(log, pair, file, 'sha256');
    expect(await verify(bundle, pair, file, makeLog())).toBe('invalid: transparency-log');
  });

  it('has to name the key', async () => {
    const bundle = envelopeBundle(log, pair, statement({ sha256: digest(file) }), KEYS['P-384']!.publicKey);
    expect(await verify(bundle, pair)).toBe('invalid: log-entry');
  });

  it('has to have an entry', async () => {
    const bundle = structuredClone(fileBundle(log, pair, file, 'sha256')) as {
      verificationMaterial: { tlogEntries: object[] };
    };
    const { tlogEntries } = bundle.verificationMaterial;
    bundle.verificationMaterial.tlogEntries = [];
    expect(await verify(bundle, pair)).toBe('invalid: transparency-log');
    bundle.verificationMaterial.tlogEntries = [...tlogEntries, ...tlogEntries];
    expect(await verify(bundle, pair)).toBe('invalid: transparency-log');
  });
});
