import { describe, expect, it } from 'vitest';
import { layerGroups, type BrowsedLayer } from '../../../src/core/oci/browse/layers';
import { Filter, ordered, orderedLabels, orderedNames, timeOf } from '../../../src/core/oci/browse/list';

const artifact = (name: string | undefined, totalBytes?: number, created?: string) => ({
  digest: `sha256:${(name ?? 'nameless').length}`,
  names: name === undefined ? [] : [name],
  ...(totalBytes === undefined
    ? {}
    : {
        document: {
          totalBytes,
          parts: 1,
          isIndex: false,
          hasSignature: false,
          ...(created === undefined ? {} : { created }),
        },
      }),
});
const namesIn = (list: readonly { names: readonly string[] }[]) => list.map(({ names }) => names[0]);

describe('artifacts are ordered', () => {
  it('by names, in which numbers are numbers; those without names last', () => {
    const list = [artifact(undefined), artifact('m:v10'), artifact('m:v9'), artifact('a:v1')];
    expect(namesIn(ordered(list, 'name'))).toEqual(['a:v1', 'm:v9', 'm:v10', undefined]);
  });

  it('by size and by time; what is not known comes last', () => {
    const list = [
      artifact('small', 1, '2026-01-01T00:00:00Z'),
      artifact('unread'),
      artifact('large', 9, '2025-01-01T00:00:00Z'),
      artifact('odd', 5, 'yesterday'),
    ];
    expect(namesIn(ordered(list, 'size'))).toEqual(['large', 'odd', 'small', 'unread']);
    expect(namesIn(ordered(list, 'newest'))).toEqual(['small', 'large', 'odd', 'unread']);
    expect(timeOf('yesterday')).toBeUndefined();
    expect(timeOf(undefined)).toBeUndefined();
  });

  it('without changing what was given', () => {
    const list = [artifact('b'), artifact('a')];
    ordered(list, 'name');
    expect(namesIn(list)).toEqual(['b', 'a']);
    expect(orderedNames(['v10', 'v9'])).toEqual(['v9', 'v10']);
  });

  it('and of several names, the one that says least comes last', () => {
    expect(orderedLabels(['a:latest', 'latest', 'z:v1', 'b:v2'])).toEqual(['b:v2', 'z:v1', 'a:latest', 'latest']);
  });
});

describe('a filter', () => {
  it('wants every word somewhere', () => {
    const filter = new Filter('  Aurora  V2 ');
    expect(filter.matches(['ghcr.io/lab/aurora:v2'])).toBe(true);
    expect(filter.matches(['aurora', undefined, 'v2'])).toBe(true);
    expect(filter.matches(['ghcr.io/lab/aurora:v1'])).toBe(false);
    expect(filter.matches([])).toBe(false);
  });

  it('without a word lets all through, and knows no patterns', () => {
    expect(new Filter(' ').matches([])).toBe(true);
    expect(new Filter('.*').matches(['anything'])).toBe(false);
    expect(new Filter('.*').matches(['a.*b'])).toBe(true);
  });
});

describe('the files of an artifact', () => {
  const layer = (
    path: string | undefined,
    kind: BrowsedLayer['kind'],
    more: Partial<BrowsedLayer> = {},
  ): BrowsedLayer => ({
    digest: 'sha256:0',
    mediaType: 'application/octet-stream',
    size: 10,
    isArchive: false,
    ...(path === undefined ? {} : { path }),
    ...(kind === undefined ? {} : { kind }),
    ...more,
  });
  const shown = (layers: readonly BrowsedLayer[]) =>
    layerGroups(layers).map(({ component, kind, layers: files, bytes }) => [component, kind, files.length, bytes]);

  it('are grouped by component, weights first, with their sizes', () => {
    expect(
      shown([
        layer('README.md', 'doc'),
        layer('model-00001-of-00002.safetensors', 'weight'),
        layer('model-00002-of-00002.safetensors', 'weight', { size: 30 }),
        layer('train.py', 'code'),
        layer('config.json', 'weight.config'),
        layer('LICENSE', 'doc'),
      ]),
    ).toEqual([
      [10, 'weight', 2, 40],
      [17, 'weight.config', 1, 10],
      [7, 'code', 1, 10],
      [13, 'doc', 1, 10],
      [undefined, 'doc', 1, 10],
    ]);
  });

  it('are of the kind that the artifact says, even where a name says otherwise', () => {
    expect(shown([layer('README.md', 'dataset')])).toEqual([[15, 'dataset', 1, 10]]);
  });

  it('of no known kind come last; an archive is not known by its name', () => {
    expect(shown([layer('sha', undefined), layer('README.md', 'code', { isArchive: true })])).toEqual([
      [undefined, 'code', 1, 10],
      [undefined, undefined, 1, 10],
    ]);
    expect(shown([])).toEqual([]);
  });

  it('may be very many', () => {
    const layers = Array.from({ length: 20_000 }, (_, at) => layer(`part-${at}.safetensors`, 'weight'));
    expect(shown(layers)).toEqual([[10, 'weight', 20_000, 200_000]]);
  });
});
