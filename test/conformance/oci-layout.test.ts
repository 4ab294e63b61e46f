// What `mof pack` writes, held against the image specification, skopeo, and the stores of KitOps and modctl. Those two are
// looked for where KIT and MODCTL name them, else in a cache (see recipes-interop.test.ts).
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Layout } from '../../src/node/oci/layout/layout';
import { folderWith, mof } from '../cli/mof';
import { describeWithCorpus } from '../corpus';
import { imageSpecSchema } from '../unit/oci/image-spec';

const EXAMPLE = path.join(__dirname, '../../examples/aurora-7b');

/** A model with documents, folders and equal files, and a layout that it is packaged in. */
function packed(): { cwd: string; model: string; root: string } {
  const cwd = folderWith({
    'm/model.safetensors': Buffer.alloc(3_000_000, 'weights'),
    'm/config.json': '{"model_type":"llama"}',
    'm/sub/deep/run.py': 'print()',
    'm/a.txt': 'same',
    'm/b.txt': 'same',
    'm/empty': '',
  });
  cpSync(EXAMPLE, path.join(cwd, 'm'), { recursive: true });
  expect(mof(['pack', 'm', '-t', 'v1', '--layout', 'oci'], { cwd }).code).toBe(0);
  return { cwd, model: path.join(cwd, 'm'), root: path.join(cwd, 'oci') };
}

const json = (...parts: string[]) => JSON.parse(readFileSync(path.join(...parts), 'utf8')) as Record<string, unknown>;
const blobFile = (root: string, digest: string) => path.join(root, 'blobs', digest.replace(':', '/'));

/** Path to content of all files in a folder. */
function tree(folder: string): Record<string, string> {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    statSync(path.join(folder, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]));
}

describeWithCorpus('the image layout', 'oci-image-spec', () => {
  it('is valid, with its index and its manifests', async () => {
    const { root } = packed();
    const layout = imageSpecSchema('image-layout-schema.json');
    const index = imageSpecSchema('image-index-schema.json');
    const manifest = imageSpecSchema('image-manifest-schema.json');
    expect(layout(json(root, 'oci-layout')), JSON.stringify(layout.errors)).toBe(true);
    expect(index(json(root, 'index.json')), JSON.stringify(index.errors)).toBe(true);
    const manifests = await Layout.open(root).manifests();
    // The model, and its bill of materials as an attachment.
    expect(manifests).toHaveLength(2);
    for (const { digest } of manifests)
      expect(manifest(json(blobFile(root, digest))), JSON.stringify(manifest.errors)).toBe(true);
  });
});

const SKOPEO = programAt('SKOPEO', 'skopeo');
if (!SKOPEO) console.warn('SKIPPED: skopeo: it is not installed (apt-get install skopeo)');

describe.skipIf(!SKOPEO)('skopeo', () => {
  const skopeo = (...args: string[]) => execFileSync(SKOPEO!, args, { stdio: ['ignore', 'pipe', 'pipe'] });

  it('shows the manifest as it was written', () => {
    const { root } = packed();
    const { digest } = (json(root, 'index.json').manifests as { digest: string; annotations?: object }[]).find(
      (each) => each.annotations,
    )!;
    expect(skopeo('inspect', '--raw', `oci:${root}:v1`).equals(readFileSync(blobFile(root, digest)))).toBe(true);
  });
  it('copies out of the layout, and what it copies is read here', async () => {
    const { cwd, root, model } = packed();
    const copy = path.join(cwd, 'copy');
    skopeo('copy', '-q', '--insecure-policy', `oci:${root}:v1`, `oci:${copy}:v1`);
    const [ours, theirs] = [Layout.open(root), Layout.open(copy)];
    expect((await theirs.resolve('v1')).digest).toBe((await ours.resolve('v1')).digest);
    expect((await theirs.verify(undefined)).problems).toEqual([]);
    expect(mof(['extract', 'v1', '--layout', 'copy', '-o', 'out'], { cwd }).code).toBe(0);
    expect(tree(path.join(cwd, 'out'))).toEqual(tree(model));
  });
  it('copies into the layout, and both keep what the other wrote', async () => {
    const { cwd, root } = packed();
    const other = path.join(cwd, 'other');
    skopeo('copy', '-q', '--insecure-policy', `oci:${root}:v1`, `oci:${other}:theirs`);
    skopeo('copy', '-q', '--insecure-policy', `oci:${other}:theirs`, `oci:${root}:theirs`);
    expect(mof(['tag', 'theirs', 'ours', '--layout', 'oci'], { cwd }).code).toBe(0);
    skopeo('copy', '-q', '--insecure-policy', `oci:${root}:ours`, `oci:${other}:again`);
    const layout = Layout.open(root);
    expect([...(await layout.tags())].sort()).toEqual(['ours', 'theirs', 'v1']);
    const { digest } = await layout.resolve('v1');
    for (const name of ['ours', 'theirs']) expect((await layout.resolve(name)).digest).toBe(digest);
    expect((await layout.verify(undefined)).problems).toEqual([]);
    expect((await Layout.open(other).resolve('again')).digest).toBe(digest);
  });
});

const ORAS = programAt('ORAS', 'oras');
if (!ORAS) console.warn('SKIPPED: oras: it is not in the cache (set ORAS)');

describe.skipIf(!ORAS)('oras', () => {
  const oras = (cwd: string, ...args: string[]) =>
    execFileSync(ORAS!, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });

  it('extracts all files from the layout, and finds what is attached', () => {
    const { cwd, model } = packed();
    oras(cwd, 'pull', '--oci-layout', 'oci:v1', '-o', 'out', '--no-tty');
    expect(tree(path.join(cwd, 'out'))).toEqual(tree(model));
    const found = JSON.parse(oras(cwd, 'discover', '--oci-layout', 'oci:v1', '--format', 'json').toString()) as object;
    const listed = JSON.parse(mof(['discover', 'v1', '--layout', 'oci', '--format', 'json'], { cwd }).stdout) as object;
    const digests = (report: object) =>
      JSON.stringify(report)
        .match(/sha256:[0-9a-f]{64}/g)
        ?.slice(-1);
    expect(digests(found)).toEqual(digests(listed));
  });
  it('writes layouts that are read here, folders and all', async () => {
    const { cwd, model } = packed();
    oras(path.join(cwd, 'm'), 'push', '--oci-layout', '../theirs:v1', './', '--no-tty', '--disable-path-validation');
    oras(
      path.join(cwd, 'm'),
      'attach',
      '--oci-layout',
      '../theirs:v1',
      '--artifact-type',
      'application/spdx+json',
      'config.json',
      '--no-tty',
    );
    expect(mof(['extract', 'v1', '--layout', 'theirs', '-o', 'out'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(tree(path.join(cwd, 'out'))).toEqual(tree(model));
    const layout = Layout.open(path.join(cwd, 'theirs'));
    expect(await layout.referrers(await layout.resolve('v1'))).toMatchObject([
      { artifactType: 'application/spdx+json' },
    ]);
    expect((await layout.verify(undefined)).problems).toEqual([]);
  });
});

const KIT = programAt('KIT', 'kitops');
const MODCTL = programAt('MODCTL', 'modctl');
for (const [title, program, variable] of [
  ['the store of KitOps', KIT, 'KIT'],
  ['the store of modctl', MODCTL, 'MODCTL'],
])
  if (!program) console.warn(`SKIPPED: ${title}: its program is not in the cache (set ${variable})`);

/** The files that each of the tools packages. */
const FILES = { 'model.safetensors': 'weights', 'config.json': '{}', 'README.md': '# Model', 'sub/run.py': 'print()' };
const modelOf = (recipe: string, text: string) =>
  folderWith({
    ...Object.fromEntries(Object.entries(FILES).map(([name, content]) => [`m/${name}`, content])),
    [`m/${recipe}`]: text,
  });
const without = (files: Record<string, string>, recipe: string) =>
  Object.fromEntries(Object.entries(files).filter(([name]) => name !== recipe));

describe.skipIf(!KIT)('KitOps', () => {
  const kitfile = [
    'manifestVersion: 1.0.0',
    'package: {name: peer}',
    'model: {path: model.safetensors, parts: [{path: config.json}]}',
    'code: [{path: sub}]',
    'docs: [{path: README.md}]',
  ].join('\n');

  it.each([
    ['ModelKits', []],
    ['compressed ModelKits', ['--compression', 'gzip']],
    ['ModelPacks', ['--use-model-pack']],
    ['ModelPacks with zstd', ['--use-model-pack', '--compression', 'zstd']],
  ])('keeps %s, which are read, verified and extracted', (_title, options) => {
    const cwd = modelOf('Kitfile', kitfile);
    const env = { ...process.env, KITOPS_HOME: path.join(cwd, 'kit') };
    execFileSync(KIT!, ['pack', 'm', '-t', 'example.org/peer:v1', ...options], { cwd, env, stdio: 'pipe' });
    const listed = mof(['list', '--layout', 'kit', '--format', 'json'], { cwd });
    expect(JSON.parse(listed.stdout)).toMatchObject({ artifacts: [{ name: 'example.org/peer:v1' }] });
    expect(mof(['inspect', 'example.org/peer:v1', '--layout', 'kit', '--verify'], { cwd })).toMatchObject({ code: 0 });
    expect(mof(['extract', 'example.org/peer:v1', '--layout', 'kit', '-o', 'out'], { cwd })).toMatchObject({ code: 0 });
    expect(without(tree(path.join(cwd, 'out')), 'Kitfile')).toEqual(FILES);
    expect(mof(['tag', 'example.org/peer:v1', 'v2', '--layout', 'kit'], { cwd }).stderr).toContain('only read here');
  });
});

describe.skipIf(!MODCTL)('modctl', () => {
  const modelfile = 'NAME peer\nMODEL model.safetensors\nCONFIG config.json\nDOC README.md\nCODE sub/run.py\n';

  it.each([
    ['files', []],
    ['archives', ['--raw=false']],
  ])('keeps %s, which are read, verified and extracted', (_title, options) => {
    const cwd = modelOf('Modelfile', modelfile);
    const store = ['--storage-dir', path.join(cwd, 'modctl'), '--log-dir', path.join(cwd, 'log')];
    execFileSync(MODCTL!, [...store, 'build', '-t', 'example.org/peer:v1', '-f', 'm/Modelfile', ...options, 'm'], {
      cwd,
      stdio: 'pipe',
    });
    const listed = mof(['list', '--layout', 'modctl', '--format', 'json'], { cwd });
    expect(JSON.parse(listed.stdout)).toMatchObject({ artifacts: [{ name: 'example.org/peer:v1' }] });
    expect(mof(['inspect', 'example.org/peer:v1', '--layout', 'modctl', '--verify'], { cwd })).toMatchObject({
      code: 0,
    });
    expect(mof(['extract', 'example.org/peer:v1', '--layout', 'modctl', '-o', 'out'], { cwd })).toMatchObject({
      code: 0,
    });
    expect(tree(path.join(cwd, 'out'))).toEqual(FILES);
  });
});

/** A program by its variable, on the path, or in the cache; undefined where it is nowhere. */
function programAt(variable: string, name: string): string | undefined {
  const cached = path.join(homedir(), '.cache/model-openness/go/bin', name);
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return [process.env[variable], cached, ...folders.map((folder) => path.join(folder, name))].find(
    (file) => file !== undefined && existsSync(file),
  );
}
