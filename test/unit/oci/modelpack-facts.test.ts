import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderContents } from '../../../src/core/folder/contents';
import { readBom } from '../../../src/core/bom/view/read';
import { MofDocument } from '../../../src/core/mof/document';
import { KitfileDocument } from '../../../src/core/oci/kitfile/document';
import { collectFacts } from '../../../src/core/oci/modelpack/facts/collect';
import { licenseExpression } from '../../../src/core/oci/modelpack/facts/license';
import { paramSize, paramSizeOf } from '../../../src/core/oci/modelpack/facts/param-size';
import { planOfKitfile } from '../../../src/core/oci/plan';
import { parseYaml } from '../../../src/core/text/yaml';
import { spdxModel } from '../bom/fixtures';

const example = (name: string) => readFileSync(path.join(__dirname, '../../../examples', name), 'utf8');

describe('facts of a model', () => {
  it('are read from its MOF configuration', () =>
    expect(collectFacts({ mof: new MofDocument(parseYaml(example('aurora-7b/mof.yml'))) })).toEqual({
      descriptor: {
        name: 'aurora-7b',
        version: '1.2.0',
        vendor: 'Northlight Institute',
        sourceURL: 'https://example.org/northlight/aurora',
        licenses: ['Apache-2.0'],
      },
      config: { architecture: 'transformer decoder' },
    }));

  it('are read from its bill of materials, whatever the format', () => {
    expect(collectFacts({ bom: readBom(example('borealis-mini/borealis-mini.cdx.json')) })).toEqual({
      descriptor: {
        name: 'borealis-mini',
        version: '0.9.0',
        vendor: 'Northlight Institute',
        licenses: ['CDLA-Permissive-2.0'],
      },
      config: { architecture: 'transformer' },
    });
    const { descriptor } = collectFacts({ bom: readBom(example('aurora-7b/aurora-7b.spdx3.json')) });
    expect(descriptor).toMatchObject({ name: 'aurora-7b', version: '1.2.0', vendor: 'Northlight Institute' });
  });

  it('are read from its card', () =>
    expect(
      collectFacts({
        card: `---
license: other
license_name: aurora community
language: [en, de, zho]
pipeline_tag: image-text-to-text
datasets:
  - northlight/bulletins
  - not a name
model_name: Aurora
---

# Aurora *7B* #

Text.
`,
      }),
    ).toEqual({
      descriptor: {
        name: 'Aurora',
        title: 'Aurora 7B',
        licenses: ['LicenseRef-aurora-community'],
        datasetsURL: ['https://huggingface.co/datasets/northlight/bulletins'],
      },
      config: { capabilities: { inputTypes: ['image', 'text'], outputTypes: ['text'], languages: ['en', 'de'] } },
    }));

  it('are read from what the transformers library wrote', () => {
    const facts = (config: object) => collectFacts({ transformersConfig: JSON.stringify(config) });
    expect(
      facts({
        model_type: 'llama',
        torch_dtype: 'bfloat16',
        transformers_version: '4.51.0',
        quantization_config: { quant_method: 'gptq', bits: 4 },
      }),
    ).toEqual({
      descriptor: { family: 'llama' },
      config: { architecture: 'transformer', precision: 'bfloat16', quantization: 'gptq' },
    });
    expect(facts({ model_type: 'mamba', transformers_version: '4.51.0', dtype: 'torch.half' }).config).toEqual({
      precision: 'float16',
    });
    expect(facts({ text_config: { torch_dtype: 'float32' } }).config).toEqual({ precision: 'float32' });
    expect(collectFacts({ transformersConfig: '<html>' })).toEqual({ descriptor: {}, config: {} });
    expect(collectFacts({ transformersConfig: '{"torch_dtype":7,"quantization_config":"x"}' }).config).toEqual({});
    expect(collectFacts({ weightIndex: '{"metadata":{"total_parameters":7241732096}}' }).config).toEqual({
      paramSize: '7.2B',
    });
  });

  it('are read from its files: the format that most bytes have', () =>
    expect(
      collectFacts({
        files: [
          { path: 'a.bin', size: 10, kind: 'weight' },
          { path: 'b.safetensors', size: 6, kind: 'weight' },
          { path: 'c.safetensors', size: 6, kind: 'weight' },
          { path: 'd.onnx', size: 100, kind: 'doc' },
        ],
      }).config,
    ).toEqual({ format: 'safetensors' }));

  it('are never placeholders, wherever they stand', () => {
    const todo = 'TODO: who knows';
    const address = 'https://todo.invalid/page';
    const mof = `framework:
  name: Model Openness Framework
  version: '1.0'
release:
  name: '${todo}'
  version: '${todo}'
  producer: '${todo}'
  contact: '${todo}'
  repository: ${address}
  huggingface: ${address}
  architecture: '${todo}'
  license: { distribution: { name: '${todo}' } }
  components: []
`;
    const agent = { type: 'Organization', name: todo };
    const bom = readBom(
      spdxModel({
        name: todo,
        suppliedBy: agent,
        originatedBy: [agent, { type: 'Person', name: 'Ann' }],
        description: todo,
        software_homePage: address,
        software_packageVersion: todo,
        ai_typeOfModel: [todo],
      }),
    );
    const card = `---\nmodel_name: '${todo}'\nlicense: other\nlicense_name: '${todo}'\n---\n# ${todo}\n`;
    expect(collectFacts({ mof: new MofDocument(parseYaml(mof)), bom, card })).toEqual({
      descriptor: { authors: ['Ann'], licenses: ['Apache-2.0'] },
      config: {},
    });
    const kitfile = `manifestVersion: 1.0.0\npackage: { name: '${todo}', authors: ['${todo}'], license: '${todo}' }\n`;
    const folder = new FolderContents({ files: [], folders: [], others: [], skipped: [], complete: true });
    expect(planOfKitfile(new KitfileDocument(parseYaml(kitfile)), folder).facts.descriptor).toEqual({});
  });

  it('of the user go before all others, each property by itself', () =>
    expect(
      collectFacts({
        stated: { descriptor: { name: 'mine', licenses: [] }, config: { capabilities: { reasoning: true } } },
        mof: new MofDocument(parseYaml(example('aurora-7b/mof.yml'))),
        card: '---\nmodel_name: card\nlanguage: en\nlicense: mit\n---\n',
        transformersConfig: '{"model_type":"llama","transformers_version":"1"}',
      }),
    ).toEqual({
      descriptor: {
        name: 'mine',
        version: '1.2.0',
        vendor: 'Northlight Institute',
        sourceURL: 'https://example.org/northlight/aurora',
        licenses: ['Apache-2.0'],
        family: 'llama',
      },
      config: { architecture: 'transformer decoder', capabilities: { reasoning: true, languages: ['en'] } },
    }));
});

describe('licences of a config', () => {
  const cases: [written: string, expression: string | undefined][] = [
    ['apache-2.0', 'Apache-2.0'],
    ['MIT OR Apache-2.0', 'MIT OR Apache-2.0'],
    ['LicenseRef-mine', 'LicenseRef-mine'],
    ['Aurora Community License v1', 'LicenseRef-Aurora-Community-License-v1'],
    ['other', undefined],
    ['NOASSERTION', undefined],
    [' ', undefined],
  ];
  it.each(cases)('%s is %s', (written, expression) => expect(licenseExpression(written)).toBe(expression));
});

describe('numbers of parameters', () => {
  const cases: [text: string, size: string | undefined][] = [
    ['7B', '7B'],
    ['7.24 billion parameters', '7.2B'],
    ['7,241,732,096', '7.2B'],
    ['135000000', '135M'],
    ['~ 1.5T', '1.5T'],
    ['about 300 thousand', '300K'],
    ['many', undefined],
    ['7B active, 30B total', undefined],
    ['', undefined],
  ];
  it.each(cases)('%s is %s', (text, size) => expect(paramSizeOf(text)).toBe(size));
  it('have one decimal', () => {
    expect(paramSize(999_960)).toBe('1M');
    expect(paramSize(10)).toBeUndefined();
    expect(paramSize(500)).toBe('0.5K');
    expect(paramSize(Number.NaN)).toBeUndefined();
  });
});
