import { describe, expect, it } from 'vitest';
import { generateKitfile } from '../../../src/core/oci/generate/kitfile';
import { generateModelfile } from '../../../src/core/oci/generate/modelfile';
import { type ModelInventory } from '../../../src/core/oci/generate/inventory';
import { KitfileDocument } from '../../../src/core/oci/kitfile/document';
import { ModelfileDocument, parseModelfile } from '../../../src/core/oci/modelfile/document';
import { classifyFile } from '../../../src/core/oci/modelpack/classify/classify';
import { planOfKitfile, planOfModelfile } from '../../../src/core/oci/plan';
import { parseYaml } from '../../../src/core/text/yaml';
import { folderWith } from '../../folder';
import { lintText } from '../../lint';

const FILES: Readonly<Record<string, number>> = {
  'README.md': 100,
  LICENSE: 100,
  'config.json': 100,
  'tokenizer.json': 1000,
  'model-00001-of-00002.safetensors': 5000,
  'model-00002-of-00002.safetensors': 4000,
  'adapter/adapter_model.safetensors': 500,
  'adapter/adapter_config.json': 50,
  'src/train.py': 10,
  'src/lib/load.py': 10,
  'data/train.csv': 10,
  'data/eval/test.parquet': 10,
  'my notes: all of them.md': 10,
  'a[1]*.py': 10,
  'it\'s "quoted".md': 10,
  '#first.py': 10,
  'yes.unknown-kind': 10,
  '.gitattributes': 10,
  Kitfile: 1,
};

const inventory = (files: Readonly<Record<string, number>>, more: Partial<ModelInventory> = {}): ModelInventory => ({
  folder: 'aurora 7b',
  files: Object.entries(files).map(([path, size]) => ({ path, size, class: classifyFile({ path, size }) })),
  facts: {
    descriptor: { name: 'Aurora: 7B', version: '1.0', family: 'llama', authors: ['Ada'], licenses: ['Apache-2.0'] },
    config: { format: 'safetensors', precision: 'bfloat16', paramSize: '7B', architecture: 'transformer' },
  },
  ...more,
});

const folderOf = (files: Readonly<Record<string, number>>) => folderWith(Object.keys(files));
const plans = {
  Kitfile: (text: string, files: Readonly<Record<string, number>>) =>
    planOfKitfile(new KitfileDocument(parseYaml(text)), folderOf(files)),
  Modelfile: (text: string, files: Readonly<Record<string, number>>) =>
    planOfModelfile(new ModelfileDocument(parseModelfile(text)), folderOf(files)),
};

describe.each([
  ['Kitfile', generateKitfile],
  ['Modelfile', generateModelfile],
] as const)('a generated %s', (name, generate) => {
  it('is without a finding, and packs every file as what it was found to be', () => {
    const text = generate(inventory(FILES));
    const findings = lintText(text, { path: `/models/aurora/${name}`, folder: folderOf(FILES) });
    expect(findings.filter(({ rule }) => rule !== 'modelfile/dataset-ignored').map(({ message }) => message)).toEqual(
      [],
    );
    const { files, left, problems } = plans[name](text, FILES);
    const wanted = inventory(FILES).files.filter(({ path }) => !/^\.|^Kitfile/.test(path));
    expect(Object.fromEntries(files.map(({ path, kind }) => [path, kind]))).toEqual(
      Object.fromEntries(wanted.map(({ path, class: { kind } }) => [path, kind])),
    );
    expect([left, problems]).toEqual([[], []]);
  });

  it('is the same for the same files, in whatever order they come', () => {
    const turned = inventory(FILES);
    expect(generate({ ...turned, files: [...turned.files].reverse() })).toBe(generate(inventory(FILES)));
  });

  it('says what is a guess', () => {
    const text = generate(inventory({ 'blob.xyz': 1 }, { facts: { descriptor: {}, config: {} } }));
    expect(text).toContain('a guess: the name of the folder');
    expect(text).toContain('a guess: nothing is known of it but its size');
  });

  it('has the model in one line where that is all', () => {
    const text = generate(inventory({ 'model.gguf': 9 }));
    expect(text).toContain(name === 'Kitfile' ? '  path: model.gguf\n' : '\nMODEL model.gguf\n');
  });
});

it('a Kitfile has folders for files of one kind, and the largest weights as its model', () => {
  const lines = generateKitfile(inventory(FILES)).split('\n');
  expect(lines).toContain('  path: model-00001-of-00002.safetensors');
  expect(lines).toContain('    - path: adapter/adapter_model.safetensors');
  expect(lines).toContain('  - path: src');
  expect(lines).toContain('  - path: data');
  expect(lines.filter((line) => line.includes('train.'))).toEqual([]);
});

it('a Kitfile leaves a choice of licences to a person', () => {
  const facts = { descriptor: { licenses: ['MIT', 'Apache-2.0'] }, config: {} };
  expect(generateKitfile(inventory({ 'a.gguf': 1 }, { facts }))).toContain(
    '  # license: one of these, or an expression of them: MIT, Apache-2.0\n',
  );
});
