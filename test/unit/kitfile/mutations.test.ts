// Good Kitfiles with one mistake put in: every kind of mistake is found, by one finding.
import { describe, expect, it } from 'vitest';
import { lintText } from '../../lint';
import { folderWith } from '../../folder';

const FILES = [
  'Kitfile',
  'README.md',
  'LICENSE',
  'model.safetensors',
  'config.json',
  'tokenizer.json',
  'adapter/adapter_model.safetensors',
  'src/train.py',
  'src/lib/load.py',
  'data/train.csv',
  'data/eval/test.csv',
  'prompts/system.prompt.md',
  'servers/files.mcpb',
  'servers/search.mcpb',
  'base/x.py',
  'base/y.py',
  '.kitignore',
  'scratch/',
  'linked.safetensors@',
  'notes.txt',
];
const FOLDER = folderWith(FILES, {
  kitignore: '# not for others\nnotes.txt\nscratch\n*.safetensors\n!model.safetensors\n!adapter\n',
});

const FULL = `manifestVersion: 1.0.0
package:
  name: aurora
  version: 1.2.3
  description: A model
  license: Apache-2.0
  authors: [Ada, Grace]
model:
  name: aurora-7b
  path: model.safetensors
  license: Apache-2.0
  framework: PyTorch
  format: safetensors
  version: 1.0
  description: The weights
  parts:
    - name: config
      path: config.json
      type: config
    - path: tokenizer.json
    - name: adapter
      path: ./adapter/
      license: MIT
      type: lora
  parameters:
    temperature: 0.7
    stop: [a, b]
code:
  - path: src
    description: Training
    license: MIT
datasets:
  - name: train
    path: data/train.csv
    license: CC-BY-4.0
    parameters: { rows: 10 }
  - name: eval
    path: data/eval
  - name: more
    path: more
    remotePath: s3://example/more.csv
    remoteHash: 3a6eb0790f39ac87c94f3856b2dd2c5d
  - name: base
    path: base
    remotePath: ghcr.io/example/base:1.0
docs:
  - path: README.md
    description: The card
  - path: LICENSE
prompts:
  - path: prompts/system.prompt.md
    description: System prompt
  - path: base
mcpServers:
  - name: files
    path: servers/files.mcpb
  - name: search
    path: servers/search.mcpb
    description: Search
`;

const SMALL = `# what is packed
manifestVersion: 1.0.0
model:
  path: model.safetensors
  parts:
    - path: config.json
    - path: tokenizer.json
    - path: adapter
docs:
  - path: README.md
  - path: LICENSE
code:
  - path: src
datasets:
  - path: data
prompts:
  - path: prompts
  - path: base
mcpServers:
  - { name: files, path: servers/files.mcpb }
  - { name: search, path: servers/search.mcpb }
`;

const AS_JSON = JSON.stringify(
  {
    manifestVersion: '1.0.0',
    package: { name: 'aurora', authors: ['Ada'] },
    model: { path: 'model.safetensors', parts: [{ path: 'config.json', type: 'config' }, { path: 'tokenizer.json' }] },
    code: [{ path: 'src' }, { path: 'adapter' }],
    datasets: [{ name: 'train', path: 'data' }],
    docs: [{ path: 'README.md' }, { path: 'LICENSE' }],
    prompts: [{ path: 'prompts' }, { path: 'base' }],
    mcpServers: [
      { name: 'files', path: 'servers/files.mcpb' },
      { name: 'search', path: 'servers/search.mcpb' },
    ],
  },
  null,
  2,
);

/** A mistake: what is replaced by what, and the rule that finds it. */
type Mistake = readonly [rule: string, from: string, to: string, title?: string];

const MISTAKES: Record<'full' | 'small' | 'json', readonly Mistake[]> = {
  full: [
    ['unknown-key', '  license: Apache-2.0\n  authors', '  licence: Apache-2.0\n  authors'],
    ['unknown-key', 'framework: PyTorch', 'frame: PyTorch'],
    ['unknown-key', 'datasets:', 'dataset:'],
    ['unknown-key', 'docs:', 'documents:'],
    ['unknown-key', '    description: The card', '    license: MIT', 'a licence, which docs do not have'],
    ['unknown-key', '      type: config', '      description: config'],
    ['unknown-key', 'mcpServers:', 'mcpservers:', 'another case'],
    ['unknown-key', 'package:\n', 'digest: x\npackage:\n'],
    ['wrong-type', 'authors: [Ada, Grace]', 'authors: Ada'],
    ['wrong-type', 'authors: [Ada, Grace]', 'authors: [Ada, {name: Grace}]'],
    ['wrong-type', '  version: 1.2.3', '  version: [1, 2, 3]'],
    ['wrong-type', '  version: 1.2.3', '  version: {major: 1}'],
    ['wrong-type', '  - path: README.md\n    description: The card\n', '  - README.md\n'],
    ['wrong-type', '      type: lora', '      type: [lora]'],
    ['manifest-version', 'manifestVersion: 1.0.0\n', ''],
    ['manifest-version', 'manifestVersion: 1.0.0', 'manifestVersion:'],
    ['manifest-version', 'manifestVersion: 1.0.0', 'manifestVersion: v1.0.0'],
    ['manifest-version', 'manifestVersion: 1.0.0', 'manifestVersion: 2.0.0'],
    ['missing-path', '    path: data/eval', '    description: no path'],
    ['missing-path', '    - path: tokenizer.json', '    - name: tokenizer'],
    ['absolute-path', 'path: LICENSE', 'path: /LICENSE'],
    ['absolute-path', 'path: LICENSE', 'path: C:\\LICENSE'],
    ['absolute-path', 'path: LICENSE', "path: '\\\\server\\share'"],
    ['path-escapes', 'path: LICENSE', 'path: ../LICENSE'],
    ['path-escapes', 'path: LICENSE', 'path: src/../../LICENSE'],
    ['path-escapes', 'path: LICENSE', 'path: ..'],
    ['not-a-local-path', 'path: LICENSE', 'path: https://example.org/LICENSE'],
    ['not-a-local-path', 'path: LICENSE', 'path: ghcr.io/example/docs:1'],
    ['not-a-local-path', 'path: LICENSE', 'path: s3://example/LICENSE'],
    ['not-a-local-path', 'path: model.safetensors', 'path: s3://example/model.safetensors'],
    ['not-a-local-path', 'path: ./adapter/', 'path: ghcr.io/example/adapter@sha256:' + 'a'.repeat(64)],
    ['not-a-local-path', 'path: LICENSE', 'path: hf://example/LICENSE'],
    ['backslash', 'path: data/eval', 'path: data\\eval'],
    ['wildcard', 'path: LICENSE', "path: 'LICEN*'"],
    ['wildcard', 'path: data/eval', 'path: data/**'],
    ['model-reference', 'path: model.safetensors', 'path: ghcr.io/Example/Aurora:1.0'],
    ['model-reference', 'path: model.safetensors', 'path: ghcr.io/example/aurora'],
    ['not-a-local-path', 'path: model.safetensors', 'path: localhost:5000/aurora:1/0'],
    ['path-not-found', 'path: LICENSE', 'path: LICENCE'],
    ['path-not-found', 'path: LICENSE', 'path: docs/LICENSE'],
    ['path-not-found', 'path: ./adapter/', 'path: ./adaptor/'],
    ['path-not-found', 'path: LICENSE', 'path: missing.txt'],
    ['empty-layer', '  - path: README.md', '  - path: linked.safetensors\n  - path: README.md', 'a link'],
    ['empty-layer', '  - path: README.md', '  - path: notes.txt\n  - path: README.md', 'a file that is left out'],
    ['empty-layer', '  - path: README.md', '  - path: scratch\n  - path: README.md', 'a folder that is left out'],
    ['same-path', '  - path: README.md', '  - path: ./LICENSE\n  - path: README.md'],
    ['same-path', '    path: data/train.csv', '    path: src/lib/../'],
    ['duplicate-name', '  - name: eval', '  - name: train'],
    ['duplicate-name', '    - name: adapter', '    - name: config'],
    ['duplicate-name', '  - name: search', '  - name: files'],
    ['missing-name', '  - name: search\n    path: servers/search.mcpb', '  - path: servers/search.mcpb'],
    ['missing-name', '  - name: search', "  - name: ''"],
    ['part-type', 'type: lora', 'type: LoRA weights'],
    ['part-type', 'type: lora', 'type: -lora'],
    ['part-type', 'type: lora', `type: ${'x'.repeat(65)}`],
    [
      'remote-path',
      'remotePath: s3://example/more.csv\n    remoteHash: 3a6eb0790f39ac87c94f3856b2dd2c5d',
      'remotePath: https://example.org/more.csv',
    ],
    ['remote-path', 'remotePath: ghcr.io/example/base:1.0', 'remotePath: ghcr.io/example/base'],
    ['remote-path', 'remotePath: ghcr.io/example/base:1.0', 'remotePath: somewhere'],
    ['remote-hash', '    remoteHash: 3a6eb0790f39ac87c94f3856b2dd2c5d\n', ''],
    [
      'remote-hash',
      '    remotePath: ghcr.io/example/base:1.0',
      '    remotePath: ghcr.io/example/base:1.0\n    remoteHash: abc',
    ],
    ['remote-hash', '    path: data/eval', '    path: data/eval\n    remoteHash: abc'],
    ['inside-remote-dataset', '  - path: src\n', '  - path: base/y.py\n  - path: src\n'],
    ['mcp-bundle', 'path: servers/search.mcpb', 'path: src/lib/load.py'],
    ['parameters', 'temperature: 0.7', '7: 0.7'],
    ['parameters', 'temperature: 0.7', 'temperature: .nan'],
    ['parameters', 'temperature: 0.7', 'limits: { max: -.Inf }'],
    ['parameters', '{ rows: 10 }', '{ true: 10 }'],
    ['unpacked-file', '  - path: LICENSE\n', ''],
    ['unpacked-file', '    - path: tokenizer.json\n', ''],
  ],
  small: [
    [
      'wrong-type',
      'model:\n  path: model.safetensors\n  parts:\n    - path: config.json\n    - path: tokenizer.json\n    - path: adapter\n',
      'model: model.safetensors\n',
    ],
    ['wrong-type', 'code:\n  - path: src\n', 'code: src\n'],
    ['wrong-type', 'code:\n  - path: src\n', 'code:\n  path: src\n'],
    ['wrong-type', 'datasets:\n  - path: data\n', 'datasets:\n  - [data]\n'],
    ['wrong-type', SMALL, '- manifestVersion: 1.0.0\n', 'a list for a root'],
    ['wrong-type', SMALL, '# nothing\n', 'nothing'],
    ['missing-path', '  - path: src', '  - {}'],
    ['missing-path', '  - path: src', '  -'],
    [
      'missing-path',
      'model:\n  path: model.safetensors\n  parts:\n    - path: config.json\n    - path: tokenizer.json\n    - path: adapter\n',
      'model:\n  name: aurora\n',
    ],
    ['missing-path', '{ name: search, path: servers/search.mcpb }', '{ name: search }'],
    ['no-layers', SMALL.slice(SMALL.indexOf('model:')), 'package:\n  name: x\n'],
    ['no-layers', SMALL.slice(SMALL.indexOf('model:')), 'model:\ncode: []\n'],
    ['path-not-found', 'path: model.safetensors', 'path: Model.safetensors'],
    ['unpacked-file', '    - path: config.json\n    - path: tokenizer.json\n', ''],
  ],
  json: [
    ['unknown-key', '"authors"', '"author"'],
    ['wrong-type', '"Ada"', '{}'],
    ['manifest-version', '"1.0.0"', '"1.0"'],
    ['part-type', '"config"', '"a b"'],
    ['same-path', '"path": "LICENSE"', '"path": "README.md"'],
    ['path-not-found', '"path": "LICENSE"', '"path": "LICENSES"'],
  ],
};

const GOOD = { full: FULL, small: SMALL, json: AS_JSON };
const rulesOf = (text: string) =>
  lintText(text, { path: '/models/aurora/Kitfile', folder: FOLDER }).map(({ rule, message }) => `${rule}: ${message}`);

describe.each(['full', 'small', 'json'] as const)('a good Kitfile (%s)', (which) => {
  const good = GOOD[which];

  it('has no finding', () => expect(rulesOf(good)).toEqual([]));

  it.each(
    MISTAKES[which].map(([rule, from, to, title]) => ({ rule, from, to, title: title ?? to.trim().slice(0, 60) })),
  )('$rule: $title', ({ rule, from, to }) => {
    expect(good.split(from).length, 'the mistake is put into one place').toBe(2);
    const findings = rulesOf(good.replace(from, () => to));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(new RegExp(`^kitfile/${rule}: \\S`));
  });
});

it('every rule has a mistake', async () => {
  const { kitfileRules } = await import('../../../src/core/oci/kitfile/rules');
  const tried = new Set(Object.values(MISTAKES).flatMap((all) => all.map(([rule]) => `kitfile/${rule}`)));
  expect(kitfileRules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});
