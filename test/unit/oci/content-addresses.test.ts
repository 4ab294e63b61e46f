import { describe, expect, it } from 'vitest';
import { isBlobPath, isDigest, parseDigest, digestHex, digestOf } from '../../../src/core/oci/digest';
import { OciError } from '../../../src/core/oci/errors';
import { goJson } from '../../../src/core/oci/go-json';
import {
  MANIFEST_BYTES,
  readDocument,
  readIndex,
  readManifest,
  writeIndex,
  writeManifest,
  type Manifest,
} from '../../../src/core/oci/manifest';
import { EMPTY_TYPE, MANIFEST_TYPE, INDEX_TYPE } from '../../../src/core/oci/media-types';
import { apiHost, formatReference, isLoopback, parseReference } from '../../../src/core/oci/reference';
import { clashes, fold, whyUnsafePath } from '../../../src/core/oci/paths';
import { random } from '../cyclonedx/random';
import { nodeCryptography } from '../../../src/node/cryptography';

const A = `sha256:${'a'.repeat(64)}` as const;
const B = `sha256:${'b'.repeat(64)}` as const;

const encode = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** The code of the error that an action ends with, and its message. */
function failure(action: () => unknown): [code: string, message: string] {
  try {
    action();
  } catch (error) {
    if (error instanceof OciError) return [error.code, error.message];
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('digests', () => {
  it('are lower-case hexadecimal digits of SHA-256 or SHA-512', () => {
    expect(isDigest(A)).toBe(true);
    expect(isDigest(`sha512:${'0'.repeat(128)}`)).toBe(true);
    for (const bad of [
      A.toUpperCase(),
      A.slice(0, -1),
      `${A}0`,
      'sha256:../../etc/passwd',
      `sha1:${'a'.repeat(40)}`,
      `${A}\n`,
      7,
    ])
      expect(isDigest(bad), String(bad)).toBe(false);
    expect(digestHex(A)).toBe('a'.repeat(64));
    expect(failure(() => parseDigest('sha256:x'))).toEqual([
      'invalid-digest',
      '"sha256:x" is no digest; it must be "sha256:" and 64 lower-case hexadecimal digits',
    ]);
  });

  it('are made of bytes', () =>
    expect(digestOf(encode('{}'), nodeCryptography)).toBe(
      'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    ));
});

describe('JSON of Go', () => {
  it('sorts maps bytewise and escapes what HTML would', () => {
    const map = new Map([
      ['10', 'x'],
      ['9', '<a> & b'],
      ['\ue000', 'private use'],
      ['\u{1f600}', 'emoji'],
      ['Z', '\u2028\u2029\u007f'],
      ['a', '\b\f\n\r\t\u0001"\\/'],
    ]);
    // What Go 1.22 prints for the same map.
    expect(goJson(map)).toBe(
      '{"10":"x","9":"\\u003ca\\u003e \\u0026 b","Z":"\\u2028\\u2029\u007f","a":"\\b\\f\\n\\r\\t\\u0001\\"\\\\/","\ue000":"private use","\u{1f600}":"emoji"}',
    );
  });

  it('keeps the order of structs, leaves out what is not there, and replaces half characters', () =>
    expect(goJson({ z: 1, a: undefined, b: [true, '\ud800x'] })).toBe('{"z":1,"b":[true,"\ufffdx"]}'));
});

describe('manifests', () => {
  const manifest: Manifest = {
    mediaType: MANIFEST_TYPE,
    artifactType: 'application/vnd.example+json',
    config: { mediaType: EMPTY_TYPE, digest: A, size: 2, data: encode('{}') },
    layers: [
      {
        mediaType: 'application/octet-stream',
        digest: B,
        size: 7,
        urls: ['https://example.org/x'],
        annotations: { b: '1', a: '2' },
        platform: { architecture: 'amd64', os: 'linux' },
        artifactType: 'text/plain',
      },
    ],
    subject: { mediaType: MANIFEST_TYPE, digest: B, size: 9 },
    annotations: { 'org.example.b': '<b>', 'org.example.a': 'a' },
  };
  const text =
    `{"schemaVersion":2,"mediaType":"${MANIFEST_TYPE}","artifactType":"application/vnd.example+json",` +
    `"config":{"mediaType":"${EMPTY_TYPE}","digest":"${A}","size":2,"data":"e30="},` +
    `"layers":[{"mediaType":"application/octet-stream","digest":"${B}","size":7,"urls":["https://example.org/x"],` +
    `"annotations":{"a":"2","b":"1"},"platform":{"architecture":"amd64","os":"linux"},"artifactType":"text/plain"}],` +
    `"subject":{"mediaType":"${MANIFEST_TYPE}","digest":"${B}","size":9},` +
    `"annotations":{"org.example.a":"a","org.example.b":"\\u003cb\\u003e"}}`;

  it('are written as Go writes them, and read back', () => {
    expect(decode(writeManifest(manifest))).toBe(text);
    expect(readManifest(encode(text))).toEqual(manifest);
    expect(writeManifest(readManifest(encode(JSON.stringify(JSON.parse(text), null, 2))))).toEqual(encode(text));
  });

  it('may leave out their media type, as OCI 1.0 did', () => {
    const nameless = encode({ ...(JSON.parse(text) as object), mediaType: undefined });
    expect(readManifest(nameless).mediaType).toBe(MANIFEST_TYPE);
    expect(readIndex(encode({ schemaVersion: 2, manifests: [] }))).toEqual({ mediaType: INDEX_TYPE, manifests: [] });
  });

  it('are told from indexes', () => {
    const index = writeIndex({ mediaType: INDEX_TYPE, manifests: [{ mediaType: MANIFEST_TYPE, digest: A, size: 1 }] });
    expect(readDocument(index)).toHaveProperty('manifests.0.digest', A);
    expect(failure(() => readManifest(index))[0]).toBe('unsupported');
    expect(failure(() => readIndex(encode(text)))[0]).toBe('unsupported');
  });

  const broken: [why: string, change: Record<string, unknown> | string, message: string][] = [
    ['no JSON', '<html>', 'The manifest is not JSON in UTF-8'],
    ['a list', '[]', 'The manifest is malformed: it must be an object'],
    ['another schema version', { schemaVersion: 1 }, 'The manifest is malformed: "schemaVersion" must be 2'],
    [
      'another media type',
      { mediaType: 'text/html' },
      'The manifest is malformed: its media type "text/html" is not known',
    ],
    ['layers and manifests', { manifests: [] }, 'The manifest is malformed: it is both a manifest and an index'],
    ['no list of layers', { layers: {} }, 'The manifest is malformed: "layers" must be a list'],
    ['a layer that is none', { layers: [null] }, '"layers[0]" is malformed: it must be an object'],
    ['no config', { config: undefined }, '"config" is malformed: it must be an object'],
    [
      'annotations that are no texts',
      { annotations: { a: 1 } },
      'The manifest is malformed: its annotation "a" must be text',
    ],
    ['a subject that is none', { subject: 7 }, '"subject" is malformed: it must be an object'],
    ['deep nesting', '['.repeat(10_000), 'The manifest is nested deeper than 64 levels'],
  ];
  it.each(broken)('are refused with %s', (_why, change, message) => {
    const bytes = encode(typeof change === 'string' ? change : { ...(JSON.parse(text) as object), ...change });
    expect(failure(() => readManifest(bytes))).toEqual(['malformed', message]);
  });

  const descriptors: [why: string, change: Record<string, unknown>, message: string][] = [
    ['path as digest', { digest: '../../x' }, '"config" is malformed: "../../x" is no digest'],
    ['upper-case digest', { digest: A.toUpperCase() }, `"config" is malformed: "${A.toUpperCase()}" is no digest`],
    ['negative size', { size: -1 }, '"config" is malformed: "-1" is no size in bytes'],
    ['huge size', { size: 2 ** 60 }, `"config" is malformed: "${2 ** 60}" is no size in bytes`],
    ['size as text', { size: '2' }, '"config" is malformed: "2" is no size in bytes'],
    ['media type', { mediaType: 'x' }, '"config" is malformed: "x" is no media type'],
    ['data of another size', { data: 'e30gIA==' }, '"config" is malformed: its data have 4 bytes, not 2'],
    ['data that are none', { data: '%%%' }, '"config" is malformed: its data are not base64'],
    ['URLs', { urls: 'x' }, '"config" is malformed: its URLs must be a list of texts'],
  ];
  it.each(descriptors)('are refused with a wrong descriptor: %s', (_why, change, message) => {
    const value = JSON.parse(text) as { config: object };
    const bytes = encode({ ...value, config: { ...value.config, ...change } });
    expect(failure(() => readManifest(bytes))).toEqual(['malformed', message]);
  });

  it('are refused when they are larger than registries must take', () =>
    expect(failure(() => readManifest(new Uint8Array(MANIFEST_BYTES + 1)))[0]).toBe('too-large'));

  it('treat __proto__ as a key as any other', () => {
    const bytes = encode(text.replace('"org.example.a"', '"__proto__"'));
    const { annotations } = readManifest(bytes);
    expect(Object.keys(annotations!).sort()).toEqual(['__proto__', 'org.example.b']);
    expect(decode(writeManifest(readManifest(bytes)))).toContain('"__proto__":"a"');
  });
});

describe('references', () => {
  const good: [text: string, registry: string, repository: string, tag?: string, digest?: string][] = [
    ['ghcr.io/org/model:v1', 'ghcr.io', 'org/model', 'v1'],
    ['localhost:5000/model', 'localhost:5000', 'model'],
    ['localhost/model:1.0', 'localhost', 'model', '1.0'],
    ['[::1]:5000/a/b/c', '[::1]:5000', 'a/b/c'],
    [`example.org/a/b__c:T_1.x@${A}`, 'example.org', 'a/b__c', 'T_1.x', A],
    [`EXAMPLE.org:443/m@${A}`, 'example.org:443', 'm', undefined, A],
    ['docker.io/model', 'docker.io', 'library/model'],
    ['index.docker.io/ai/smollm2:latest', 'docker.io', 'ai/smollm2', 'latest'],
    ['10.0.0.1/m', '10.0.0.1', 'm'],
  ];
  it.each(good)('%s', (text, registry, repository, tag, digest) => {
    const reference = parseReference(text);
    expect(reference).toEqual({ registry, repository, ...(tag && { tag }), ...(digest && { digest }) });
    expect(parseReference(formatReference(reference))).toEqual(reference);
  });

  const bad: [text: string, reason: string][] = [
    ['', 'it is empty; write "registry.example.org/repository:tag"'],
    ['model:v1', 'it names no registry; write "localhost:5000/model:v1" or "docker.io/model:v1"'],
    ['org/model', 'it names no registry; write "localhost:5000/org/model" or "docker.io/org/model"'],
    ['https://ghcr.io/org/model', 'leave out "https://"'],
    ['oci://ghcr.io/org/model', 'leave out "oci://"'],
    ['ghcr.io/Org/model', '"Org/model" is no repository; use lower-case letters, digits, ".", "_", "-" and "/"'],
    ['ghcr.io/org/../model', '"org/../model" is no repository; use lower-case letters, digits, ".", "_", "-" and "/"'],
    ['ghcr.io/org//model', '"org//model" is no repository; use lower-case letters, digits, ".", "_", "-" and "/"'],
    ['ghcr.io/', '"" is no repository; use lower-case letters, digits, ".", "_", "-" and "/"'],
    ['ghcr.io/m:', '"" is no tag; use letters, digits, ".", "_" and "-", 128 at most'],
    ['ghcr.io/m:-x', '"-x" is no tag; use letters, digits, ".", "_" and "-", 128 at most'],
    [
      `ghcr.io/m:${'x'.repeat(129)}`,
      `"${'x'.repeat(129)}" is no tag; use letters, digits, ".", "_" and "-", 128 at most`,
    ],
    ['ghcr.io/m@sha256:abc', 'after "@" stands "sha256:" and 64 lower-case hexadecimal digits'],
    [`ghcr.io/m@${A}@${A}`, 'after "@" stands "sha256:" and 64 lower-case hexadecimal digits'],
    ['ghcr.io:0/m', '"ghcr.io:0" is no host'],
    ['ghcr.io:99999/m', '"ghcr.io:99999" is no host'],
    ['user@ghcr.io/m', 'after "@" stands "sha256:" and 64 lower-case hexadecimal digits'],
    ['-a.io/m', '"-a.io" is no host'],
    ['a..b/m', '"a..b" is no host'],
    ['gh cr.io/m', '"gh cr.io" is no host'],
    ['ghcr.io/m?x=1', '"m?x=1" is no repository; use lower-case letters, digits, ".", "_", "-" and "/"'],
  ];
  it.each(bad)('%s is refused', (text, reason) => {
    const [code, message] = failure(() => parseReference(text));
    expect(code).toBe('invalid-reference');
    expect(message.endsWith(`is no reference: ${reason}`), message).toBe(true);
  });

  it('know Docker Hub by its own name', () => {
    expect(apiHost('docker.io')).toBe('registry-1.docker.io');
    expect(apiHost('ghcr.io')).toBe('ghcr.io');
  });

  it('know this machine', () => {
    for (const host of [
      'localhost',
      'LOCALHOST:5000',
      '127.0.0.1',
      '127.8.9.1:80',
      '[::1]',
      '[::1]:5000',
      '[0:0:0:0:0:0:0:1]',
    ])
      expect(isLoopback(host), host).toBe(true);
    for (const host of [
      'localhost.example.org',
      '128.0.0.1',
      '127.0.0.1.example.org',
      '[::2]',
      '[1::1]',
      'example.org',
      '127.0.0.256',
    ])
      expect(isLoopback(host), host).toBe(false);
  });
});

describe('paths in artifacts', () => {
  it.each(['a', 'a/b.txt', '.hidden', 'a b/ü.bin', '...', 'a/..b', 'con', 'ab:c'])('%s is one', (path) =>
    expect(whyUnsafePath(path, false)).toBeUndefined(),
  );

  it.each([
    '',
    '/a',
    '../a',
    'a/../b',
    'a/..',
    './a',
    'a//b',
    'a/',
    'a\\b',
    '..\\a',
    'C:/a',
    'c:a',
    '\\\\host\\x',
    'a\0b',
    '\ud800',
  ])('%j is none', (path) => expect(whyUnsafePath(path, false)).toEqual(expect.any(String)));

  it('are none when they are longer than file systems take', () => {
    expect(whyUnsafePath('x'.repeat(256), false)).toBe('a part of it is longer than 255 bytes');
    expect(whyUnsafePath('a/'.repeat(2100) + 'a', false)).toBe('it is longer than 4096 bytes');
    expect(whyUnsafePath('a/'.repeat(101) + 'a', false)).toBe('it is deeper than 100 folders');
  });

  it.each(['con', 'a/NUL.txt', 'a.', 'a /b', 'a:b'])('%s is none on Windows', (path) =>
    expect(whyUnsafePath(path, true)).toEqual(expect.any(String)),
  );

  it('clash when they are the same, a folder and a file, or the same but for capitals', () => {
    expect(clashes(['a', 'b', 'a'])).toEqual([{ kind: 'same', first: 0, second: 2 }]);
    expect(clashes(['a', 'a/b'])).toEqual([{ kind: 'folder', first: 0, second: 1 }]);
    expect(clashes(['a/b/c', 'a/b'])).toEqual([{ kind: 'folder', first: 1, second: 0 }]);
    expect(clashes(['README.md', 'readme.MD'])).toEqual([{ kind: 'case', first: 0, second: 1 }]);
    expect(clashes(['\u00e9', 'e\u0301'])).toEqual([{ kind: 'case', first: 0, second: 1 }]);
    expect(clashes(['A/x', 'a'])).toEqual([{ kind: 'case', first: 1, second: 0 }]);
    expect(clashes(['A', 'a/x'])).toEqual([{ kind: 'case', first: 0, second: 1 }]);
    expect(clashes(['a', 'a', 'a/b', 'A/b'])).toEqual([
      { kind: 'same', first: 0, second: 1 },
      { kind: 'folder', first: 0, second: 2 },
      { kind: 'case', first: 2, second: 3 },
    ]);
    expect(clashes(['a/b', 'a/c', 'ab', 'b/a', 'a!', 'a.b/c', 'a.b.c'])).toEqual([]);
  });

  it('clash when any two of them do, and not once all that are told of are gone', () => {
    const chance = random('paths');
    const clash = (a: string, b: string) => a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
    const anyOf = (list: readonly string[]) =>
      list.some((a, i) => list.some((b, j) => i < j && clash(fold(a), fold(b))));
    let clashing = 0;
    for (let n = 0; n < 5000; n++) {
      const part = () => chance.pick(['a', 'A', 'b', 'a!', 'a.b', 'é']);
      const list = Array.from({ length: 1 + chance.int(6) }, () =>
        Array.from({ length: 1 + chance.int(3) }, part).join('/'),
      );
      const found = clashes(list);
      expect(found.length > 0, list.join(' ')).toBe(anyOf(list));
      for (const { first, second, kind } of found) {
        expect(clash(fold(list[first]!), fold(list[second]!))).toBe(true);
        expect(clash(list[first]!, list[second]!), list.join(' ')).toBe(kind !== 'case');
      }
      expect(anyOf(list.filter((_path, at) => !found.some(({ second }) => second === at))), list.join(' ')).toBe(false);
      if (found.length) clashing++;
    }
    expect(clashing).toBeGreaterThan(1000);
  });

  it('are compared in no time, however deep they are', () => {
    const deep = Array.from({ length: 1000 }, (_, n) => `${n}/`.repeat(1000) + 'x');
    expect(clashes(deep)).toEqual([]);
    expect(clashes(['a/'.repeat(2_000_000), 'a'])).toHaveLength(1);
  });
});

describe('blobs of layouts', () => {
  it.each([
    [`/a/blobs/sha256/${'a'.repeat(64)}`, true],
    [`blobs/sha512/${'0'.repeat(128)}`, true],
    [`C:\\a\\blobs\\sha256\\${'a'.repeat(64)}`, true],
    [`/a/blobs/sha256/${'a'.repeat(63)}`, false],
    [`/a/blobs/sha256/${'a'.repeat(64)}.json`, false],
    [`/a/noblobs/sha256/${'a'.repeat(64)}`, false],
  ])('%s: %s', (path, expected) => expect(isBlobPath(path)).toBe(expected));
});
