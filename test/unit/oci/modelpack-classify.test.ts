import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPONENTS } from '../../../src/core/mof/components';
import { MofDocument } from '../../../src/core/mof/document';
import { classifyFile, isConfirmed } from '../../../src/core/oci/modelpack/classify/classify';
import { componentPaths, kindOfComponent } from '../../../src/core/oci/modelpack/classify/components';
import { documentOf } from '../../../src/core/oci/modelpack/classify/content';
import { LAYER_KINDS, type LayerKind } from '../../../src/core/oci/modelpack/layer-type';
import { parseYaml } from '../../../src/core/text/yaml';

const encode = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const kindOf = (name: string, head?: Uint8Array, size = 1000) =>
  classifyFile({ path: name, size, ...(head && { head }) });

/** Files of models as they are published, and what they are: kind, component of the framework. */
const NAMES: readonly (readonly [kind: LayerKind, component: number | undefined, names: readonly string[]])[] = [
  [
    'weight',
    10,
    [
      'model.safetensors',
      'model-00001-of-00004.safetensors',
      'pytorch_model.bin',
      'pytorch_model-00001-of-00002.bin',
      'adapter_model.safetensors',
      'llama-7b.Q4_K_M.gguf',
      'onnx/model.onnx',
      'onnx/model.onnx_data',
      'tf_model.h5',
      'flax_model.msgpack',
      'saved_model.pb',
      'variables/variables.data-00000-of-00001',
      'unet/diffusion_pytorch_model.fp16.safetensors',
      'openvino/openvino_model.bin',
      'model.tflite',
      'yolo11n.pt',
      'Model.mlpackage/Data/weights',
      'dist/group1-shard1of7',
      'tfjs/group1-shard2of2.bin',
    ],
  ],
  [
    'weight',
    24,
    [
      'optimizer.pt',
      'checkpoint-500/optimizer.pt',
      'checkpoint-500/model.safetensors',
      'rng_state_0.pth',
      'global_step100/zero_pp_rank_0.pt',
    ],
  ],
  [
    'weight.config',
    17,
    [
      'config.json',
      'generation_config.json',
      'adapter_config.json',
      'preprocessor_config.json',
      'vae/config.json',
      'trainer_state.json',
      'training_args.bin',
      '1_Pooling/config.json',
      'sentence_bert_config.json',
    ],
  ],
  [
    'weight.config',
    undefined,
    [
      'tokenizer.json',
      'tokenizer.model',
      'vocab.txt',
      'vocab.json',
      'merges.txt',
      'special_tokens_map.json',
      'chat_template.jinja',
      'model.safetensors.index.json',
      'model_index.json',
      'modules.json',
      'spiece.model',
    ],
  ],
  ['code', 9, ['modeling_aurora.py', 'configuration_aurora.py']],
  ['code', 22, ['requirements.txt', 'requirements-dev.txt', 'pyproject.toml', 'environment.yml']],
  ['code', 7, ['train.py', 'scripts/finetune_lora.sh']],
  ['code', 8, ['inference.py', 'handler.py']],
  ['code', 18, ['eval/run_eval.py', 'benchmark.ipynb']],
  ['code', 16, ['data/prepare_data.py', 'preprocess.py']],
  [
    'code',
    undefined,
    ['src/utils.py', 'Dockerfile', 'Makefile', '.gitattributes', 'notebook.ipynb', 'license_check.py', 'notice.py'],
  ],
  ['doc', 13, ['README.md', 'MODEL_CARD.md', 'model-card.pdf']],
  ['doc', 14, ['data_card.md', 'datasheet.pdf']],
  ['doc', 12, ['eval_results.json', 'all_results.json', 'results/mmlu.json']],
  ['doc', 11, ['technical_report.pdf', 'docs/Aurora-TechReport.pdf']],
  ['doc', 21, ['paper.pdf', 'arxiv-2401.00001.pdf']],
  ['doc', 20, ['sample_outputs.md']],
  [
    'doc',
    undefined,
    [
      'LICENSE',
      'LICENSE.txt',
      'LICENSE-APACHE',
      'USE_POLICY.md',
      'NOTICE',
      'CITATION.cff',
      'mof.yml',
      'aurora.spdx3.json',
      'bom.cdx.json',
      'model.sig',
      'Kitfile',
      'Modelfile',
      'figures/loss.png',
      'subfolder/README.md',
      'emissions.csv',
      'docs/notes.json',
    ],
  ],
  [
    'dataset',
    15,
    ['data/train-00000-of-00001.parquet', 'train.jsonl', 'data/labels.csv', 'data/images/cat.jpg', 'corpus.csv'],
  ],
  ['dataset', 19, ['eval/mmlu.jsonl', 'test.parquet', 'benchmarks/questions.jsonl']],
];

describe('names of files', () => {
  const cases = NAMES.flatMap(([kind, component, names]) => names.map((name) => ({ name, kind, component })));
  it.each(cases)('$name is $kind', ({ name, kind, component }) => {
    const found = kindOf(name);
    expect(found).toEqual({ kind, by: 'name', ...(component !== undefined && { component }) });
    expect(isConfirmed(found)).toBe(false);
  });

  it('that say nothing leave the size to decide', () => {
    expect(kindOf('blob', undefined, 1)).toEqual({ kind: 'code', by: 'size' });
    expect(kindOf('blob', undefined, 200 * 1024 * 1024)).toEqual({ kind: 'weight', by: 'size' });
  });
});

describe('what files hold', () => {
  const safetensors = latin(`\x10\0\0\0\0\0\0\0{"a":1}         `);
  const contents: [what: string, kind: LayerKind, name: string, head: Uint8Array][] = [
    ['GGUF', 'weight', 'blob', latin('GGUF\x03\0\0\0')],
    ['safetensors', 'weight', 'blob', safetensors],
    ['PyTorch in a zip', 'weight', 'blob', latin('PK\x03\x04\0\0\0\0archive/data.pkl')],
    ['PyTorch before', 'weight', 'blob', latin('\x80\x02\x8a\x0a\x6c\xfc\x9cF\xf9 j\xa8P\x19.')],
    ['TensorFlow Lite', 'weight', 'blob', latin('\x1c\0\0\0TFL3')],
    ['Parquet', 'dataset', 'blob', latin('PAR1')],
    ['Arrow', 'dataset', 'blob', latin('ARROW1\0\0')],
    ['a script', 'code', 'run', latin('#!/bin/sh\n')],
    ['a bundle', 'doc', 'signature.json', encode('{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}')],
    ['a statement', 'doc', 'provenance.json', encode('{"_type":"https://in-toto.io/Statement/v1"}')],
    ['a bill of materials', 'doc', 'aibom.json', encode('{"bomFormat":"CycloneDX","specVersion":"1.6"}')],
    ['a MOF configuration', 'doc', 'aurora.yml', encode('framework:\n  name: Model Openness Framework\n')],
  ];
  it.each(contents)('%s is told', (_what, kind, name, head) => {
    expect(classifyFile({ path: name, size: 1000, head })).toEqual({ kind, by: 'content' });
  });

  it('does not go before a name that leaves no doubt', () =>
    expect(kindOf('train.jsonl', latin('GGUF'))).toMatchObject({ kind: 'dataset', by: 'name' }));

  it('that only looks like safetensors says nothing', () => {
    expect(classifyFile({ path: 'blob', size: 10, head: safetensors })).toMatchObject({ by: 'size' });
    expect(classifyFile({ path: 'blob', size: 1000, head: safetensors.subarray(0, 9) })).toMatchObject({ by: 'size' });
  });

  it('tells documents about the model', () => {
    expect(documentOf('model.sig', encode('{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}'))).toBe(
      'signature',
    );
    expect(documentOf('x.json', encode('{"payloadType":"application/vnd.in-toto+json"}'))).toBe('provenance');
    expect(documentOf('mof.yml', undefined)).toBe('mof');
    expect(documentOf('x.spdx3.json', undefined)).toBe('spdx');
    expect(documentOf('config.json', encode('{"model_type":"llama"}'))).toBeUndefined();
    expect(documentOf('weights.bin', encode('{"bomFormat":"CycloneDX"}'))).toBeUndefined();
  });
});

describe('the MOF configuration', () => {
  const mof = new MofDocument(
    parseYaml(`framework: { name: Model Openness Framework }
release:
  name: x
  components:
    - { name: Model parameters (Final), component_path: ./weights/ }
    - { name: Evaluation results, component_path: weights/scores.bin }
    - { name: Datasets, component_path: 'https://example.org/data' }
    - { name: Model card, component_path: ../README.md }
    - { name: Technical report, component_path: . }
    - { name: Nonsense, component_path: src }
    - { name: Inference code, component_path: src/ }
`),
  );
  const components = componentPaths(mof);

  it('names files and folders of the model', () =>
    expect(components).toEqual([
      { component: 10, path: 'weights' },
      { component: 12, path: 'weights/scores.bin' },
      { component: 8, path: 'src' },
    ]));

  it('decides for files it names, and for files in folders it names whose names say nothing', () => {
    const of = (name: string) => classifyFile({ path: name, size: 1 }, { components });
    expect(of('weights/scores.bin')).toEqual({ kind: 'doc', by: 'mof', component: 12 });
    expect(of('weights/blob')).toEqual({ kind: 'weight', by: 'mof', component: 10 });
    expect(of('weights/config.json')).toEqual({ kind: 'weight.config', by: 'name', component: 10 });
    expect(of('src/data.json')).toEqual({ kind: 'code', by: 'mof', component: 8 });
    expect(of('srcs/data.json')).toEqual({ kind: 'weight.config', by: 'name' });
    expect(isConfirmed(of('weights/scores.bin'))).toBe(true);
  });

  it('knows a kind for each of the 17 components', () => {
    expect(COMPONENTS).toHaveLength(17);
    for (const component of COMPONENTS) {
      const kind = kindOfComponent(component);
      expect(LAYER_KINDS).toContain(kind);
      // ModelPack has no kind for documents but one, and none of its other kinds holds documents.
      expect(kind === 'doc').toBe(component.type === 'document');
      expect(kind === 'code').toBe(component.type === 'code');
    }
  });
});

describe('the user', () => {
  it('has the last word', () => {
    const kinds = new Map<string, LayerKind>([['model.safetensors', 'dataset']]);
    const found = classifyFile({ path: 'model.safetensors', size: 1 }, { kinds });
    expect(found).toEqual({ kind: 'dataset', by: 'user', component: 10 });
    expect(isConfirmed(found)).toBe(true);
  });
});

describe('the example models', () => {
  const folder = path.join(__dirname, '../../../examples/aurora-7b');
  it.each(['LICENSE', 'README.md', 'aurora-7b.spdx3.json', 'mof.yml'])('%s is a document', (name) => {
    const head = readFileSync(path.join(folder, name));
    expect(classifyFile({ path: name, size: head.length, head }).kind).toBe('doc');
  });
});
