import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../unit/oci/artifact';
import { folderWith, mof, type RunOptions } from './mof';

const FILES = { 'm/config.json': '{}', 'm/model.safetensors': 'weights', 'm/sub/run.py': 'print()' };

/** A folder with a model, and runs of `mof` in it. */
function scene(files: Record<string, string | Uint8Array> = {}) {
  const cwd = folderWith({ ...FILES, ...files });
  const run = (...args: string[]) => mof(args, { cwd });
  const as = (options: RunOptions, ...args: string[]) => mof(args, { cwd, ...options });
  const pack = (...args: string[]) => run('pack', 'm', '-t', 'v1', '--layout', 'oci', ...args);
  return { cwd, run, as, pack };
}

const report = ({ stdout }: { stdout: string }) => JSON.parse(stdout) as Record<string, unknown>;

describe('mof pack', () => {
  it('says what it packaged', () => {
    const { pack, run } = scene();
    const { code, stdout, stderr } = pack();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^v1: packed 3 files, 16 bytes, in oci\n {2}weight.config: 1 \(2 bytes\)\n/);
    expect(stdout).toMatch(/ {2}digest: sha256:[0-9a-f]{64}\n$/);
    expect(run('list', '--layout', 'oci').stdout).toMatch(/^v1\n {2}sha256:/);
  });
  it('prints JSON', () => {
    const { pack } = scene({ 'm/.git/config': '' });
    const printed = report(pack('--format', 'json', '-a', 'org.example=1', '--ignore-paths', 'm/sub'));
    expect(printed).toMatchObject({
      layout: 'oci',
      names: ['v1'],
      artifactType: 'application/vnd.cncf.model.manifest.v1+json',
      files: [
        {
          path: 'config.json',
          digest: digestOf('{}'),
          size: 2,
          mediaType: 'application/vnd.cncf.model.weight.config.v1.raw',
        },
        { path: 'model.safetensors', digest: digestOf('weights') },
      ],
      annotations: { 'org.example': '1' },
      ignored: ['.git/', 'sub/run.py'],
      warnings: [],
    });
  });
  it('gives the same digest again, also with another layout, name and folder', () => {
    const [one, other] = [scene(), scene()];
    // Times of files are part of an artifact.
    for (const { cwd } of [one, other])
      for (const name of Object.keys(FILES)) utimesSync(path.join(cwd, name), 1_750_000_000, 1_750_000_000);
    const digest = report(one.pack('--format', 'json')).digest;
    expect(report(one.pack('--format', 'json')).digest).toBe(digest);
    expect(report(other.run('pack', 'm', '-t', 'x:y', '--layout', 'elsewhere', '--format', 'json')).digest).toBe(
      digest,
    );
  });
  it('keeps models in a layout of your own when none is named', () => {
    const { cwd, as } = scene();
    const env = { XDG_DATA_HOME: path.join(cwd, 'data') };
    expect(as({ env }, 'pack', 'm', '-t', 'example.org/m:v1').code).toBe(0);
    expect(readdirSync(path.join(cwd, 'data/model-openness/models'))).toContain('oci-layout');
    expect(as({ env }, 'list').stdout).toContain('example.org/m:v1');
    expect(as({ env }, 'extract', 'example.org/m:v1', '--local', '-o', 'out').code).toBe(0);
    expect(as({ env: { XDG_DATA_HOME: path.join(cwd, 'none') } }, 'list')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('There is no image layout in'),
    });
  });
  it('leaves out a layout in the model', () => {
    const { run } = scene();
    for (let i = 0; i < 2; i++) {
      const printed = report(run('pack', 'm', '-t', 'v1', '--layout', 'm/oci', '--format', 'json'));
      expect(printed.files).toHaveLength(3);
    }
  });
  it('takes times from SOURCE_DATE_EPOCH', () => {
    const { as, cwd } = scene();
    const digests = ['100', '100', '200'].map((epoch, at) => {
      writeFileSync(path.join(cwd, 'm/config.json'), '{}');
      return report(as({ env: { SOURCE_DATE_EPOCH: epoch } }, 'pack', 'm', '--layout', `l${at}`, '--format', 'json'))
        .digest;
    });
    expect(digests[0]).toBe(digests[1]);
    expect(digests[0]).not.toBe(digests[2]);
    expect(as({ env: { SOURCE_DATE_EPOCH: 'now' } }, 'pack', 'm', '--layout', 'x')).toMatchObject({ code: 2 });
  });
  it('follows a Kitfile or Modelfile', () => {
    const { pack } = scene({
      'm/Modelfile': 'NAME aurora\nMODEL *.safetensors\n',
      'm/Kitfile': 'manifestVersion: 1.0.0\nmodel: {path: nothing}\n',
    });
    const printed = report(pack('-f', 'm/Modelfile', '--format', 'json'));
    expect(printed.files).toMatchObject([{ path: 'model.safetensors', classifiedBy: 'user' }]);
    expect(printed.annotations).toMatchObject({ 'org.cncf.modctl.modelfile': expect.stringContaining('NAME aurora') });
    expect(pack('-f', 'm/Kitfile')).toMatchObject({ code: 3, stderr: expect.stringContaining('m/Kitfile:2:') });
  });
  it.each([
    ['no model', ['pack', 'none', '--layout', 'oci'], 3, 'none does not exist'],
    ['a layout that is a folder with other things', ['pack', 'm', '--layout', 'other'], 2, 'with other things in it'],
    ['a layout that is a file', ['pack', 'm', '--layout', 'm/config.json'], 2, 'something is there already'],
    ['a layout that holds the model', ['pack', 'm', '--layout', '.'], 2, 'with other things in it'],
    ['no folder', ['pack', 'm', '--layout', ''], 2, '--layout names no folder'],
    ['a bad name', ['pack', 'm', '-t', 'a b', '--layout', 'oci'], 2, '"a b" cannot be the name'],
    ['a bad reference', ['pack', 'm', '-t', 'ghcr.io/UPPER:v1', '--layout', 'oci'], 2, 'is no repository'],
    ['a digest as name', ['pack', 'm', '-t', digestOf('x'), '--layout', 'oci'], 2, 'cannot be the name'],
    ['a bad annotation', ['pack', 'm', '-a', 'key', '--layout', 'oci'], 2, 'key=value'],
    ['an annotation twice', ['pack', 'm', '-a', 'k=1', '-a', 'k=2', '--layout', 'oci'], 2, 'given twice'],
    [
      'claims without a profile',
      ['pack', 'm', '--lifecycle', 'validated', '--layout', 'oci'],
      2,
      'belongs to --profile',
    ],
    ['a path to ignore elsewhere', ['pack', 'm', '--ignore-paths', 'other', '--layout', 'oci'], 2, 'not in the model'],
    [
      'a recipe that is none',
      ['pack', 'm', '-f', 'm/config.json', '--layout', 'oci'],
      3,
      'neither a Kitfile nor a Modelfile',
    ],
    ['no arguments', ['pack'], 2, "missing required argument 'model'"],
  ])('says what is wrong with %s', (_title, args, code, message) => {
    const { run, cwd } = scene({ 'other/thesis.tex': '' });
    expect(run(...args)).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
    expect(readdirSync(path.join(cwd, 'other'))).toEqual(['thesis.tex']);
  });
  it('says which file cannot be packaged', () => {
    const { pack, cwd, as } = scene();
    symlinkSync('config.json', path.join(cwd, 'm/link'));
    expect(pack()).toMatchObject({ code: 3, stderr: expect.stringContaining('mof: link is a symbolic link') });
    expect(pack('--allow-symlinks').code).toBe(0);
    chmodSync(path.join(cwd, 'm/config.json'), 0);
    chmodSync(cwd, 0o777);
    const denied = as({ unprivileged: true }, 'pack', 'm', '--allow-symlinks', '--layout', 'own');
    expect(denied).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('config.json cannot be read: permission denied'),
    });
  });
  it('says that a layout cannot be written', () => {
    const { pack, cwd, as } = scene();
    expect(pack().code).toBe(0);
    writeFileSync(path.join(cwd, 'm/new'), 'new');
    const denied = as({ unprivileged: true }, 'pack', 'm', '-t', 'v2', '--layout', 'oci');
    expect(denied).toMatchObject({ code: 3, stderr: expect.stringContaining('permission denied') });
    expect(
      as({ unprivileged: true }, 'extract', 'v1', '--layout', 'oci', '-o', path.join(folderWith({}), 'x')).code,
    ).toBe(3);
    expect(as({ unprivileged: true }, 'inspect', 'v1', '--layout', 'oci', '--verify').code).toBe(0);
  });
});

describe('mof extract', () => {
  it('writes the files, and says what was there', () => {
    const { pack, run, cwd } = scene();
    pack();
    expect(run('extract', 'v1', '--layout', 'oci', '-o', 'out').stdout).toMatch(
      /^v1: extracted 3 files, 16 bytes, to out\n/,
    );
    for (const [name, content] of Object.entries(FILES))
      expect(readFileSync(path.join(cwd, name.replace('m/', 'out/')), 'utf8')).toBe(content);
    rmSync(path.join(cwd, 'out/config.json'));
    expect(run('extract', 'v1', '--layout', 'oci', '-o', 'out').stdout).toContain('there already: 2');
    expect(report(run('extract', 'v1', '--layout', 'oci', '-o', 'out', '--format', 'json'))).toMatchObject({
      reference: 'v1',
      folder: 'out',
      files: [{ path: 'config.json', size: 2, present: true }, {}, {}],
      skipped: [],
    });
    expect(existsSync(path.join(cwd, 'out/.mof-extract'))).toBe(false);
  });
  it('writes into the current folder otherwise, and overwrites only when asked to', () => {
    const { pack, run, cwd } = scene({ 'config.json': 'mine' });
    pack();
    expect(run('extract', 'v1', '--layout', 'oci')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('other content named config.json'),
    });
    expect(existsSync(path.join(cwd, 'model.safetensors'))).toBe(false);
    expect(run('extract', 'v1', '--layout', 'oci', '--overwrite').code).toBe(0);
    expect(readFileSync(path.join(cwd, 'config.json'), 'utf8')).toBe('{}');
  });
  it('finds damaged content, and writes nothing', () => {
    const { pack, run, cwd } = scene();
    pack();
    const file = path.join(cwd, 'oci/blobs/sha256', digestOf('weights').slice(7));
    chmodSync(file, 0o644);
    writeFileSync(file, 'WEIGHTS');
    expect(run('extract', 'v1', '--layout', 'oci', '-o', 'out')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('should have the digest'),
    });
    expect(readdirSync(path.join(cwd, 'out'))).toEqual([]);
    expect(run('inspect', 'v1', '--layout', 'oci', '--verify')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('FAILED'),
    });
    writeFileSync(file, 'weigh');
    expect(run('extract', 'v1', '--layout', 'oci', '-o', 'out')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has 5 bytes, not 7'),
    });
    rmSync(file);
    expect(run('extract', 'v1', '--layout', 'oci', '-o', 'out')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is not in oci'),
    });
  });
  it.each([
    ['no such name', 'v2', 'There is no "v2" in oci; it has v1.'],
    ['no such digest', digestOf('x'), 'is not in oci'],
  ])('says that there is %s', (_title, name, message) => {
    const { pack, run } = scene();
    pack();
    for (const command of ['extract', 'inspect', 'remove'])
      expect(run(command, name, '--layout', 'oci')).toMatchObject({
        code: 3,
        stderr: expect.stringContaining(message),
      });
  });
});

describe('mof list, tag, inspect and remove', () => {
  it('work on names', () => {
    const { pack, run, cwd } = scene();
    pack();
    expect(run('tag', 'v1', 'v2', 'example.org/m:v3', '--layout', 'oci')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^v2, example.org\/m:v3: stands for sha256:/),
    });
    expect(
      (report(run('list', '--layout', 'oci', '--format', 'json')).artifacts as { name: string }[]).map(
        ({ name }) => name,
      ),
    ).toEqual(['v1', 'v2', 'example.org/m:v3']);
    expect(run('remove', 'v2', '--layout', 'oci').stdout).toBe(
      'v2: removed; nothing to clear away; it is still v1, example.org/m:v3\n',
    );
    const digest = report(run('inspect', 'v1', '--layout', 'oci', '--format', 'json')).digest as string;
    expect(report(run('remove', digest, '--layout', 'oci', '--format', 'json'))).toMatchObject({ blobs: 5, names: [] });
    expect(readdirSync(path.join(cwd, 'oci/blobs/sha256'))).toEqual([]);
    expect(run('list', '--layout', 'oci').stdout).toBe('oci: no artifact has a name\n');
  });
  it('show what an artifact is', () => {
    const { pack, run } = scene({ 'm/README.md': '---\nlicense: mit\n---\n# Aurora' });
    pack('-a', 'org.example=\u001b[31mred');
    const { stdout } = run('inspect', 'v1', '--layout', 'oci');
    expect(stdout).toContain('    title: Aurora\n');
    expect(stdout).toContain('    model.safetensors (weight, 7 bytes)\n');
    expect(stdout).toContain('    org.example: \\u{1b}[31mred\n');
    expect(report(run('inspect', 'v1', '--layout', 'oci', '--verify', '--format', 'json'))).toMatchObject({
      flavour: 'modelpack',
      config: { descriptor: { licenses: ['MIT'] } },
      layers: [{ path: 'config.json', kind: 'weight.config', untested: true }, {}, {}, {}],
      referrers: [],
      verification: { blobs: 6, problems: [] },
    });
  });
  it('say what is wrong with a layout', () => {
    const { pack, run, cwd } = scene();
    pack();
    const index = path.join(cwd, 'oci/index.json');
    const whole = readFileSync(index);
    writeFileSync(index, whole.subarray(0, 50));
    for (const args of [['list'], ['inspect', 'v1'], ['extract', 'v1'], ['tag', 'v1', 'v2'], ['remove', 'v1']])
      expect(mof([...args, '--layout', 'oci'], { cwd })).toMatchObject({
        code: 3,
        stdout: '',
        stderr: expect.stringContaining('is damaged, or another program is writing it'),
      });
    expect(readFileSync(index).length).toBe(50);
    writeFileSync(index, whole);
    const manifest = path.join(
      cwd,
      'oci/blobs/sha256',
      (report(run('list', '--layout', 'oci', '--format', 'json')).artifacts as { digest: string }[])[0]!.digest.slice(
        7,
      ),
    );
    rmSync(manifest);
    expect(run('list', '--layout', 'oci').stdout).toContain('its manifest cannot be read');
    expect(run('inspect', 'v1', '--layout', 'oci').code).toBe(3);
  });
  it('need a layout, and one that is verified is on this machine', () => {
    const { run } = scene();
    for (const command of ['list', 'ls'])
      expect(run(command, '--layout', 'm')).toMatchObject({
        code: 3,
        stderr: expect.stringContaining('m is no image layout'),
      });
  });
});
