import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256Digest } from '../../../src/core/oci/digest';
import { readModelArtifact } from '../../../src/core/oci/modelpack/read';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const sha256 = (text: string) => sha256Digest(createHash('sha256').update(text).digest('hex'));

interface Layer {
  mediaType: string;
  annotations?: Record<string, string>;
}

/** A manifest with these layers, each with a digest and size of its own. */
function manifest(layers: readonly Layer[], more: object = {}): Uint8Array {
  return encode({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType: 'application/vnd.cncf.model.manifest.v1+json',
    config: { mediaType: 'application/vnd.cncf.model.config.v1+json', digest: sha256('config'), size: 2 },
    layers: layers.map((layer, n) => ({ ...layer, digest: sha256(String(n)), size: n + 1 })),
    ...more,
  });
}

const config = (count: number, more: object = {}) => {
  const bytes = encode({
    descriptor: {},
    config: {},
    modelfs: { type: 'layers', diffIds: Array.from({ length: count }, (_, n) => sha256(String(n))) },
    ...more,
  });
  return {
    bytes,
    descriptor: {
      mediaType: 'application/vnd.cncf.model.config.v1+json',
      digest: sha256('config'),
      size: bytes.length,
    },
  };
};

const file = (kind: string, form: string, path: string, annotations: Record<string, string> = {}): Layer => ({
  mediaType: `application/vnd.cncf.model.${kind}.v1.${form}`,
  annotations: { 'org.cncf.model.filepath': path, ...annotations },
});

const brief = (bytes: Uint8Array) =>
  readModelArtifact(bytes).layers.map(({ kind, form, path }) => [
    kind,
    form.compression ? `${form.archive}+${form.compression}` : form.archive,
    path,
  ]);

describe('a packaged model', () => {
  it('is read in all forms that ModelPack has', () =>
    expect(
      brief(
        manifest([
          file('weight', 'raw', 'a'),
          file('weight.config', 'tar', 'b'),
          file('code', 'tar+gzip', 'c'),
          file('dataset', 'tar+zstd', 'd'),
          { mediaType: 'application/vnd.cncf.model.doc.v1.raw' },
        ]),
      ),
    ).toEqual([
      ['weight', 'raw', 'a'],
      ['weight.config', 'tar', 'b'],
      ['code', 'tar+gzip', 'c'],
      ['dataset', 'tar+zstd', 'd'],
      ['doc', 'raw', undefined],
    ]));

  it('of modctl is read: what it lacks is said once', () => {
    const metadata = JSON.stringify({
      name: 'a',
      mode: 420,
      uid: 1000,
      gid: 1000,
      size: 1,
      mtime: '2025-03-15T14:30:00+01:00',
      typeflag: 0,
    });
    const { bytes, descriptor } = config(2);
    const artifact = readModelArtifact(
      manifest(
        [file('weight', 'raw', 'a', { 'org.cncf.model.file.metadata+json': metadata }), file('doc', 'raw', 'b')],
        {
          config: descriptor,
          annotations: { 'org.cncf.modctl.modelfile': 'NAME a' },
        },
      ),
      bytes,
    );
    expect(artifact.flavour).toBe('modelpack');
    expect(artifact.layers[0]).toMatchObject({
      path: 'a',
      diffId: sha256('0'),
      metadata: { mode: 420, uid: 1000, mtime: '2025-03-15T14:30:00+01:00' },
    });
    expect(artifact.layers[0]).not.toHaveProperty('untested');
    expect(artifact.problems).toEqual([
      expect.objectContaining({ rule: 'modelpack/missing-title', severity: 'info', layer: 0 }),
    ]);
  });

  it('of v0.0.6 is read under its names of then', () => {
    const { bytes, descriptor } = config(0, { modelfs: { type: 'layers', diff_ids: [sha256('0')] } });
    const artifact = readModelArtifact(
      manifest(
        [
          {
            mediaType: 'application/vnd.cnai.model.weight.v1.tar',
            annotations: { 'org.cnai.model.filepath': 'a', 'org.cnai.model.file.metadata': '{"name":"a","size":7}' },
          },
        ],
        {
          artifactType: 'application/vnd.cnai.model.manifest.v1+json',
          config: { ...descriptor, mediaType: 'application/vnd.cnai.model.config.v1+json' },
        },
      ),
      bytes,
    );
    expect(artifact.flavour).toBe('cnai');
    expect(artifact.layers).toMatchObject([
      { kind: 'weight', form: { archive: 'tar' }, path: 'a', metadata: { name: 'a', size: 7 }, diffId: sha256('0') },
    ]);
    expect(new Set(artifact.problems.map(({ rule }) => rule))).toEqual(new Set(['modelpack/old-name']));
  });

  it('of v0.0.7 may say "embedding", which is a warning', () => {
    const { bytes, descriptor } = config(1, { config: { capabilities: { embedding: true } } });
    const { problems, config: read } = readModelArtifact(
      manifest([file('weight', 'raw', 'a', { 'org.opencontainers.image.title': 'a' })], { config: descriptor }),
      bytes,
    );
    expect(problems.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['modelpack/config-unknown-key', 'warning'],
    ]);
    expect(read!.config.capabilities).toEqual({ embedding: true });
  });

  it('of Docker Model Runner is read, and its files get names', () => {
    const docker = {
      artifactType: undefined,
      config: { mediaType: 'application/vnd.docker.ai.model.config.v0.1+json', digest: sha256('c'), size: 2 },
    };
    const one = readModelArtifact(
      manifest(
        [{ mediaType: 'application/vnd.docker.ai.gguf.v3' }, { mediaType: 'application/vnd.docker.ai.license' }],
        docker,
      ),
    );
    expect(one).toMatchObject({
      flavour: 'docker',
      problems: [],
      layers: [
        { kind: 'weight', path: 'model.gguf' },
        { kind: 'doc', path: 'LICENSE' },
      ],
    });
    expect(
      brief(
        manifest(
          [0, 1].map(() => ({ mediaType: 'application/vnd.docker.ai.safetensors' })),
          docker,
        ),
      ),
    ).toEqual([
      ['weight', 'raw', 'model-00001.safetensors'],
      ['weight', 'raw', 'model-00002.safetensors'],
    ]);
    expect(brief(manifest([{ mediaType: 'application/vnd.cncf.model.weight.v1.gguf' }]))).toEqual([
      ['weight', 'raw', 'model.gguf'],
    ]);
  });

  it('of KitOps is read: a ModelKit', () => {
    const artifact = readModelArtifact(
      manifest(
        [
          { mediaType: 'application/vnd.kitops.modelkit.model.v1.tar+gzip' },
          { mediaType: 'application/vnd.kitops.modelkit.docs.v1.tar' },
        ],
        {
          artifactType: 'application/vnd.kitops.modelkit.manifest.v1+json',
          config: { mediaType: 'application/vnd.kitops.modelkit.config.v1+json', digest: sha256('c'), size: 2 },
        },
      ),
    );
    expect(artifact).toMatchObject({
      flavour: 'kitops',
      problems: [],
      layers: [
        { kind: 'weight', form: { archive: 'tar', compression: 'gzip' } },
        { kind: 'doc', form: { archive: 'tar' } },
      ],
    });
  });

  it('may be any other artifact: files that ORAS pushed', () => {
    const artifact = readModelArtifact(
      manifest(
        [
          { mediaType: 'text/plain', annotations: { 'org.opencontainers.image.title': 'hi.txt' } },
          {
            mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
            annotations: { 'org.opencontainers.image.title': 'dir', 'io.deis.oras.content.unpack': 'true' },
          },
        ],
        {
          artifactType: 'application/vnd.unknown.artifact.v1',
          config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: sha256('{}'), size: 2 },
        },
      ),
      encode({}),
    );
    expect(artifact.flavour).toBe('other');
    expect(artifact.problems).toEqual([]);
    expect(artifact).not.toHaveProperty('config');
    expect(artifact.layers.map(({ path, form, kind }) => [path, form, kind])).toEqual([
      ['hi.txt', { archive: 'raw' }, undefined],
      ['dir', { archive: 'tar', compression: 'gzip' }, undefined],
    ]);
  });

  it.each(['../x', '/etc/passwd', 'C:\\x', 'a/../../b', ''])(
    'with the path %j says that it must not be used',
    (path) => {
      const { layers, problems } = readModelArtifact(
        manifest([file('code', 'raw', path, { 'org.opencontainers.image.title': path })]),
      );
      expect(layers[0]!.unsafe).toEqual(expect.any(String));
      expect(problems).toContainEqual(
        expect.objectContaining({ rule: 'modelpack/unsafe-path', severity: 'error', layer: 0 }),
      );
    },
  );

  it('with a config of other layers says so', () => {
    const layers = ['a', 'b'].map((path) => file('doc', 'raw', path, { 'org.opencontainers.image.title': path }));
    const problems = (count: number) => {
      const { bytes, descriptor } = config(count);
      const artifact = readModelArtifact(manifest(layers, { config: descriptor }), bytes);
      return { rules: artifact.problems, diffIds: artifact.layers.map(({ diffId }) => diffId) };
    };
    expect(problems(2).rules).toEqual([]);
    expect(problems(3)).toEqual({
      rules: [
        {
          rule: 'modelpack/diff-ids',
          severity: 'error',
          message: 'The manifest has 2 layers, but the config lists the content of 3.',
        },
      ],
      diffIds: [undefined, undefined],
    });
    const { bytes, descriptor } = config(0, { modelfs: { type: 'layers', diffIds: [sha256('0'), sha256('7')] } });
    expect(readModelArtifact(manifest(layers, { config: descriptor }), bytes).problems).toEqual([
      {
        rule: 'modelpack/diff-ids',
        severity: 'error',
        layer: 1,
        message: `The config lists "${sha256('7')}" for this layer.`,
      },
    ]);
  });

  it('is refused when there is no manifest to speak of', () => {
    expect(() => readModelArtifact(encode({ schemaVersion: 2, manifests: [] }))).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
    expect(() => readModelArtifact(encode([]))).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});
