import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { end, type FakeRegistry } from '../registry/fake-registry';
import { fakeRegistry } from '../registry/scene';
import { newAuthority } from '../unit/signing/pki';
import { folderWith, mof, mofBeside, type Outcome } from './mof';

const NAME = 'lab/aurora';

/** A folder with a packed model, and a registry that has nothing yet. */
async function scene(options = {}): Promise<{ cwd: string; fake: FakeRegistry; ref: string }> {
  const fake = await fakeRegistry(options);
  const ref = `${fake.host}/${NAME}:v1`;
  const cwd = folderWith({ 'm/model.safetensors': 'weights', 'm/config.json': '{"a":1}' });
  expect(mof(['pack', 'm', '--layout', 'lay', '--tag', ref], { cwd })).toMatchObject({ code: 0 });
  return { cwd, fake, ref };
}

const push = (cwd: string, ref: string, ...args: string[]) =>
  mofBeside(['push', ref, '--layout', 'lay', ...args], { cwd });

function jsonOf({ code, stdout, stderr }: Outcome) {
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('mof push, pull and copy', () => {
  it('say what they did', async () => {
    const { cwd, ref } = await scene();
    const pushed = await push(cwd, ref);
    expect(pushed).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        new RegExp(`^${ref}: pushed 3 files, \\d+ bytes\\n  digest: sha256:[0-9a-f]{64}\\n$`),
      ),
      stderr: '',
    });
    const again = jsonOf(await push(cwd, ref, '--format', 'json'));
    expect(again).toEqual({
      reference: ref,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: expect.stringMatching(/^sha256:/),
      size: expect.any(Number),
      manifests: 1,
      blobs: 3,
      present: 3,
      bytes: expect.any(Number),
    });
    const pulled = await mofBeside(['pull', ref, '--layout', 'back'], { cwd });
    expect(pulled).toMatchObject({ code: 0, stdout: expect.stringContaining(`${ref}: pulled 3 files`) });
    const digest = String(again.digest);
    const byDigest = await mofBeside(['pull', `${ref}@${digest}`, '--layout', 'other', '--format', 'json'], { cwd });
    expect(jsonOf(byDigest)).toMatchObject({ digest, reference: `${ref}@${digest}` });
  });
  it('keep the tag of a copy that is given none', async () => {
    const { cwd, fake, ref } = await scene();
    await push(cwd, ref);
    const copy = await mofBeside(['copy', ref, `${fake.host}/lab/copy`, '--format', 'json'], { cwd });
    expect(jsonOf(copy).reference).toBe(`${fake.host}/lab/copy:v1`);
    expect(fake.manifestsOf('lab/copy').has('v1')).toBe(true);
    expect(fake.lines.filter((line) => line.startsWith('PUT') && line.includes('lab/copy/blobs'))).toEqual([]);
  });
  it('copy from layout to layout', async () => {
    const { cwd, ref } = await scene();
    const { code } = await mofBeside(['cp', ref, 'mine', '--from-layout', 'lay', '--to-layout', 'new'], { cwd });
    expect(code).toBe(0);
    const back = await mofBeside(['copy', 'mine', 'again', '--from-layout', 'new', '--to-layout', 'third'], { cwd });
    expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('again: copied 3 files') });
  });
  it('end with 1 when the registry has other content, and keep none of it', async () => {
    const { cwd, fake, ref } = await scene();
    await push(cwd, ref);
    for (const [digest, bytes] of fake.blobsOf(NAME)) fake.blobsOf(NAME).set(digest, Buffer.alloc(bytes.length));
    const { code, stderr } = await mofBeside(['pull', ref, '--layout', 'back'], { cwd });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/sha256:/)]);
    expect(await mofBeside(['discover', ref, '--layout', 'back'], { cwd })).toMatchObject({ code: 3 });
  });
  it('tell when they try again, and go on', async () => {
    const { cwd, fake, ref } = await scene();
    fake.answering(({ method }) => method === 'PUT', 503);
    const { code, stderr } = await push(cwd, ref);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^mof: .*trouble of its own.* Trying again in [\d.]+ s\.\n$/),
    ]);
  });
  it('let nothing of what a registry says rewrite the terminal', async () => {
    const { cwd, fake, ref } = await scene();
    fake.answering(
      ({ method }) => method !== 'HEAD',
      403,
      {},
      '{"errors":[{"code":"DENIED","message":"\\u001b[2Jno\\nmof: all is well"}]}',
      9,
    );
    const { code, stderr } = await push(cwd, ref);
    expect([code, stderr]).toEqual([3, expect.stringContaining('\\u{1b}[2Jno')]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
  it.each([
    ['no tag', ['push', 'localhost:1/lab/a'], 2, 'names neither a tag nor a digest'],
    ['no registry', ['push', 'lab/a:v1'], 2, 'it names no registry'],
    ['a URL', ['pull', 'https://ghcr.io/a/b:v1'], 2, 'leave out "https://"'],
    ['capitals', ['pull', 'ghcr.io/Lab/a:v1'], 2, 'is no repository'],
    [
      'no such artifact',
      ['push', 'localhost:1/lab/a:v1', '--layout', 'lay'],
      3,
      'There is no "localhost:1/lab/a:v1" in lay',
    ],
    ['no layout', ['push', 'localhost:1/lab/a:v1', '--layout', 'none'], 3, 'none'],
    ['nobody there', ['pull', 'localhost:1/lab/a:v1', '--layout', 'back'], 3, 'Nothing answers at localhost:1'],
    ['no number', ['pull', 'localhost:1/lab/a:v1', '--concurrency', '0'], 2, 'from 1 to 32'],
    ['no user', ['pull', 'localhost:1/lab/a:v1', '--password-stdin'], 2, 'goes with --username'],
    ['no password', ['pull', 'localhost:1/lab/a:v1', '-u', 'alice'], 2, 'MOF_REGISTRY_PASSWORD'],
    ['an empty password', ['pull', 'localhost:1/lab/a:v1', '-u', 'alice', '--password-stdin'], 2, 'needs a password'],
    ['no file of authorities', ['pull', 'localhost:1/lab/a:v1', '--ca-file', 'none.pem'], 3, 'none.pem does not exist'],
    ['no authorities', ['pull', 'localhost:1/lab/a:v1', '--ca-file', 'm/config.json'], 2, 'holds no certificate'],
    ['damaged authorities', ['pull', 'localhost:1/lab/a:v1', '--ca-file', 'bad.pem'], 2, 'is damaged'],
    ['one argument', ['copy', 'localhost:1/lab/a:v1'], 2, "missing required argument 'to'"],
  ])('refuse %s', async (_title, args, code, message) => {
    const { cwd } = await scene();
    writeFileSync(path.join(cwd, 'bad.pem'), newAuthority().pem.replace(/^M.{30}/m, 'AAAA'));
    expect(await mofBeside(args, { cwd })).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });
  it('ask the registry for nothing when the layout has nothing', async () => {
    const { cwd, fake } = await scene();
    expect(await push(cwd, `${fake.host}/lab/none:v1`)).toMatchObject({ code: 3 });
    expect(fake.seen).toEqual([]);
  });
  it('never show a password', async () => {
    const { cwd, fake, ref } = await scene();
    fake.intercept((request, response) => {
      request.resume();
      end(response, 401, { 'WWW-Authenticate': 'Basic realm="x"' });
      return true;
    });
    const args = ['push', ref, '--layout', 'lay', '--username', 'alice', '--password-stdin'];
    const { code, stdout, stderr } = await mofBeside(args, { cwd, input: 'hunter2\n' });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('does not accept the credentials from --username');
    expect(stderr).not.toContain('hunter2');
    expect(fake.seen.at(-1)!.headers.authorization).toBe(`Basic ${Buffer.from('alice:hunter2').toString('base64')}`);
  });
});

describe('mof attach and discover', () => {
  const FILES: Record<string, [content: string, type: string]> = {
    'bom.cdx.json': ['{"bomFormat":"CycloneDX","specVersion":"1.6"}', 'application/vnd.cyclonedx+json'],
    'bom.spdx.json': [
      '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}',
      'application/spdx+json',
    ],
    'model.sig': [
      `{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","dsseEnvelope":{"payload":"${Buffer.from('{"predicateType":"https://model_signing/signature/v1.0"}').toString('base64')}"}}`,
      'application/vnd.dev.sigstore.bundle.v0.3+json',
    ],
    'provenance.intoto.json': [
      '{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1"}',
      'application/vnd.in-toto+json',
    ],
  };

  it.each([false, true])('tell what a file is; with a registry that knows referrers: %s', async (referrers) => {
    const { cwd, ref } = await scene({ referrers });
    await push(cwd, ref);
    for (const [name, [content, type]] of Object.entries(FILES)) {
      writeFileSync(path.join(cwd, name), content);
      const attached = jsonOf(await mofBeside(['attach', ref, name, '--format', 'json'], { cwd }));
      expect(attached).toMatchObject({ artifactType: type, files: [{ title: name, mediaType: type }] });
    }
    const found = jsonOf(await mofBeside(['discover', ref, '--format', 'json'], { cwd })) as {
      referrers: { artifactType: string; annotations: Record<string, string> }[];
    };
    expect(found.referrers.map(({ artifactType }) => artifactType).sort()).toEqual(
      Object.values(FILES)
        .map(([, type]) => type)
        .sort(),
    );
    const signature = found.referrers.find(({ artifactType }) => artifactType.includes('sigstore'))!;
    expect(signature.annotations).toMatchObject({
      'dev.sigstore.bundle.predicateType': 'https://model_signing/signature/v1.0',
      'org.opencontainers.image.created': expect.stringMatching(/^\d{4}-/),
    });
    const only = await mofBeside(['discover', ref, '--artifact-type', 'application/spdx+json'], { cwd });
    expect(only.stdout).toMatch(/^.*\(sha256:[0-9a-f]{64}\)\n└── application\/spdx\+json\n {4}sha256:/);
  });
  it('work in a layout', async () => {
    const { cwd, ref } = await scene();
    writeFileSync(path.join(cwd, 'note.txt'), 'a note');
    const args = [
      'attach',
      ref,
      'note.txt:text/plain',
      'm/config.json',
      '--layout',
      'lay',
      '--artifact-type',
      'a/b',
      '-a',
      'k=v=w',
    ];
    expect(await mofBeside(args, { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('attached note.txt, config.json as a/b'),
    });
    const found = jsonOf(await mofBeside(['discover', ref, '--layout', 'lay', '--format', 'json'], { cwd }));
    expect(found.referrers).toMatchObject([{ artifactType: 'a/b', annotations: { k: 'v=w' }, referrers: [] }]);
  });
  it('say when nothing is attached', async () => {
    const { cwd, ref } = await scene();
    expect(await mofBeside(['discover', ref, '--layout', 'lay'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing is attached'),
    });
  });
  it('show names that would rewrite the terminal as what they are', async () => {
    const { cwd, ref } = await scene();
    const args = ['attach', ref, 'm/config.json', '--layout', 'lay', '--artifact-type', 'a/b', '-a', 'x=\u001b[2J'];
    expect(await mofBeside(args, { cwd })).toMatchObject({ code: 0 });
    const { stdout } = await mofBeside(['discover', ref, '--layout', 'lay'], { cwd });
    expect(stdout).toContain('x: \\u{1b}[2J');
  });
  it.each([
    ['a file that says nothing', ['m/config.json'], 2, 'by --artifact-type'],
    ['several files of no type', ['m/config.json', 'bom.json'], 2, 'by --artifact-type'],
    ['a type that is none', ['m/config.json', '--artifact-type', 'x'], 2, 'is no media type'],
    ['two files of one name', ['m/config.json', 'n/config.json', '--artifact-type', 'a/b'], 2, 'called config.json'],
    ['a folder', ['m', '--artifact-type', 'a/b'], 3, 'm is'],
    ['a file that is not there', ['none', '--artifact-type', 'a/b'], 3, 'none does not exist'],
    ['a pipe', ['pipe', '--artifact-type', 'a/b'], 3, 'pipe is no regular file'],
    ['an annotation without a value', ['bom.json', '-a', 'x'], 2, 'key=value'],
    ['an artifact that is not there', ['bom.json'], 3, 'There is no "localhost:1/a/b:v1"', 'localhost:1/a/b:v1'],
  ])('refuse %s', async (_title, args, code, message, name?: string) => {
    const { cwd, ref } = await scene();
    writeFileSync(path.join(cwd, 'bom.json'), '{"bomFormat":"CycloneDX"}');
    mkdirSync(path.join(cwd, 'n'));
    writeFileSync(path.join(cwd, 'n/config.json'), '{}');
    if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(cwd, 'pipe')]);
    const outcome = await mofBeside(['attach', name ?? ref, ...args, '--layout', 'lay'], { cwd });
    expect(outcome).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });
  it('make no layout by looking into one', async () => {
    const { cwd, ref } = await scene();
    expect(await mofBeside(['discover', ref, '--layout', 'none'], { cwd })).toMatchObject({ code: 3 });
    expect(existsSync(path.join(cwd, 'none'))).toBe(false);
  });
});
