import { afterEach, describe, expect, it } from 'vitest';
import { openDocument } from '../../src/core/documents/kinds';
import {
  NewFileChoicesRequest,
  NewFileRequest,
  NewRecipeRequest,
  type NewFileChoices,
  type Recipe,
} from '../../src/server/protocol';
import { TestClient } from './harness';

let client: TestClient;
afterEach(() => client?.stop());

describe('a new MOF configuration', () => {
  it('can aim at each class, and begins with the licence of the card', async () => {
    client = await TestClient.start();
    const ask = (card?: string) =>
      client.connection.sendRequest<NewFileChoices>(NewFileChoicesRequest, card === undefined ? {} : { card });
    const choices = await ask('---\nlicense: apache-2.0\n---\n# Aurora\n');
    expect(choices.classes.map(({ label, components }) => [label, components])).toEqual([
      ['Class III', 6],
      ['Class II', 10],
      ['Class I', 14],
    ]);
    expect(choices.known).toBe('Apache-2.0');
    expect(choices.suggested[0]).toEqual({ id: 'Apache-2.0', name: 'Apache License 2.0' });
    const ids = [...choices.suggested, ...choices.others].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await ask('---\nlicense: llama3\n---\n')).known).toBeUndefined();
    expect((await ask()).known).toBeUndefined();
  });

  it('is written as it was asked for', async () => {
    client = await TestClient.start();
    const release = { aim: 3, name: 'aurora', producer: 'Example Lab', license: 'MIT' };
    const text = await client.connection.sendRequest<string>(NewFileRequest, release);
    expect(openDocument('mof.yml', text)?.licensing().statements[0]).toMatchObject({ text: 'MIT' });
  });
});

describe('a new Kitfile or Modelfile', () => {
  const FILES = {
    'm/README.md': '---\nlicense: apache-2.0\nmodel_name: Aurora\n---\n# Aurora\n',
    'm/config.json': '{"model_type": "llama", "torch_dtype": "bfloat16", "transformers_version": "4.1"}',
    'm/small.safetensors': 'x',
    'm/large.safetensors': 'xxxxxxxx',
    'm/src/train.py': 'x',
    'm/src/eval.py': 'x',
    'm/.gitignore': 'x',
    'other/x.py': 'x',
  };
  const write = (recipe: Recipe) =>
    client.connection.sendRequest<string>(NewRecipeRequest, { uri: client.uri('m'), recipe });

  it('packs the files of the folder, and says what its documents say', async () => {
    client = await TestClient.start({ files: FILES });
    const kitfile = await write('kitfile');
    expect(kitfile.split('\n').slice(1)).toEqual([
      'manifestVersion: 1.0.0',
      'package:',
      '  name: Aurora',
      '  license: Apache-2.0',
      'model:',
      '  path: large.safetensors',
      '  format: safetensors',
      '  parts:',
      '    - path: config.json',
      '    - path: small.safetensors',
      'code:',
      '  - path: src',
      'docs:',
      '  - path: README.md',
      '',
    ]);
    const modelfile = await write('modelfile');
    expect(modelfile.split('\n').filter((line) => line && !line.startsWith('#'))).toEqual([
      'NAME Aurora',
      'ARCH transformer',
      'FAMILY llama',
      'FORMAT safetensors',
      'PRECISION bfloat16',
      'CONFIG config.json',
      'MODEL large.safetensors',
      'MODEL small.safetensors',
      'CODE src/eval.py',
      'CODE src/train.py',
      'DOC README.md',
    ]);
    client.files.set('m/Kitfile', kitfile).set('m/Modelfile', modelfile);
    await client.open('m/Kitfile', kitfile);
    await client.open('m/Modelfile', modelfile);
    expect(await client.rules('m/Kitfile')).toEqual([]);
    expect(await client.rules('m/Modelfile')).toEqual([]);
  });

  it('is written for a folder of nothing, too', async () => {
    client = await TestClient.start();
    expect(await write('kitfile')).toContain('  name: m # a guess: the name of the folder\n');
    expect(await write('modelfile')).toContain('\nNAME m\n');
  });
});
