// Documents that are made from a folder on disk, and brought up to date with it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { corpus } from '../corpus';
import { cycloneDxErrors, spdxErrors } from '../unit/bom/schemas';
import { folderWith, lintJson, mof } from './mof';

const CARD = `---
license: apache-2.0
pipeline_tag: text-classification
library_name: transformers
datasets:
  - example/reviews
model-index:
  - name: kind-reviews
    results:
      - task: { type: text-classification }
        dataset: { name: Reviews, type: example/reviews, split: test }
        metrics:
          - { type: accuracy, value: 0.93 }
---
# Kind reviews

Tells whether reviews are kind.

## Limitations

Only English.
`;

/** Weights in the format of safetensors: the length of the header, the header, and four numbers. */
function weights(value = 0): Uint8Array {
  const header = Buffer.from(JSON.stringify({ a: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(16, value)]);
}

function modelFolder(): string {
  const cwd = folderWith({
    'README.md': CARD,
    'config.json': JSON.stringify({ architectures: ['BertForSequenceClassification'], model_type: 'bert' }),
  });
  writeFileSync(path.join(cwd, 'model.safetensors'), weights());
  return cwd;
}

const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');
const TO_DO = /\/to-do$|^mof\/missing-components$|^license\/content-type$|\/unpacked-file$/;

it('mof init writes a MOF configuration and recipes without findings, and tells what is left to do', () => {
  const cwd = modelFolder();
  const { code, stdout } = mof(['init', '--kitfile', '--modelfile', '--no-git'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('mof.yml:');
  expect(stdout).toContain('Say who releases the model');
  expect(read(cwd, 'mof.yml')).toContain('name: kind-reviews');
  expect(read(cwd, 'Kitfile')).toContain('path: model.safetensors');
  expect(read(cwd, 'Modelfile')).toContain('MODEL model.safetensors');
  const { findings } = lintJson([], { cwd });
  expect(findings.filter(({ rule }) => !TO_DO.test(rule))).toEqual([]);
  // What is there is not replaced.
  const before = read(cwd, 'mof.yml');
  const again = mof(['init', '--no-git'], { cwd });
  expect([again.code, again.stderr]).toEqual([2, 'mof: mof.yml is there already; --force replaces it\n']);
  expect(read(cwd, 'mof.yml')).toBe(before);
});

it('mof init writes all of what is asked for, or nothing', () => {
  const taken = '.github/workflows/release-model.yml';
  for (const [name, code, message] of [
    [taken, 2, `${taken} is there already and was left as it is`],
    ['.github', 3, '.github is a file, not a folder'],
  ] as const) {
    const cwd = modelFolder();
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), 'mine');
    const outcome = mof(['init', '--ci', 'github', '--kitfile', '--no-git'], { cwd });
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toContain(message);
    expect(readdirSync(cwd).sort()).toEqual(['.github', 'README.md', 'config.json', 'model.safetensors']);
    expect(read(cwd, name)).toBe('mine');
  }
});

it('mof bom generate writes valid documents with the hashes of the files', () => {
  const cwd = modelFolder();
  const spdx = mof(['bom', 'generate', '--no-git', '--output', 'bom.spdx3.json'], { cwd });
  expect([spdx.code, spdx.stderr]).toEqual([0, '']);
  const cyclonedx = mof(['bom', 'generate', '.', '--format', 'cyclonedx', '--spec-version', '1.7', '--no-git'], {
    cwd,
  });
  expect(cyclonedx.code).toBe(0);
  expect(cycloneDxErrors(JSON.parse(cyclonedx.stdout), '1.7')).toEqual([]);
  const text = read(cwd, 'bom.spdx3.json');
  if (existsSync(corpus('spdx/official'))) expect(spdxErrors(JSON.parse(text))).toEqual([]);
  const [, sum] = /"name": "model\.safetensors",[^]*?"hashValue": "([0-9a-f]{64})"/.exec(text)!;
  expect(cyclonedx.stdout).toContain(sum!);
  expect(text).toContain('"key": "accuracy (example/reviews, test)"');
  const { findings } = lintJson(['bom.spdx3.json'], { cwd });
  expect(findings.filter(({ rule }) => !TO_DO.test(rule))).toEqual([]);
  const wrong = mof(['bom', 'generate', '--spec-version', '1.6'], { cwd });
  expect([wrong.code, wrong.stderr]).toEqual([2, 'mof: --spec-version is for --format cyclonedx\n']);
});

it('mof bom update follows the folder, keeps hand edits, and says when there is nothing to do', () => {
  const cwd = modelFolder();
  mof(['init', '--no-git'], { cwd });
  mof(['bom', 'generate', '--no-git', '--output', 'bom.spdx3.json'], { cwd });
  mof(['bom', 'generate', '--no-git', '--format', 'cyclonedx', '--output', 'bom.cdx.json'], { cwd });
  const update = (file: string, ...flags: string[]) => mof(['bom', 'update', file, '--no-git', ...flags], { cwd });
  const files = ['mof.yml', 'bom.spdx3.json', 'bom.cdx.json'];
  for (const file of files) expect([update(file, '--check').code, file]).toEqual([0, file]);
  const edited = read(cwd, 'mof.yml').replace(/producer: .*/, 'producer: Example Lab # by hand');
  writeFileSync(path.join(cwd, 'mof.yml'), edited);
  writeFileSync(path.join(cwd, 'README.md'), CARD.replace('apache-2.0', 'mit').replace('0.93', '0.94'));
  writeFileSync(path.join(cwd, 'model.safetensors'), weights(1));
  for (const file of files) {
    const before = read(cwd, file);
    const checked = update(file, '--check');
    expect([checked.code, read(cwd, file) === before]).toEqual([1, true]);
    expect(update(file).code).toBe(0);
    expect(update(file, '--check').code).toBe(0);
    expect(read(cwd, file)).toContain('MIT');
  }
  expect(read(cwd, 'mof.yml')).toContain('producer: Example Lab # by hand\n');
  for (const file of files.slice(1)) {
    expect(read(cwd, file)).toContain('0.94');
    expect(read(cwd, file)).toContain('Example Lab');
  }
  const report = JSON.parse(update('bom.spdx3.json', '--format', 'json').stdout) as object;
  expect(report).toEqual({ file: 'bom.spdx3.json', outOfDate: false, written: false, changes: [], toDos: [] });
  const { findings } = lintJson([], { cwd });
  expect(findings.filter(({ rule }) => !TO_DO.test(rule))).toEqual([]);
});

it('tells what is wrong with a folder or document, and leaves files as they are', () => {
  const cwd = modelFolder();
  writeFileSync(
    path.join(cwd, 'own.spdx3.json'),
    '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}',
  );
  writeFileSync(path.join(cwd, 'broken.cdx.json'), '{"bomFormat":"CycloneDX",');
  const own = mof(['bom', 'update', 'own.spdx3.json'], { cwd });
  expect([own.code, own.stderr]).toEqual([
    3,
    expect.stringMatching(/^mof: own\.spdx3\.json cannot be brought up to date: .*not generated/),
  ]);
  expect(mof(['bom', 'update', 'broken.cdx.json'], { cwd })).toMatchObject({ code: 3 });
  expect(mof(['bom', 'update', 'README.md'], { cwd })).toMatchObject({ code: 3 });
  expect(mof(['bom', 'update', 'gone.json'], { cwd })).toMatchObject({ code: 3 });
  expect(mof(['init', 'gone'], { cwd })).toMatchObject({ code: 3 });
  expect(mof(['bom', 'generate', 'README.md'], { cwd })).toMatchObject({ code: 3 });
  for (const name of ['README.md', 'config.json', 'model.safetensors']) rmSync(path.join(cwd, name));
  symlinkSync('loop', path.join(cwd, 'loop'));
  writeFileSync(path.join(cwd, 'weights.pkl'), 'no pickle');
  const made = mof(['bom', 'generate', '--no-git'], { cwd });
  expect(made.code).toBe(0);
  expect(made.stdout).toContain('A pickle: loading it can run any code.');
});
