// Kitfiles and Modelfiles that are made up, judged here and by KitOps and modctl themselves. Both are looked for where KIT
// and MODCTL name them, else in a cache, where `go build` in a module that requires them puts them:
//   go mod init peers && go mod edit -require github.com/kitops-ml/kitops@v1.15.0 -require github.com/modelpack/modctl@v0.2.2
//   go build -mod=mod -o ~/.cache/model-openness/go/bin/ github.com/kitops-ml/kitops github.com/modelpack/modctl
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { Folders } from '../../src/cli/lint/folders';
import { generateKitfile } from '../../src/core/oci/generate/kitfile';
import { generateModelfile } from '../../src/core/oci/generate/modelfile';
import { classifyFile } from '../../src/core/oci/modelpack/classify/classify';
import { type ModelInventory } from '../../src/core/oci/generate/inventory';
import { lintText } from '../lint';

const run = promisify(execFile);

/** A program by its variable, or where `go build` puts it. */
function programAt(variable: string, name: string): string {
  return process.env[variable] ?? path.join(homedir(), '.cache/model-openness/go/bin', name);
}

const KIT = programAt('KIT', 'kitops');
const MODCTL = programAt('MODCTL', 'modctl');
for (const [title, program, variable] of [
  ['KitOps', KIT, 'KIT'],
  ['modctl', MODCTL, 'MODCTL'],
])
  if (!existsSync(program!)) console.warn(`SKIPPED: verdicts of ${title}: it is not at ${program} (set ${variable})`);

const base = mkdtempSync(path.join(tmpdir(), 'recipes-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const FILES = [
  'model.safetensors',
  'config.json',
  'README.md',
  'my card.md',
  'a[1].txt',
  'src/train.py',
  'src/lib/load.py',
  'data/train.csv',
];
const folder = path.join(base, 'aurora');
for (const file of FILES) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), file);
}
const contents = new Folders().of(path.join(folder, 'Kitfile'));

/** Numbers that look random and are the same each time (Mulberry32). */
function numbers(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let x = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

/** Rules with an error finding; what the tool would not refuse for is left out. */
function errors(name: string, text: string, lenient: readonly string[]): string[] {
  const findings = lintText(text, { path: path.join(folder, name), folder: contents });
  return findings
    .filter(({ rule, severity }) => severity === 'error' && !lenient.includes(rule))
    .map(({ rule }) => rule);
}

/** Runs a tool; what it says where it refuses. */
async function verdict(program: string, args: string[]): Promise<string | undefined> {
  try {
    await run(program, args, {
      cwd: folder,
      timeout: 30_000,
      env: { ...process.env, KITOPS_HOME: path.join(base, 'kit') },
    });
    return undefined;
  } catch (error) {
    return (error as { stderr?: string; stdout?: string }).stderr || (error as Error).message;
  }
}

/** Compares verdicts on made-up texts; which ones differ, and how. */
async function compare(
  count: number,
  make: (next: () => number) => string,
  judge: (text: string) => string[],
  tool: (text: string, n: number) => Promise<string | undefined>,
) {
  const next = numbers(7);
  const texts = Array.from({ length: count }, () => make(next));
  const different: object[] = [];
  let refused = 0;
  for (const [n, text] of texts.entries()) {
    const ours = judge(text);
    const theirs = await tool(text, n);
    if (theirs !== undefined) refused++;
    if (ours.length > 0 !== (theirs !== undefined)) different.push({ text, ours, theirs });
  }
  return { different, refused, accepted: count - refused };
}

const pick = <T>(next: () => number, choices: readonly T[]): T => choices[Math.floor(next() * choices.length)]!;

/** Mostly the first choices, which are good; a text of bad ones alone would show nothing. */
function part(next: () => number, good: readonly string[], bad: readonly string[]): string {
  return next() < 0.88 ? pick(next, good) : pick(next, bad);
}

function kitfile(next: () => number): string {
  return [
    part(next, ['manifestVersion: 1.0.0', 'manifestVersion: 1.0', ''], ['manifestVersion: [1]', 'manifestversion: 1']),
    part(
      next,
      ['package: {name: a, version: 1.0, authors: [x]}', 'package:', '', 'package: {name: 2024-01-01}'],
      ['package: x', 'package: {author: x}', 'package: {authors: x}', 'package: {version: {a: 1}}', 'package: [a]'],
    ),
    part(
      next,
      [
        'model: {path: model.safetensors, parts: [{path: config.json, type: config}]}',
        'model: {path: ./model.safetensors, parameters: {a: [1, {b: c}]}}',
        'model: {path: model.safetensors, format: safetensors}',
        'model:',
      ],
      [
        'model: model.safetensors',
        'model: {path: gone.bin}',
        'model: {path: model.safetensors, parameters: {1: x}}',
        'model: {path: model.safetensors, parameters: {a: .inf}}',
        'model: {path: "*.safetensors"}',
        'model: {path: s3://bucket/key}',
        'model: {path: https://example.org/x}',
        'model: {path: model.safetensors, parts: [config.json]}',
        'model: {path: model.safetensors, parts: [{path: config.json, type: "a b"}]}',
        'model: {path: model.safetensors, parts: [{path: ./config.json}, {path: src/../config.json}]}',
        'model: {path: model.safetensors, licence: MIT}',
        'model: {path: ghcr.io/Example/x:1}',
      ],
    ),
    part(
      next,
      ['code: [{path: src, license: MIT}]', 'code:\n  - path: src/\n  - path: src/lib', 'code: []', ''],
      [
        'code: src',
        'code: {path: src}',
        'code: [{path: /etc/hostname}]',
        'code: [{path: src}, {path: src/}]',
        'code: [{dir: src}]',
        'code: [{path: ghcr.io/a/b:1}]',
      ],
    ),
    part(
      next,
      ['datasets: [{name: train, path: data}]', 'datasets: [{name: a, path: data}, {name: a, path: "a[1].txt"}]', ''],
      [
        'datasets: [{path: data, remoteHash: x}]',
        'datasets: [{path: d, remotePath: https://x/y}]',
        'datasets: [{path: d, remotePath: s3://a/b}]',
        'dataset: [{path: data}]',
      ],
    ),
    part(
      next,
      ['docs: [{path: README.md}]', 'docs: [{path: my card.md, description: x}]', ''],
      [
        'docs: [{path: README.md, license: MIT}]',
        'docs: [README.md]',
        'docs: [{path: readme.md}]',
        'docs: [{path: [README.md]}]',
      ],
    ),
    part(
      next,
      ['', 'prompts: [{path: README.md}]'],
      ['prompts: [{path: s3://a/b}]', 'mcpServers: [{name: a, path: README.md}]', 'mcpServers: [{path: x.mcpb}]'],
    ),
    '',
  ]
    .filter((line, index, all) => line !== '' || index === all.length - 1)
    .join('\n');
}

function modelfile(next: () => number): string {
  const lines = [
    part(
      next,
      ['NAME aurora', 'name "aurora 7b"', '# none', ''],
      ['NAME', 'NAME a b', 'NAME ""', 'NAME "a', 'TITLE a', 'NAME\taurora'],
    ),
    part(
      next,
      ['PARAMSIZE 7B', 'PARAMSIZE lots', 'PRECISION bf16', ''],
      ['PARAMSIZE 7 B', 'PARAMS 7B', 'NAME aurora\nNAME aurora'],
    ),
    part(
      next,
      ['MODEL model.safetensors', 'MODEL *.safetensors', 'model ./model.safetensors', 'MODEL *.gone'],
      ['MODEL gone.bin', 'MODEL [', 'MODEL *.safetensors # all', 'MODELS *.safetensors', 'FROM x'],
    ),
    part(
      next,
      ['CODE src/*.py', 'CODE src/lib/load.py', 'DOC my\\ card.md', 'DOC "my card.md"', 'CONFIG *.json'],
      ['DOC my card.md', 'CODE src\\train.py', 'CODE gone/train.py', 'DOC "README.md', 'COD src/*.py'],
    ),
    part(
      next,
      ['', '  \t ', '#', 'DOC a\\\\[1\\\\].txt', 'DOC README.md\r', 'DOC README.md\nDOC README.md'],
      ['what is this', 'DOC a[1.txt'],
    ),
  ];
  return `${lines.join('\n')}\n`;
}

const inventory: ModelInventory = {
  folder: 'aurora',
  files: FILES.map((file) => ({
    path: file,
    size: file.length,
    class: classifyFile({ path: file, size: file.length }),
  })),
  facts: { descriptor: { name: 'Aurora: 7B', licenses: ['MIT'] }, config: { format: 'safetensors' } },
};

describe.skipIf(!existsSync(KIT))('KitOps', { timeout: 240_000 }, () => {
  const pack = async (text: string, n: number | string) => {
    const file = path.join(base, `Kitfile-${n}`);
    writeFileSync(file, text);
    return verdict(KIT, ['pack', '.', '-f', file, '-t', 'localhost/interop:1', '--progress', 'none']);
  };

  it('refuses the Kitfiles that have an error here, and no others', async () => {
    const { different, refused, accepted } = await compare(120, kitfile, (text) => errors('Kitfile', text, []), pack);
    console.log(`KitOps: ${accepted} Kitfiles accepted, ${refused} refused, ${different.length} judged differently`);
    expect(different).toEqual([]);
    expect(Math.min(accepted, refused)).toBeGreaterThan(30);
  });

  it('takes a path that leads out of the folder, which is an error here: it packs an empty layer', async () => {
    const text = 'manifestVersion: 1.0.0\ncode:\n  - path: ../aurora/src\n';
    expect(await pack(text, 'out')).toBeUndefined();
    expect(errors('Kitfile', text, [])).toEqual(['kitfile/path-escapes']);
  });

  it('packs what is generated here', async () => expect(await pack(generateKitfile(inventory), 'own')).toBeUndefined());
});

describe.skipIf(!existsSync(MODCTL))('modctl', { timeout: 240_000 }, () => {
  const build = async (text: string, n: number | string) => {
    const file = path.join(base, `Modelfile-${n}`);
    writeFileSync(file, text);
    const places = ['--storage-dir', path.join(base, 'modctl'), '--log-dir', path.join(base, 'log')];
    return verdict(MODCTL, ['build', '-t', 'localhost/interop:1', '-f', file, '--no-progress', ...places, '.']);
  };

  it('refuses the Modelfiles that have an error here, and no others', async () => {
    const { different, refused, accepted } = await compare(
      120,
      modelfile,
      (text) => errors('Modelfile', text, []),
      build,
    );
    console.log(`modctl: ${accepted} Modelfiles accepted, ${refused} refused, ${different.length} judged differently`);
    expect(different).toEqual([]);
    expect(Math.min(accepted, refused)).toBeGreaterThan(30);
  });

  it.each([
    ['modelfile/path-escapes', 'MODEL ../aurora/model.safetensors\n'],
    ['modelfile/absolute-path', `MODEL ${folder}/model.safetensors\n`],
    ['modelfile/path-not-found', 'MODEL model.safetensors\nDATASET gone.csv\n'],
  ])('takes what is %s here', async (rule, text) => {
    expect(await build(text, rule.replace('/', '-'))).toBeUndefined();
    expect(errors('Modelfile', text, [])).toEqual([rule]);
  });

  it('builds what is generated here', async () => {
    expect(await build(generateModelfile(inventory), 'own')).toBeUndefined();
    const { stdout } = await run(MODCTL, [
      'inspect',
      'localhost/interop:1',
      '--storage-dir',
      path.join(base, 'modctl'),
      '--log-dir',
      path.join(base, 'log'),
    ]);
    const { Layers: layers } = JSON.parse(stdout) as { Layers: { Filepath: string }[] };
    // modctl leaves out what DATASET names.
    const packed = inventory.files.filter((file) => file.class.kind !== 'dataset').map((file) => file.path);
    expect(layers.map(({ Filepath }) => Filepath).sort()).toEqual(packed.sort());
  });
});
