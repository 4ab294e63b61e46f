import { describe, expect, it } from 'vitest';
import { compareLayers } from '../../../src/core/oci/signed-layers';
import { type ModelLayer } from '../../../src/core/oci/modelpack/read';
import { type Manifest } from '../../../src/core/signing/statement/manifest';

const hex = (char: string) => char.repeat(64);

function signed(files: Record<string, string[]>, serialization: Partial<Manifest['serialization']> = {}): Manifest {
  return {
    model: 'aurora',
    serialization: { method: 'files', hash: 'sha256', allowSymlinks: false, ignorePaths: [], ...serialization },
    files: new Map(Object.entries(files).map(([name, digests]) => [name, { name, digests }])),
  };
}

function layer(
  path: string | undefined,
  digest: string,
  form: ModelLayer['form'] = { archive: 'raw' },
  more: Partial<ModelLayer> = {},
): ModelLayer {
  return {
    index: 0,
    ...(path !== undefined && { path }),
    form,
    descriptor: { mediaType: 'a/b', digest: `sha256:${hex(digest)}`, size: 1 },
    ...more,
  };
}

const NOTHING = { matched: 0, changed: [], missing: [], unsigned: [], ignored: [], uncompared: [] };

describe('a signature against the digests of layers', () => {
  it('holds when every file is as it was signed', () =>
    expect(
      compareLayers(
        signed({ a: [hex('a')], 'b/c': [hex('b')] }),
        [layer('b/c', 'b'), layer('a', 'a'), layer('model.sig', 'f')],
        ['model.sig'],
      ),
    ).toEqual({ ...NOTHING, matched: 2, ignored: ['model.sig'] }));

  it('tells what was changed, is missing, or was never signed', () =>
    expect(
      compareLayers(
        signed({ a: [hex('a')], b: [hex('b')], '\u{1f600}': [hex('c')] }),
        [layer('a', '0'), layer('new', 'd')],
        [],
      ),
    ).toEqual({
      ...NOTHING,
      changed: [{ file: 'a', signed: hex('a'), found: hex('0') }],
      missing: ['b', '\u{1f600}'],
      unsigned: ['new'],
    }));

  it('leaves out what the statement leaves out, but not what it signs', () =>
    expect(
      compareLayers(
        signed({ '.git/config': [hex('a')] }, { ignorePaths: ['.git'] }),
        [layer('.git/config', '0'), layer('.git/HEAD', 'b')],
        [],
      ),
    ).toEqual({
      ...NOTHING,
      changed: [{ file: '.git/config', signed: hex('a'), found: hex('0') }],
      ignored: ['.git/HEAD'],
    }));

  it('says what digests cannot tell', () => {
    const model = signed({ a: [hex('a')], b: [hex('b')] });
    const reasons = (layers: ModelLayer[], statement = model) => {
      const { uncompared, ...rest } = compareLayers(statement, layers, []);
      return { ...rest, uncompared: uncompared.map(({ file, reason }) => `${file}: ${reason}`) };
    };
    const elsewhere = 'it may be in a layer that cannot be compared';
    expect(reasons([layer('all', 'c', { archive: 'tar' })])).toEqual({
      ...NOTHING,
      uncompared: [`a: ${elsewhere}`, 'all: it is an archive; its digest is not that of its files', `b: ${elsewhere}`],
    });
    expect(reasons([layer('a', 'a'), layer('b', 'c', { archive: 'raw', compression: 'zstd' })]).uncompared).toEqual([
      'b: it is compressed; its digest is not that of the file',
      `b: ${elsewhere}`,
    ]);
    expect(
      reasons([layer('a', 'a'), layer('b', 'b'), layer(undefined, 'c', undefined, { index: 2 })]).uncompared,
    ).toEqual(['layer 3: nothing says what its file is called']);
    expect(
      reasons([layer('a', 'a'), layer('b', 'b'), layer('../a', 'c', undefined, { unsafe: 'it leads out' })]).uncompared,
    ).toEqual(['../a: it leads out']);
    expect(reasons([layer('a', 'a'), layer('b', 'b'), layer('a', '0')])).toEqual({
      ...NOTHING,
      matched: 2,
      uncompared: ['a: several layers have this path'],
    });
    expect(reasons([layer('a', 'a')], signed({ a: [hex('a')] }, { hash: 'blake3' })).uncompared).toEqual([
      'a: it was signed with blake3',
    ]);
    expect(
      reasons([layer('a', 'a')], signed({ a: [hex('a'), hex('b')] }, { method: 'shards', shardSize: 10 })).uncompared,
    ).toEqual(['a: it was signed in pieces']);
    const sha512 = {
      ...layer('a', 'a'),
      descriptor: { mediaType: 'a/b', digest: `sha512:${'a'.repeat(128)}` as const, size: 1 },
    };
    expect(reasons([sha512], signed({ a: [hex('a')] })).uncompared).toEqual(['a: its layer has a digest of SHA-512']);
  });

  it('takes a single shard for the file, which it is', () =>
    expect(
      compareLayers(signed({ a: [hex('a')] }, { method: 'shards', shardSize: 10 }), [layer('a', 'a')], []),
    ).toEqual({ ...NOTHING, matched: 1 }));

  it('knows a model that is one file', () => {
    expect(
      compareLayers(signed({ '.': [hex('a')] }), [layer('model.gguf', 'a'), layer('model.sig', 'b')], ['model.sig']),
    ).toEqual({ ...NOTHING, matched: 1, ignored: ['model.sig'] });
    expect(compareLayers(signed({ '.': [hex('a')] }), [layer('a', 'a'), layer('b', 'b')], [])).toEqual({
      ...NOTHING,
      missing: ['.'],
      unsigned: ['a', 'b'],
    });
  });
});
