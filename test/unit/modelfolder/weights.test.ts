import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gguf, inventoryOf, load, newFolder, onnx, rules, safetensors, values, withLength, write } from './files';

const README = { 'README.md': '---\nlicense: mit\n---\n# A model\n' };

describe('safetensors', () => {
  it('counts parameters and takes over what tools wrote beside them', async () => {
    const inventory = await inventoryOf({
      'model.safetensors': safetensors(
        { a: { dtype: 'BF16', shape: [10, 20] }, b: { dtype: 'F32', shape: [7] }, ids: { dtype: 'I64', shape: [512] } },
        {
          'modelspec.title': 'Finch',
          'modelspec.license': 'apache-2.0',
          'modelspec.author': 'Institute',
          format: 'pt',
        },
      ),
    });
    expect(inventory.parameters).toEqual([
      { value: 207, certainty: 'measured', source: { path: 'model.safetensors', reader: 'safetensors' } },
    ]);
    expect(values(inventory.precision)).toEqual(['bfloat16']);
    expect(inventory.name[0]).toMatchObject({ value: 'Finch', certainty: 'stated' });
    expect(inventory.licenses[0]).toMatchObject({ value: { expression: 'Apache-2.0', scope: 'model' } });
    expect(inventory.files[0]).toMatchObject({ role: 'safetensors', license: 'Apache-2.0' });
    expect(rules(inventory)).toEqual(['no-card']);
  });

  it('adds up shards, and takes other forms of the same weights for one model', async () => {
    const shard = (size: number) => safetensors({ [`w${size}`]: { dtype: 'F16', shape: [size] } });
    const inventory = await inventoryOf({
      ...README,
      'model-00001-of-00002.safetensors': shard(100),
      'model-00002-of-00002.safetensors': shard(50),
      'consolidated.safetensors': shard(999),
      'model.fp16.safetensors': shard(888),
      'optimizer.safetensors': shard(777),
    });
    expect(values(inventory.parameters)).toEqual([150]);
    expect(inventory.parameters[0]!.source.key).toBe('2 files');
  });

  it('adds up the parts of a pipeline', async () => {
    const part = (size: number) => safetensors({ w: { dtype: 'F32', shape: [size] } });
    const inventory = await inventoryOf({
      ...README,
      'model_index.json': JSON.stringify({ _class_name: 'FluxPipeline', unet: ['diffusers', 'UNet2DModel'] }),
      'unet/diffusion_pytorch_model.safetensors': part(30),
      'vae/diffusion_pytorch_model.safetensors': part(12),
      'whole.safetensors': part(42),
    });
    expect(values(inventory.parameters)).toEqual([42]);
    expect(values(inventory.modelTypes)).toEqual(['FluxPipeline']);
  });

  it('does not count numbers that were packed', async () => {
    const inventory = await inventoryOf({
      ...README,
      'model.safetensors': safetensors({
        packed: { dtype: 'I32', shape: [1000] },
        scale: { dtype: 'F16', shape: [10] },
      }),
    });
    expect(inventory.parameters).toEqual([]);
  });

  it.each([
    [
      'a file that was cut off',
      safetensors({ w: { dtype: 'F32', shape: [8] } }, undefined, 4),
      'damaged-weights',
      /cut off/,
    ],
    [
      'bytes behind the last tensor',
      Buffer.concat([safetensors({ w: { dtype: 'F32', shape: [1] } }), Buffer.alloc(3)]),
      'damaged-weights',
      /3 bytes follow/,
    ],
    [
      'a shape that needs more',
      safetensors({ w: { dtype: 'F32', shape: [2 ** 40, 2 ** 5], data_offsets: [0, 8] } }),
      'damaged-weights',
      /its shape needs 140737488355328/,
    ],
    [
      'a gap',
      safetensors({ w: { dtype: 'U8', shape: [1], data_offsets: [9, 10] } }),
      'damaged-weights',
      /at 9, where 0 is expected/,
    ],
    ['a length of 2^63', withLength(2n ** 63n, '{}'), 'unreadable', /9223372036854775808 bytes/],
    [
      'a length beyond the file',
      withLength(1000n, '{}'),
      'unreadable',
      /claims a header of 1000 bytes in a file of 10/,
    ],
    ['a header that is no JSON', withLength(5n, '{"a":'), 'unreadable', /not a JSON object/],
    ['a header that is a list', withLength(2n, '[]'), 'unreadable', /not a JSON object/],
    ['an empty file', new Uint8Array(), 'unreadable', /too short/],
    [
      'sides of a shape that are no numbers',
      withLength(53n, '{"w":{"dtype":"F32","shape":["x"],"data_offsets":[0]}}'.slice(0, 53)),
      'unreadable',
      /not a JSON/,
    ],
  ])('tells of %s', async (_, bytes, rule, message) => {
    const { problems } = await inventoryOf({ ...README, 'model.safetensors': bytes });
    expect(problems).toMatchObject([
      { path: 'model.safetensors', rule: `modelfolder/${rule}`, message: expect.stringMatching(message) },
    ]);
  });

  it('reads a header and nothing of a file of a terabyte', async () => {
    const folder = write(newFolder(), README);
    const file = path.join(folder, 'model.safetensors');
    const size = 2 ** 40;
    const json = JSON.stringify({ w: { dtype: 'F32', shape: [size / 4], data_offsets: [0, size] } });
    writeFileSync(file, withLength(BigInt(json.length), json));
    truncateSync(file, 8 + json.length + size);
    const inventory = await load(folder);
    expect(values(inventory.parameters)).toEqual([size / 4]);
    expect(rules(inventory)).toEqual([]);
  });
});

describe('GGUF', () => {
  const KEYS = {
    'general.architecture': 'llama',
    'general.name': 'Finch 1B',
    'general.version': 'v1.2',
    'general.organization': 'Institute',
    'general.license': 'llama3.1',
    'general.license.link': 'https://example.org/license',
    'general.file_type': 15,
    'general.base_model.count': 1,
    'general.base_model.0.name': 'Finch Base',
    'general.base_model.0.repo_url': 'https://huggingface.co/institute/finch-base',
    'general.tags': ['chat', 'birds'],
    'llama.context_length': 4096,
    'llama.block_count': 2,
    'tokenizer.ggml.tokens': Array.from({ length: 5000 }, (_, at) => `token ${at}`),
  };

  it('says what its keys and tensors say', async () => {
    const inventory = await inventoryOf({
      'finch.gguf': gguf(KEYS, { w: { shape: [256, 4], type: 12 }, b: { shape: [4], type: 0, offset: 576 } }, 592),
    });
    expect(values(inventory.name)[0]).toBe('Finch 1B');
    expect(values(inventory.version)).toEqual(['v1.2']);
    expect(values(inventory.parameters)).toEqual([1028]);
    expect(values(inventory.quantization)).toEqual(['Q4_K_M']);
    expect(values(inventory.contextLength)).toEqual([4096]);
    expect(values(inventory.suppliers)).toEqual([{ name: 'Institute', kind: 'organization' }]);
    expect(values(inventory.licenses)).toMatchObject([
      { written: 'llama3.1', expression: 'LicenseRef-llama3.1', url: 'https://example.org/license' },
    ]);
    expect(values(inventory.baseModels)).toMatchObject([
      { id: 'institute/finch-base', purl: 'pkg:huggingface/institute/finch-base' },
    ]);
    expect(values(inventory.tags)).toEqual(['chat', 'birds']);
    expect(values(inventory.architectureSettings)).toContainEqual({ name: 'block_count', value: '2' });
    expect(inventory.name[0]!.source).toEqual({ path: 'finch.gguf', key: 'general.name', reader: 'gguf' });
    expect(rules(inventory)).toEqual(['no-card']);
  });

  it('takes several quantizations for one model', async () => {
    const file = (fileType: number) =>
      gguf({ ...KEYS, 'general.file_type': fileType }, { w: { shape: [256], type: 12 } }, 144);
    const inventory = await inventoryOf({ ...README, 'q4.gguf': file(15), 'q8.gguf': file(7) });
    expect(values(inventory.quantization)).toEqual(['Q4_K_M', 'Q8_0']);
    expect(inventory.parameters).toHaveLength(1);
    expect(rules(inventory)).toEqual(['different-licenses']);
  });

  const whole = gguf({ 'general.name': 'x' }, { w: { shape: [256], type: 12 } }, 144);
  const patched = (at: number, bytes: number[]) => {
    const copy = Buffer.from(whole);
    copy.set(bytes, at);
    return copy;
  };

  it.each([
    ['a file that was cut off', whole.subarray(0, whole.length - 100), 'damaged-weights', /it is cut off/],
    ['a header that was cut off', whole.subarray(0, 60), 'unreadable', /ends at byte 60, in the middle/],
    ['another format', Buffer.from('GGMLxxxxxxxxxxxxxxxxxxxxxxxx'), 'unreadable', /does not begin with GGUF/],
    ['a version from the future', patched(4, [9]), 'unreadable', /version 9/],
    ['2^63 keys', patched(16, [0, 0, 0, 0, 0, 0, 0, 0x80]), 'unreadable', /9223372036854775808/],
    ['a billion tensors', patched(8, [0, 0, 0, 0x40]), 'unreadable', /1073741824 tensors/],
    ['a text beyond the file', patched(24, [255, 255, 255, 255]), 'unreadable', /ends at byte/],
    ['a type that there is not', patched(24 + 8 + 12, [77]), 'unreadable', /type 77/],
    ['an empty file', new Uint8Array(), 'unreadable', /does not begin/],
  ])('tells of %s', async (_, bytes, rule, message) => {
    const { problems } = await inventoryOf({ ...README, 'model.gguf': bytes });
    expect(problems).toMatchObject([
      { path: 'model.gguf', rule: `modelfolder/${rule}`, message: expect.stringMatching(message) },
    ]);
  });
});

describe('ONNX', () => {
  it('counts the weights and reads the metadata', async () => {
    const inventory = await inventoryOf({
      ...README,
      'model.onnx': onnx([[3, 4], [300]], { license: 'mit', author: 'Ada' }),
    });
    expect(values(inventory.parameters)).toEqual([312]);
    expect(values(inventory.authors)).toEqual([{ name: 'Ada' }]);
    expect(values(inventory.architectureSettings)).toEqual([{ name: 'onnx.producer', value: 'pytorch 2.4.0' }]);
    expect(rules(inventory)).toEqual([]);
  });

  it.each([
    [
      'random bytes',
      Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
      /more than 64 bits/,
    ],
    ['a field beyond the file', Buffer.from([0x3a, 0xff, 0xff, 0xff, 0x7f]), /ends behind the file/],
    [
      'a field of 2^63 bytes',
      Buffer.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
      /ends behind the file/,
    ],
    ['a file that was cut off', onnx([[3, 4]]).slice(0, 40), /ends/],
    ['nothing', new Uint8Array(), /has no graph/],
  ])('tells of %s', async (_, bytes, message) => {
    const { problems } = await inventoryOf({ ...README, 'model.onnx': bytes });
    expect(problems).toMatchObject([{ rule: 'modelfolder/unreadable', message: expect.stringMatching(message) }]);
  });
});

describe('pickles', () => {
  it('are told and never read', async () => {
    const inventory = await inventoryOf({
      ...README,
      'pytorch_model.bin': Buffer.concat([Buffer.from([0x80, 2]), Buffer.from('cos\nsystem\n(S"touch /tmp/x"\ntR.')]),
      'training_args.bin': Buffer.from('PK\x03\x04\0\0\0\0archive/data.pkl'),
      'scaler.joblib': 'x',
      'pytorch_model-00001-of-00001.bin': new Uint8Array(64),
    });
    expect(inventory.problems).toMatchObject([
      { path: 'pytorch_model.bin', rule: 'modelfolder/pickle', message: expect.stringMatching(/2 others/) },
    ]);
    expect(inventory.files.filter(({ role }) => role === 'pickle').map(({ path }) => path)).toEqual([
      'pytorch_model.bin',
      'scaler.joblib',
      'training_args.bin',
    ]);
  });
});
