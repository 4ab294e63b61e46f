import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OciError } from '../../../src/core/oci/errors';
import { sha256Digest } from '../../../src/core/oci/digest';
import { readManifest } from '../../../src/core/oci/manifest';
import { readConfig, writeConfig } from '../../../src/core/oci/modelpack/config';
import { readFileMetadata, writeFileMetadata } from '../../../src/core/oci/modelpack/file-metadata';
import { isModelType, LAYER_TYPES, layerTypeName, parseLayerType } from '../../../src/core/oci/modelpack/layer-type';
import { isRfc3339 } from '../../../src/core/oci/modelpack/rfc3339';
import { packModel, type PackFile } from '../../../src/core/oci/modelpack/write';
import { nodeCryptography } from '../../../src/node/cryptography';

const sha256 = (text: string) => sha256Digest(createHash('sha256').update(text).digest('hex'));
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const encode = (text: string) => new TextEncoder().encode(text);

function file(path: string, kind: PackFile['kind'], more: Partial<PackFile> = {}): PackFile {
  return {
    path,
    size: path.length,
    digest: sha256(path),
    mode: 0o100644,
    mtime: new Date('2026-03-02T10:20:30.400Z'),
    kind,
    confirmed: false,
    ...more,
  };
}

const FILES = [
  file('README.md', 'doc', { confirmed: true }),
  file('model-00002.safetensors', 'weight'),
  file('data/train.parquet', 'dataset'),
  file('model-00001.safetensors', 'weight', { mode: 0o600 }),
  file('run.sh', 'code', { mode: 0o750 }),
  file('config.json', 'weight.config'),
];
const FACTS = {
  descriptor: { name: 'aurora <7B>', licenses: ['Apache-2.0'] },
  config: { paramSize: '7B', format: 'safetensors' },
};

describe('a ModelPack artifact', () => {
  const packed = packModel(
    FILES,
    { facts: FACTS, annotations: { 'org.example.b': '2', 'org.example.a': '1' } },
    nodeCryptography,
  );

  it('has one raw layer a file, small ones first', () =>
    expect(
      packed.layers.map(({ file: { path }, descriptor }) => [path, descriptor.mediaType, descriptor.digest]),
    ).toEqual([
      ['config.json', 'application/vnd.cncf.model.weight.config.v1.raw', sha256('config.json')],
      ['model-00001.safetensors', 'application/vnd.cncf.model.weight.v1.raw', sha256('model-00001.safetensors')],
      ['model-00002.safetensors', 'application/vnd.cncf.model.weight.v1.raw', sha256('model-00002.safetensors')],
      ['run.sh', 'application/vnd.cncf.model.code.v1.raw', sha256('run.sh')],
      ['data/train.parquet', 'application/vnd.cncf.model.dataset.v1.raw', sha256('data/train.parquet')],
      ['README.md', 'application/vnd.cncf.model.doc.v1.raw', sha256('README.md')],
    ]));

  it('has these bytes, and no others', () => {
    const layer = (path: string, kind: string, mode: number, untested: boolean) =>
      `{"mediaType":"application/vnd.cncf.model.${kind}.v1.raw","digest":"${sha256(path)}","size":${path.length},"annotations":{` +
      `"org.cncf.model.file.mediatype.untested":"${untested}",` +
      `"org.cncf.model.file.metadata+json":"{\\"name\\":\\"${path.split('/').at(-1)}\\",\\"mode\\":${mode},\\"uid\\":0,\\"gid\\":0,\\"size\\":${path.length},\\"mtime\\":\\"2026-03-02T10:20:30Z\\",\\"typeflag\\":0}",` +
      `"org.cncf.model.filepath":"${path}","org.opencontainers.image.title":"${path}"}}`;
    const config =
      '{"descriptor":{"name":"aurora \\u003c7B\\u003e","licenses":["Apache-2.0"]},' +
      `"modelfs":{"type":"layers","diffIds":["${packed.layers.map(({ file: { digest } }) => digest).join('","')}"]},` +
      '"config":{"format":"safetensors","paramSize":"7B"}}';
    expect(decode(packed.config.bytes)).toBe(config);
    expect(decode(packed.bytes)).toBe(
      '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",' +
        '"artifactType":"application/vnd.cncf.model.manifest.v1+json",' +
        `"config":{"mediaType":"application/vnd.cncf.model.config.v1+json","digest":"${sha256(config)}","size":${config.length}},` +
        `"layers":[${[
          layer('config.json', 'weight.config', 0o644, true),
          layer('model-00001.safetensors', 'weight', 0o644, true),
          layer('model-00002.safetensors', 'weight', 0o644, true),
          layer('run.sh', 'code', 0o755, true),
          layer('data/train.parquet', 'dataset', 0o644, true),
          layer('README.md', 'doc', 0o644, false),
        ].join(',')}],` +
        '"annotations":{"org.example.a":"1","org.example.b":"2"}}',
    );
    expect(packed.descriptor).toEqual({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.cncf.model.manifest.v1+json',
      digest: sha256(decode(packed.bytes)),
      size: packed.bytes.length,
    });
  });

  it('is the same whatever the order of the files, and reads back', () => {
    const again = packModel(
      [...FILES].reverse(),
      { facts: FACTS, annotations: { 'org.example.a': '1', 'org.example.b': '2' } },
      nodeCryptography,
    );
    expect(again.descriptor).toEqual(packed.descriptor);
    expect(readManifest(packed.bytes)).toEqual(packed.manifest);
    expect(readConfig(packed.config.bytes)).toEqual({
      ...FACTS,
      diffIds: packed.layers.map(({ file: { digest } }) => digest),
    });
  });

  it('has no time behind the latest that was asked for', () => {
    const time = (latest: string) => {
      const { manifest } = packModel([FILES[0]!], { facts: FACTS, latest: new Date(latest) }, nodeCryptography);
      return readFileMetadata(manifest.layers[0]!.annotations!['org.cncf.model.file.metadata+json']!)!.mtime;
    };
    expect(time('2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00Z');
    expect(time('2027-01-01T00:00:00Z')).toBe('2026-03-02T10:20:30Z');
  });

  const refused: [why: string, files: PackFile[], code: string, message: string][] = [
    ['no file', [], 'not-found', 'There is no file to package.'],
    [
      'a path out of the model',
      [file('../x', 'doc')],
      'unsafe-path',
      '"../x" cannot be packaged: it leads out of a folder with "..".',
    ],
    [
      'a backslash',
      [file('a\\b', 'doc')],
      'unsafe-path',
      '"a\\b" cannot be packaged: it holds a backslash; paths are written with "/".',
    ],
    ['a file twice', [file('a', 'doc'), file('a', 'code')], 'unsafe-path', '"a" is given twice.'],
    [
      'a file that is a folder',
      [file('a', 'doc'), file('a/b', 'doc')],
      'unsafe-path',
      '"a" and "a/b" cannot be packaged together: one is a file where the other needs a folder.',
    ],
  ];
  it.each(refused)('is not made of %s', (_why, files, code, message) => {
    const act = () => packModel(files, { facts: FACTS }, nodeCryptography);
    expect(act).toThrow(OciError);
    expect(act).toThrow(expect.objectContaining({ code, message }));
  });

  it('is not made when no registry would take its manifest', () => {
    const files = Array.from({ length: 9000 }, (_, n) => file(`data/${n}.jsonl`, 'dataset'));
    expect(() => packModel(files, { facts: FACTS }, nodeCryptography)).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });
});

describe('media types of layers', () => {
  it('are twenty, and each reads back', () => {
    expect(new Set(LAYER_TYPES).size).toBe(20);
    for (const type of LAYER_TYPES) {
      const parsed = parseLayerType(type)!;
      expect(parsed.family).toBe('modelpack');
      expect(layerTypeName(parsed)).toBe(type);
    }
  });

  it('of others are read', () => {
    const read = (type: string) => {
      const { kind, archive, compression, family } = parseLayerType(type)!;
      return [family, kind, compression ? `${archive}+${compression}` : archive].join(' ');
    };
    expect(read('application/vnd.cnai.model.weight.v1.tar')).toBe('cnai weight tar');
    expect(read('application/vnd.cncf.model.weight.v1.gguf')).toBe('docker weight raw');
    expect(read('application/vnd.cncf.model.weight.v1.safetensors')).toBe('docker weight raw');
    expect(read('application/vnd.docker.ai.gguf.v3')).toBe('docker weight raw');
    expect(read('application/vnd.docker.ai.license')).toBe('docker doc raw');
    expect(read('application/vnd.docker.ai.dir.tar')).toBe('docker weight.config tar');
    expect(read('application/vnd.kitops.modelkit.modelpart.v1.tar+gzip')).toBe('kitops weight.config tar+gzip');
    expect(read('application/vnd.kitops.modelkit.docs.v1.raw+zstd')).toBe('kitops doc raw+zstd');
    for (const type of [
      'application/vnd.oci.image.layer.v1.tar+gzip',
      'application/vnd.cncf.model.weights.v1.raw',
      'application/vnd.cncf.model.weight.v1.lz4',
      'toString',
    ])
      expect(parseLayerType(type), type).toBeUndefined();
  });

  it('of manifests and configs say whether it is a model', () => {
    for (const type of [
      'application/vnd.cncf.model.manifest.v1+json',
      'application/vnd.cnai.model.config.v1+json',
      'application/vnd.kitops.modelkit.config.v1+json',
      'application/vnd.docker.ai.model.config.v0.1+json',
    ])
      expect(isModelType(type), type).toBe(true);
    expect(isModelType('application/vnd.oci.image.config.v1+json')).toBe(false);
  });
});

describe('metadata of a file', () => {
  it('reads back', () =>
    expect(readFileMetadata(writeFileMetadata('a/<b>', 7, 0o644, new Date(0)))).toEqual({
      name: '<b>',
      mode: 0o644,
      uid: 0,
      gid: 0,
      size: 7,
      mtime: '1970-01-01T00:00:00Z',
      typeflag: 0,
    }));

  it('is read as far as it makes sense', () => {
    expect(readFileMetadata('{"name":"a","mode":-1,"size":"7","mtime":"yesterday","typeflag":48}')).toEqual({
      name: 'a',
      typeflag: 48,
    });
    for (const bad of ['', 'x', '[]', '{}', '{"name":7}', `{"name":"${'a'.repeat(20_000)}"}`])
      expect(readFileMetadata(bad)).toBeUndefined();
  });
});

describe('dates and times', () => {
  it.each([
    '2025-01-01T00:00:00Z',
    '2024-02-29t23:59:59.999+05:30',
    '2016-12-31T23:59:60Z',
    '2017-01-01T00:59:60+01:00',
    '0000-02-29T00:00:00Z',
  ])('%s is one', (text) => expect(isRfc3339(text)).toBe(true));
  it.each([
    '2025/01/01T00:00:00Z',
    '2025-01-01',
    '2025-02-29T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-00-10T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:00:00',
    '2025-01-01T12:00:60Z',
    '1900-02-29T00:00:00Z',
    '2025-01-01T00:00:00+24:00',
    '',
  ])('%s is none', (text) => expect(isRfc3339(text)).toBe(false));
});

describe('configs', () => {
  it('of v0.0.6 are read with their names of then', () =>
    expect(
      readConfig(
        encode(
          JSON.stringify({
            descriptor: { name: 'm', createdAt: '2025-01-01T00:00:00Z' },
            config: {
              param_size: '8b',
              capabilities: {
                input_types: ['text', 'smell'],
                tool_usage: true,
                embedding: true,
                knowledge_cutoff: '2024',
              },
            },
            modelfs: { type: 'layers', diff_ids: [sha256('a')] },
          }),
        ),
      ),
    ).toEqual({
      descriptor: { name: 'm', createdAt: '2025-01-01T00:00:00Z' },
      config: { paramSize: '8b', capabilities: { inputTypes: ['text'], toolUsage: true, embedding: true } },
      diffIds: [sha256('a')],
    }));

  it('are read as far as they make sense', () => {
    const nothing = { descriptor: {}, config: {}, diffIds: [] };
    expect(readConfig(encode('{}'))).toEqual(nothing);
    expect(readConfig(encode('{"descriptor":7,"config":[],"modelfs":{"diffIds":["x"]}}'))).toEqual(nothing);
    expect(() => readConfig(encode('[]'))).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(() => readConfig(encode('<html>'))).toThrow(
      expect.objectContaining({ code: 'malformed', message: 'The config is not JSON in UTF-8' }),
    );
    expect(() => readConfig(new Uint8Array(33 * 1024 * 1024))).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('leave out what is empty, and what the specification has dropped', () =>
    expect(
      decode(
        writeConfig({
          descriptor: { authors: [], name: '' },
          config: { capabilities: { embedding: true, reasoning: false } },
          diffIds: [sha256('a')],
        }),
      ),
    ).toBe(
      `{"descriptor":{},"modelfs":{"type":"layers","diffIds":["${sha256('a')}"]},"config":{"capabilities":{"reasoning":false}}}`,
    ));
});
