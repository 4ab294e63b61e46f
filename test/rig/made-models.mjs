// Model folders as people really have them, made by a script where no registry of packages has one. Always the same, to the byte.
// The writers of safetensors and GGUF are written from the formats' own documents, apart from the readers that are tested.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** Each is written into a folder; `make` returns the folder that is the model. */
export const MADE_MODELS = [
  { id: 'sharded', title: 'Llama in three shards, with card, results and energy (safetensors)', make: sharded },
  { id: 'gguf', title: 'Quantized Llama with full metadata (GGUF)', make: quantized },
  { id: 'adapter', title: 'LoRA adapter (PEFT)', make: adapter },
  {
    id: 'fine-tune',
    title: 'Fine-tune with recipe, dataset and evaluation (axolotl, Croissant, lm-eval)',
    make: fineTune,
  },
  { id: 'hub-cache', title: 'Cache of the Hugging Face Hub, with a card that is broken', make: hubCache },
];

/** Writes files by their paths below a folder. */
function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'object' && !Buffer.isBuffer(content) ? json(content) : content);
  }
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const license = (folder) => copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));

/** A file of safetensors: the length of the header, the header, zeros. `tensors` has shapes by names, all of BF16. */
function safetensors(tensors, metadata = { format: 'pt' }) {
  const header = { __metadata__: metadata };
  let at = 0;
  for (const [name, shape] of Object.entries(tensors)) {
    const end = at + shape.reduce((all, each) => all * each, 2);
    header[name] = { dtype: 'BF16', shape, data_offsets: [at, end] };
    at = end;
  }
  const text = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8, ' ');
  head.writeBigUInt64LE(BigInt(head.length - 8));
  text.copy(head, 8);
  return Buffer.concat([head, Buffer.alloc(at)]);
}

/** Names and shapes of the tensors of one layer of a Llama. */
const layer = (index, width = 64) => ({
  [`model.layers.${index}.self_attn.q_proj.weight`]: [width, width],
  [`model.layers.${index}.self_attn.k_proj.weight`]: [width, width],
  [`model.layers.${index}.self_attn.v_proj.weight`]: [width, width],
  [`model.layers.${index}.self_attn.o_proj.weight`]: [width, width],
  [`model.layers.${index}.mlp.gate_proj.weight`]: [2 * width, width],
  [`model.layers.${index}.mlp.up_proj.weight`]: [2 * width, width],
  [`model.layers.${index}.mlp.down_proj.weight`]: [width, 2 * width],
  [`model.layers.${index}.input_layernorm.weight`]: [width],
  [`model.layers.${index}.post_attention_layernorm.weight`]: [width],
});

const LLAMA = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: 64,
  intermediate_size: 128,
  num_attention_heads: 4,
  num_key_value_heads: 4,
  num_hidden_layers: 3,
  max_position_embeddings: 2048,
  vocab_size: 512,
  hidden_act: 'silu',
  rms_norm_eps: 1e-5,
  torch_dtype: 'bfloat16',
  transformers_version: '4.57.0',
};

const TOKENIZER = {
  tokenizer_class: 'LlamaTokenizerFast',
  model_max_length: 2048,
  bos_token: '<s>',
  eos_token: '</s>',
};

function sharded(folder) {
  const shards = [
    { 'model.embed_tokens.weight': [512, 64], ...layer(0) },
    layer(1),
    { ...layer(2), 'model.norm.weight': [64], 'lm_head.weight': [512, 64] },
  ].map((tensors, index) => [`model-0000${index + 1}-of-00003.safetensors`, tensors]);
  const size = ([, tensors]) => Object.values(tensors).reduce((sum, [a, b = 1]) => sum + 2 * a * b, 0);
  write(folder, {
    ...Object.fromEntries(shards.map(([name, tensors]) => [name, safetensors(tensors)])),
    'model.safetensors.index.json': {
      metadata: { total_size: shards.reduce((sum, shard) => sum + size(shard), 0) },
      weight_map: Object.fromEntries(
        shards.flatMap(([name, tensors]) => Object.keys(tensors).map((key) => [key, name])),
      ),
    },
    'config.json': LLAMA,
    'generation_config.json': { bos_token_id: 1, eos_token_id: 2, max_length: 2048 },
    'tokenizer_config.json': TOKENIZER,
    'README.md': SHARDED_CARD,
    'trainer_state.json': {
      best_metric: null,
      epoch: 3,
      global_step: 3750,
      max_steps: 3750,
      num_train_epochs: 3,
      total_flos: 1.25e15,
      train_batch_size: 16,
      log_history: [
        { epoch: 1, step: 1250, loss: 2.31, learning_rate: 0.0003 },
        { epoch: 3, step: 3750, eval_loss: 1.84, eval_runtime: 12.5 },
        { epoch: 3, step: 3750, train_loss: 1.97, train_runtime: 5400.2 },
      ],
    },
    'training_args.json': {
      output_dir: '/scratch/wren',
      learning_rate: 0.0003,
      per_device_train_batch_size: 16,
      num_train_epochs: 3,
      warmup_ratio: 0.03,
      weight_decay: 0.1,
      seed: 42,
      bf16: true,
    },
    'emissions.csv':
      'timestamp,project_name,run_id,experiment_id,duration,emissions,emissions_rate,cpu_power,gpu_power,ram_power,' +
      'cpu_energy,gpu_energy,ram_energy,energy_consumed,country_name,country_iso_code,region,cloud_provider,cloud_region,' +
      'os,python_version,codecarbon_version,cpu_count,cpu_model,gpu_count,gpu_model,longitude,latitude,ram_total_size,' +
      'tracking_mode,on_cloud,pue\n' +
      '2026-03-14T17:20:00,wren-pretraining,8b1c,5b0f,5400.2,0.6157,0.00011,112.5,280.1,94.3,0.169,0.42,0.141,0.73,Norway,' +
      'NOR,oslo,,,Linux,3.12.3,3.0.4,32,AMD EPYC 7543,1,NVIDIA A100-SXM4-40GB,10.7,59.9,251.5,machine,N,1.0\n',
    'requirements.txt': 'torch==2.6.0\ntransformers>=4.57,<5\nsafetensors==0.5.3\n',
    'CITATION.cff':
      'cff-version: 1.2.0\ntitle: Wren 1\nversion: 1.1.0\ndate-released: 2026-03-20\nlicense: Apache-2.0\n' +
      'repository-code: https://github.com/example/wren\nauthors:\n' +
      '  - family-names: Ahlgren\n    given-names: Maja\n    email: maja@example.org\n  - name: Example Birds Lab\n',
  });
  license(folder);
  return folder;
}

const SHARDED_CARD = `---
license: apache-2.0
language:
  - en
  - nb
library_name: transformers
pipeline_tag: text-generation
tags:
  - ornithology
datasets:
  - example/birdsong-notes
metrics:
  - perplexity
  - accuracy
co2_eq_emissions:
  emissions: 615.7
  source: CodeCarbon
  training_type: pre-training
  geographical_location: Oslo, Norway
  hardware_used: 1 x NVIDIA A100
model-index:
  - name: Wren 1
    results:
      - task:
          type: text-generation
          name: Text Generation
        dataset:
          type: example/birdsong-notes
          name: Birdsong Notes
          split: test
        metrics:
          - type: perplexity
            value: 6.31
            name: Perplexity
          - type: accuracy
            value: 0.482
            name: Next-token accuracy
            verified: false
---

# Wren 1

A small language model that writes notes on birdsong in English and Norwegian.

## Model Details

- **Developed by:** Example Birds Lab
- **Model type:** Decoder-only transformer
- **Repository:** https://github.com/example/wren

## Uses

Drafting field notes, which a person then checks.

### Out-of-Scope Use

Do not identify protected species by it.

## Bias, Risks, and Limitations

It knows few birds of the southern hemisphere, and invents names of places.

## Training Details

### Training Data

120,000 notes of volunteers, of 2019 to 2025.

### Preprocessing

Coordinates are removed, and notes in other languages.

### Training Procedure

Three epochs on one A100 in 90 minutes.

## Evaluation

Perplexity on the 5,000 notes of the test split.
`;

/** Types of values of GGUF by number (ggml, docs/gguf.md). */
const GGUF = { u32: 4, f32: 6, bool: 7, string: 8, array: 9 };

/** A GGUF file of version 3: metadata with their types, and tensors of Q8_0 with zeros. */
function gguf(metadata, tensors) {
  const parts = [];
  const number = (bytes, put) => {
    const buffer = Buffer.alloc(bytes);
    put(buffer);
    parts.push(buffer);
  };
  const u32 = (value) => number(4, (buffer) => buffer.writeUInt32LE(value));
  const u64 = (value) => number(8, (buffer) => buffer.writeBigUInt64LE(BigInt(value)));
  const text = (value) => {
    u64(Buffer.byteLength(value));
    parts.push(Buffer.from(value));
  };
  const put = {
    u32,
    f32: (value) => number(4, (buffer) => buffer.writeFloatLE(value)),
    bool: (value) => number(1, (buffer) => buffer.writeUInt8(value ? 1 : 0)),
    string: text,
    array: (values) => {
      u32(GGUF.string);
      u64(values.length);
      values.forEach(text);
    },
  };
  parts.push(Buffer.from('GGUF'));
  u32(3);
  u64(Object.keys(tensors).length);
  u64(Object.keys(metadata).length);
  for (const [key, [type, value]] of Object.entries(metadata)) {
    text(key);
    u32(GGUF[type]);
    put[type](value);
  }
  let at = 0;
  for (const [name, shape] of Object.entries(tensors)) {
    text(name);
    u32(shape.length);
    for (const side of [...shape].reverse()) u64(side);
    u32(8);
    u64(at);
    // 32 numbers in 34 bytes.
    at += Math.ceil(((shape.reduce((all, each) => all * each, 1) / 32) * 34) / 32) * 32;
  }
  const head = Buffer.concat(parts);
  return Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32), Buffer.alloc(at)]);
}

function quantized(folder) {
  const string = (value) => ['string', value];
  const u32 = (value) => ['u32', value];
  const metadata = {
    'general.architecture': string('llama'),
    'general.type': string('model'),
    'general.name': string('Wren 1 Instruct'),
    'general.basename': string('Wren'),
    'general.finetune': string('Instruct'),
    'general.version': string('1.1'),
    'general.size_label': string('0.2M'),
    'general.author': string('Maja Ahlgren'),
    'general.organization': string('Example Birds Lab'),
    'general.description': string('Wren 1, tuned to follow instructions, in eight bits.'),
    'general.quantized_by': string('Example Birds Lab'),
    'general.license': string('other'),
    'general.license.name': string('Example Birds Community License'),
    'general.license.link': string('https://example.org/wren/license'),
    'general.url': string('https://example.org/wren'),
    'general.doi': string('10.5555/wren.1'),
    'general.repo_url': string('https://huggingface.co/example/wren-1-instruct'),
    'general.tags': ['array', ['ornithology', 'text-generation']],
    'general.languages': ['array', ['en', 'nb']],
    'general.base_model.count': u32(1),
    'general.base_model.0.name': string('Wren 1'),
    'general.base_model.0.organization': string('Example Birds Lab'),
    'general.base_model.0.repo_url': string('https://huggingface.co/example/wren-1'),
    'general.dataset.count': u32(1),
    'general.dataset.0.name': string('Birdsong Questions'),
    'general.dataset.0.organization': string('Example Birds Lab'),
    'general.dataset.0.repo_url': string('https://huggingface.co/datasets/example/birdsong-questions'),
    'general.file_type': u32(7),
    'general.quantization_version': u32(2),
    'llama.context_length': u32(2048),
    'llama.embedding_length': u32(64),
    'llama.block_count': u32(1),
    'llama.feed_forward_length': u32(128),
    'llama.attention.head_count': u32(4),
    'llama.attention.layer_norm_rms_epsilon': ['f32', 0.00001],
    'llama.vocab_size': u32(512),
    'tokenizer.ggml.model': string('llama'),
    'tokenizer.ggml.add_bos_token': ['bool', true],
    'tokenizer.ggml.tokens': ['array', Array.from({ length: 512 }, (_each, index) => `token${index}`)],
    'tokenizer.chat_template': string('{% for message in messages %}{{ message.content }}{% endfor %}'),
  };
  const tensors = {
    'token_embd.weight': [512, 64],
    'blk.0.attn_q.weight': [64, 64],
    'blk.0.attn_k.weight': [64, 64],
    'blk.0.attn_v.weight': [64, 64],
    'blk.0.attn_output.weight': [64, 64],
    'blk.0.ffn_up.weight': [128, 64],
    'output.weight': [512, 64],
  };
  write(folder, { 'wren-1-instruct-Q8_0.gguf': gguf(metadata, tensors) });
  return folder;
}

function adapter(folder) {
  write(folder, {
    'adapter_model.safetensors': safetensors({
      'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight': [8, 64],
      'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight': [64, 8],
    }),
    'adapter_config.json': {
      base_model_name_or_path: 'example/wren-1',
      bias: 'none',
      inference_mode: true,
      lora_alpha: 16,
      lora_dropout: 0.05,
      modules_to_save: null,
      peft_type: 'LORA',
      peft_version: '0.18.0',
      r: 8,
      revision: null,
      target_modules: ['q_proj', 'v_proj'],
      task_type: 'CAUSAL_LM',
    },
    'README.md': `---
base_model: example/wren-1
library_name: peft
pipeline_tag: text-generation
license: cc-by-4.0
tags:
  - base_model:adapter:example/wren-1
  - lora
---

# Model Card for Wren 1 Owls

<!-- Provide a quick summary of what the model is/does. -->

Teaches Wren 1 the owls of Scandinavia.

## Model Details

- **Developed by:** Maja Ahlgren
- **Funded by [optional]:** [More Information Needed]
- **License:** cc-by-4.0
- **Finetuned from model [optional]:** example/wren-1

## Uses

[More Information Needed]

### Framework versions

- PEFT 0.18.0
`,
  });
  return folder;
}

function fineTune(folder) {
  write(folder, {
    'model.safetensors': safetensors({
      'model.embed_tokens.weight': [512, 64],
      ...layer(0),
      'model.norm.weight': [64],
    }),
    'config.json': { ...LLAMA, num_hidden_layers: 1, tie_word_embeddings: true },
    'tokenizer_config.json': TOKENIZER,
    'axolotl.yml': `base_model: example/wren-1
model_type: LlamaForCausalLM
datasets:
  - path: example/birdsong-questions
    type: alpaca
    split: train
sequence_len: 2048
sample_packing: true
micro_batch_size: 2
gradient_accumulation_steps: 8
num_epochs: 2
optimizer: adamw_torch_fused
lr_scheduler: cosine
learning_rate: 2e-5
bf16: true
flash_attention: true
wandb_project: wren
output_dir: ./outputs/wren
`,
    'README.md': `---
base_model: example/wren-1
library_name: transformers
model_name: wren-1-questions
tags:
  - generated_from_trainer
  - trl
  - sft
licence: license
---

# Model Card for wren-1-questions

This model is a fine-tuned version of [example/wren-1](https://huggingface.co/example/wren-1).
It has been trained using [TRL](https://github.com/huggingface/trl).

## Training procedure

This model was trained with SFT.

### Framework versions

- TRL: 0.25.1
- Transformers: 4.57.0
- Pytorch: 2.6.0
- Datasets: 4.4.1
- Tokenizers: 0.22.1
`,
    'data/croissant.json': {
      '@context': { '@language': 'en', '@vocab': 'https://schema.org/', cr: 'http://mlcommons.org/croissant/' },
      '@type': 'Dataset',
      conformsTo: 'http://mlcommons.org/croissant/1.0',
      name: 'birdsong-questions',
      description: 'Questions of children on birdsong, with answers of rangers.',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      url: 'https://huggingface.co/datasets/example/birdsong-questions',
      version: '1.0.2',
      datePublished: '2025-11-03',
      dateCreated: '2025-09-01',
      creator: { '@type': 'Organization', name: 'Example Birds Lab', url: 'https://example.org' },
      'rai:dataCollection': 'Asked at schools, answered by rangers.',
      'rai:dataBiases': ['Most schools are in towns.'],
      'rai:personalSensitiveInformation': 'None',
      distribution: [
        {
          '@type': 'cr:FileObject',
          '@id': 'questions.jsonl',
          contentUrl: 'questions.jsonl',
          contentSize: '2,1 MB',
          encodingFormat: 'application/jsonlines',
        },
      ],
      recordSet: [
        {
          '@type': 'cr:RecordSet',
          '@id': 'default',
          field: [
            { '@type': 'cr:Field', '@id': 'default/question', dataType: 'sc:Text' },
            { '@type': 'cr:Field', '@id': 'default/answer', dataType: 'sc:Text' },
          ],
        },
      ],
    },
    'results_2026-04-02T10-11-12.123456.json': {
      results: {
        arc_easy: {
          alias: 'arc_easy',
          'acc,none': 0.4125,
          'acc_stderr,none': 0.0101,
          'acc_norm,none': 0.3902,
          'acc_norm_stderr,none': 0.01,
        },
        lambada_openai: { alias: 'lambada_openai', 'perplexity,none': 48.91, 'perplexity_stderr,none': 2.1 },
      },
      configs: {
        arc_easy: { task: 'arc_easy', dataset_path: 'allenai/ai2_arc', dataset_name: 'ARC-Easy', test_split: 'test' },
        lambada_openai: { task: 'lambada_openai', dataset_path: 'EleutherAI/lambada_openai', test_split: 'test' },
      },
      versions: { arc_easy: 1, lambada_openai: 1 },
      'n-shot': { arc_easy: 0, lambada_openai: 0 },
      config: { model: 'hf', model_args: 'pretrained=./outputs/wren', batch_size: '16', device: 'cuda:0' },
      date: 1775124672,
    },
    'pyproject.toml': `[project]
name = "wren-questions"
version = "0.3.0"
license = "MIT"
dependencies = ["transformers>=4.57", "torch==2.6.0"]
`,
  });
  return folder;
}

/** As huggingface_hub lays files out: blobs by their hash, links to them by revision. */
function hubCache(folder) {
  const repository = path.join(folder, 'models--example--wren-1-tiny');
  const revision = '5f0f6f2c1b8a4c0f9e8d7c6b5a49382716f5e4d3';
  const snapshot = path.join(repository, 'snapshots', revision);
  const files = {
    'model.safetensors': safetensors(layer(0, 32)),
    'config.json': json({ ...LLAMA, hidden_size: 32, intermediate_size: 64, num_hidden_layers: 1 }),
    'tokenizer_config.json': json(TOKENIZER),
    // A colon where none may be, and a list that never ends.
    'README.md':
      '---\nlicense: mit\nlanguage: [en, nb\ntitle: wren: tiny\n---\n\n# Wren 1 Tiny\n\nThe smallest of the Wren models, for tests.\n',
  };
  write(repository, { 'refs/main': revision });
  mkdirSync(path.join(repository, 'blobs'));
  mkdirSync(snapshot, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const large = name.endsWith('.safetensors');
    const bytes = Buffer.from(content);
    const hash = large
      ? createHash('sha256').update(bytes).digest('hex')
      : createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    writeFileSync(path.join(repository, 'blobs', hash), bytes);
    symlinkSync(`../../blobs/${hash}`, path.join(snapshot, name));
  }
  return repository;
}
