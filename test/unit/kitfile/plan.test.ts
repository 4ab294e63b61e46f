import { describe, expect, it } from 'vitest';
import { KitfileDocument } from '../../../src/core/oci/kitfile/document';
import { ModelfileDocument, parseModelfile } from '../../../src/core/oci/modelfile/document';
import { planOfKitfile, planOfModelfile, type PackagePlan } from '../../../src/core/oci/plan';
import { parseYaml } from '../../../src/core/text/yaml';
import { folderWith } from '../../folder';

const FOLDER = folderWith(
  [
    'Kitfile',
    'Modelfile',
    '.kitignore',
    'README.md',
    'weights/model-1.safetensors',
    'weights/model-2.safetensors',
    'weights/config.json',
    'weights/README.md',
    'adapter/adapter_model.safetensors',
    'adapter/adapter_config.json',
    'src/train.py',
    'src/.cache/x',
    'src/data/sample.csv',
    'my card.md',
    'a[1].csv',
    'notes.txt',
    'empty/',
  ],
  { kitignore: '**/.cache\nnotes.txt\n' },
);

const kit = (text: string) => planOfKitfile(new KitfileDocument(parseYaml(text)), FOLDER);
const modctl = (text: string) => planOfModelfile(new ModelfileDocument(parseModelfile(text)), FOLDER);
const kinds = ({ files }: PackagePlan) => Object.fromEntries(files.map(({ path, kind }) => [path, kind]));

describe('the plan of a Kitfile', () => {
  const TEXT = `manifestVersion: 1.0.0
package:
  name: aurora
  version: 1.2.3
  license: Apache-2.0
  authors: [Ada, Grace]
model:
  path: weights
  license: MIT
  format: safetensors
  parts:
    - path: adapter/adapter_model.safetensors
    - path: adapter/adapter_config.json
code:
  - path: .
datasets:
  - path: ./src/data/
    license: CC-BY-4.0
  - name: base
    path: base
    remotePath: ghcr.io/example/base:1.0
docs:
  - path: README.md
  - path: my card.md
`;

  it('has each file once, in the innermost layer, and leaves out what .kitignore says', () => {
    const plan = kit(TEXT);
    expect(kinds(plan)).toEqual({
      'weights/model-1.safetensors': 'weight',
      'weights/model-2.safetensors': 'weight',
      'weights/config.json': 'weight.config',
      'weights/README.md': 'doc',
      'adapter/adapter_model.safetensors': 'weight',
      'adapter/adapter_config.json': 'weight.config',
      'src/data/sample.csv': 'dataset',
      'src/train.py': 'code',
      'a[1].csv': 'code',
      Modelfile: 'code',
      'README.md': 'doc',
      'my card.md': 'doc',
    });
    expect(plan.problems).toEqual([]);
    expect(plan.remote).toEqual([{ path: 'base', from: 'ghcr.io/example/base:1.0' }]);
    expect(plan.files.find(({ path }) => path === 'README.md')).toMatchObject({ confirmed: true });
    expect(plan.files.find(({ path }) => path === 'weights/config.json')).toMatchObject({ confirmed: false });
    const { at } = plan.files.find(({ path }) => path === 'src/data/sample.csv')!;
    expect(TEXT.slice(at.start, at.end)).toBe('./src/data/');
  });

  it('says what the file says of the model', () =>
    expect(kit(TEXT).facts).toEqual({
      descriptor: {
        name: 'aurora',
        title: 'aurora',
        version: '1.2.3',
        authors: ['Ada', 'Grace'],
        licenses: ['Apache-2.0', 'MIT', 'CC-BY-4.0'],
      },
      config: { format: 'safetensors' },
    }));

  it('tells what is in no layer', () =>
    expect(kit('manifestVersion: 1.0.0\nmodel: {path: weights}\ndocs:\n- path: README.md\n').left).toEqual([
      'a[1].csv',
      'adapter/adapter_config.json',
      'adapter/adapter_model.safetensors',
      'my card.md',
      'src/data/sample.csv',
      'src/train.py',
    ]));

  it.each([
    ['code:\n- path: missing\n', 'There is no "missing" in this folder.'],
    ['code:\n- path: ../x\n', '"../x" is no path of this folder.'],
    ['code:\n- path: /etc\n', '"/etc" is no path of this folder.'],
    ['code:\n- path: "*.csv"\n', '"*.csv" is no path of this folder.'],
    ['code:\n- description: x\n', 'This layer has no path.'],
    ['model:\n  name: x\n', 'This layer has no path.'],
    ['model:\n  path: ghcr.io/example/aurora:1\n', 'The model builds on the ModelKit "ghcr.io/example/aurora:1".'],
  ])('refuses %j', (text, message) => {
    const { problems, files } = kit(text);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
    expect(files).toEqual([]);
  });

  it('survives what is no Kitfile', () => {
    for (const text of ['', '- a\n', 'model: 7\ncode: {a: b}\n', 'code: [null, 7, []]\n', '"'])
      expect(kit(text).files).toEqual([]);
  });
});

describe('the plan of a Modelfile', () => {
  const TEXT = `NAME aurora
FAMILY llama3
PARAMSIZE 7B
CONFIG weights/*.json
MODEL weights/*.safetensors
MODEL weights/model-1.safetensors
CODE src/*.py
DATASET a\\\\[1\\\\].csv
DOC "my card.md"
`;

  it('has each file once, datasets included', () => {
    const plan = modctl(TEXT);
    expect(kinds(plan)).toEqual({
      'weights/config.json': 'weight.config',
      'weights/model-1.safetensors': 'weight',
      'weights/model-2.safetensors': 'weight',
      'src/train.py': 'code',
      'a[1].csv': 'dataset',
      'my card.md': 'doc',
    });
    expect(plan.problems).toEqual([]);
    expect(plan.facts).toEqual({ descriptor: { name: 'aurora', family: 'llama3' }, config: { paramSize: '7B' } });
    expect(plan.left).toContain('README.md');
  });

  it.each([
    ['MODEL missing.bin\n', 'There is no "missing.bin" in this folder.'],
    ['MODEL *.bin\n', 'There is no "*.bin" in this folder.'],
    ['MODEL weights\n', '"weights" is a folder; name its files.'],
    ['MODEL ../x\n', 'There is no "../x" in this folder.'],
    ['MODEL a b\nDOC README.md\n', 'This line cannot be read; see the findings of the file.'],
    ['FROM llama3\n', 'This is a Modelfile of Ollama, not of modctl.'],
    ['NAME x\n', 'No line names a file.'],
  ])('refuses %j', (text, message) =>
    expect(modctl(text).problems.map((problem) => problem.message)).toEqual([message]),
  );
});
