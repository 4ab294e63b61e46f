import { describe, expect, it } from 'vitest';
import { inventoryOf, rules, safetensors, values } from './files';

const WEIGHTS = { 'model.safetensors': safetensors({ w: { dtype: 'F32', shape: [4] } }) };

describe('the card', () => {
  const CARD = `---
license: other
license_name: finch-community
license_link: https://example.org/finch
language: [en, de]
library_name: transformers
pipeline_tag: text-generation
tags: [birds, "arxiv:2307.09288", "base_model:finetune:institute/finch-base"]
datasets: [institute/songs]
base_model: institute/finch-base
base_model_relation: finetune
co2_eq_emissions: { emissions: 1200, source: CodeCarbon, training_type: fine-tuning }
model-index:
  - name: Finch 1B
    results:
      - task: { type: text-generation }
        dataset: { name: Bird Bench, type: institute/bird-bench, split: test }
        metrics:
          - { type: accuracy, value: 0.71, name: Accuracy }
---
# Model Card for Finch 1B

<!-- a comment with # no heading -->

Finch writes what birds would say, and answers questions about their songs.

## Model Details

- **Developed by:** Institute for Birds (https://birds.example.org)
- **Model type:** Decoder-only transformer
- **Finetuned from model [optional]:** [institute/finch-base](https://huggingface.co/institute/finch-base)
- **Shared by [optional]:** [More Information Needed]
- **Repository:** [code](https://github.com/institute/finch)
- **Release date:** 2024-05-06

## Uses

Chat about birds.

### Out-of-Scope Use

Hunting.

## Bias, Risks, and Limitations

[More Information Needed]

## Training Details

### Training hyperparameters

The following hyperparameters were used during training:
- learning_rate: 2e-05
- train_batch_size: 16

### Framework versions

- Transformers 4.41.2
- Pytorch 2.3.0+cu121

\`\`\`python
# not a heading
\`\`\`
`;

  it('says what its metadata, lists and sections say, each with its line', async () => {
    const inventory = await inventoryOf({ ...WEIGHTS, 'README.md': CARD });
    expect(inventory.name[0]).toEqual({
      value: 'Finch 1B',
      certainty: 'stated',
      source: { path: 'README.md', key: 'model-index[0].name', line: 13, reader: 'card' },
      also: [{ path: 'README.md', key: 'Model Card for Finch 1B', line: 20, reader: 'card' }],
    });
    expect(values(inventory.licenses)).toEqual([
      {
        written: 'finch-community',
        expression: 'LicenseRef-finch-community',
        name: 'finch-community',
        scope: 'model',
        url: 'https://example.org/finch',
      },
    ]);
    expect(values(inventory.languages)).toEqual(['en', 'de']);
    expect(values(inventory.domains)).toEqual(['text-generation']);
    expect([values(inventory.inputs), values(inventory.outputs)]).toEqual([['text'], ['text']]);
    expect(values(inventory.identifiers)).toEqual([{ type: 'arxiv', value: '2307.09288' }]);
    expect(values(inventory.suppliers)).toEqual([{ name: 'Institute for Birds', url: 'https://birds.example.org' }]);
    expect(values(inventory.modelTypes)).toEqual(['Decoder-only transformer']);
    expect(values(inventory.repository)).toEqual(['https://github.com/institute/finch']);
    expect(values(inventory.releaseTime)).toEqual(['2024-05-06T00:00:00Z']);
    expect(values(inventory.baseModels)).toEqual([
      {
        id: 'institute/finch-base',
        name: 'institute/finch-base',
        relation: 'finetune',
        purl: 'pkg:huggingface/institute/finch-base',
        url: 'https://huggingface.co/institute/finch-base',
      },
    ]);
    expect(values(inventory.datasets)).toMatchObject([
      { id: 'institute/songs', role: 'trained', url: 'https://huggingface.co/datasets/institute/songs' },
      { id: 'institute/bird-bench', role: 'tested', name: 'Bird Bench', split: 'test' },
    ]);
    expect(inventory.metrics).toMatchObject([
      {
        value: { task: 'text-generation', name: 'Accuracy', value: 0.71, dataset: { id: 'institute/bird-bench' } },
        source: { line: 18 },
      },
    ]);
    expect(values(inventory.emissions)).toEqual([{ gramsCO2eq: 1200, phase: 'finetuning', method: 'CodeCarbon' }]);
    expect(inventory.hyperparameters).toMatchObject([
      {
        value: { name: 'learning_rate', value: '2e-05' },
        source: { key: 'Training hyperparameters: learning_rate', line: 52 },
      },
      { value: { name: 'train_batch_size', value: '16' }, source: { line: 53 } },
    ]);
    expect(values(inventory.dependencies)).toMatchObject([
      { name: 'transformers', version: '4.41.2', scope: 'training' },
      { name: 'torch', version: '2.3.0+cu121', purl: 'pkg:pypi/torch@2.3.0%2Bcu121' },
    ]);
    expect(values(inventory.sections).map(({ role, text }) => [role, text])).toEqual([
      ['uses', 'Chat about birds.'],
      ['outOfScope', 'Hunting.'],
      ['training', expect.stringContaining('learning_rate: 2e-05')],
    ]);
    expect(inventory.description[0]).toMatchObject({
      value: expect.stringMatching(/^Finch writes/),
      certainty: 'derived',
    });
    expect(inventory.problems).toEqual([]);
  });

  it('still counts where its metadata are broken, which is told', async () => {
    const inventory = await inventoryOf({
      ...WEIGHTS,
      'README.md': '---\nlicense: [mit\ntags: x\n---\n# Finch\n\n## Uses\n\nChat.\n',
    });
    expect(inventory.problems).toMatchObject([
      { path: '', rule: 'modelfolder/no-license' },
      { path: 'README.md', rule: 'modelfolder/unreadable', line: expect.any(Number) },
    ]);
    expect(values(inventory.sections)).toMatchObject([{ role: 'uses', text: 'Chat.' }]);
  });

  it('is read in UTF-16, with a byte order mark, and with bytes that are no UTF-8', async () => {
    const text = '---\nlicense: mit\n---\n# Pinson\n';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [utf16, Buffer.from(`\ufeff${text}`), Buffer.from(`${text}\n\xe9t\xe9\n`, 'latin1')]) {
      const inventory = await inventoryOf({ ...WEIGHTS, 'README.md': bytes });
      expect(values(inventory.licenses)).toMatchObject([{ expression: 'MIT' }]);
      expect(values(inventory.name)[0]).toBe('Pinson');
    }
  });

  it('takes long prose apart in no time', async () => {
    const hostile = `# x\n${'[a]('.repeat(50_000)}\n${'- **'.repeat(50_000)}\n${'<'.repeat(100_000)}\n${'!['.repeat(50_000)}\n`;
    const began = performance.now();
    await inventoryOf({ ...WEIGHTS, 'README.md': hostile });
    // It is a bound on patterns that go wild: those take minutes.
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('configurations', () => {
  it('config.json tells type, precision, context and settings', async () => {
    const inventory = await inventoryOf({
      'config.json': JSON.stringify({
        architectures: ['LlavaForConditionalGeneration'],
        model_type: 'llava',
        torch_dtype: 'bfloat16',
        transformers_version: '4.41.2',
        _name_or_path: 'institute/finch-base',
        text_config: { max_position_embeddings: 8192, hidden_size: 64 },
        quantization_config: { quant_method: 'gptq', bits: 4 },
      }),
    });
    expect(values(inventory.modelTypes)).toEqual(['LlavaForConditionalGeneration', 'llava']);
    expect(values(inventory.architecture)).toEqual(['transformer']);
    expect(values(inventory.precision)).toEqual(['bfloat16']);
    expect(values(inventory.contextLength)).toEqual([8192]);
    expect(inventory.contextLength[0]!.source).toMatchObject({ key: 'text_config.max_position_embeddings', line: 0 });
    expect(values(inventory.quantization)).toEqual(['gptq 4 bit']);
    expect(values(inventory.architectureSettings)).toContainEqual({ name: 'hidden_size', value: '64' });
    expect(inventory.hyperparameters).toEqual([]);
    expect(inventory.baseModels).toMatchObject([{ value: { id: 'institute/finch-base' }, certainty: 'guessed' }]);
    expect(inventory.dependencies).toMatchObject([
      { value: { name: 'transformers', version: '4.41.2' }, certainty: 'derived' },
    ]);
  });

  it('tokenizer, generation, pictures and Sentence Transformers', async () => {
    const inventory = await inventoryOf({
      'tokenizer_config.json': JSON.stringify({
        tokenizer_class: 'BertTokenizer',
        do_lower_case: true,
        model_max_length: 1e30,
        chat_template: '{{x}}',
      }),
      'generation_config.json': JSON.stringify({ temperature: 0.6, bos_token_id: 1 }),
      'preprocessor_config.json': JSON.stringify({
        do_resize: true,
        size: { height: 224, width: 224 },
        do_normalize: true,
        image_mean: [0.5, 0.5],
        image_std: [0.1, 0.2],
      }),
      'modules.json': JSON.stringify([{ idx: 0, type: 'sentence_transformers.models.Transformer' }]),
      'config_sentence_transformers.json': JSON.stringify({
        __version__: { sentence_transformers: '3.0.1', pytorch: '2.3.0+cu121' },
      }),
      'sentence_bert_config.json': JSON.stringify({ max_seq_length: 256, do_lower_case: false }),
    });
    expect(values(inventory.preprocessing)).toEqual([
      'Tokenization with BertTokenizer, in lower case',
      'Resizing: height 224, width 224',
      'Normalization with the mean 0.5, 0.5',
      'Normalization with the standard deviation 0.1, 0.2',
    ]);
    expect(values(inventory.contextLength)).toEqual([256]);
    expect(values(inventory.architectureSettings)).toContainEqual({ name: 'generation.temperature', value: '0.6' });
    expect(values(inventory.libraries)).toEqual(['sentence-transformers']);
    expect(values(inventory.dependencies).map(({ purl }) => purl)).toEqual([
      'pkg:pypi/sentence-transformers@3.0.1',
      'pkg:pypi/torch@2.3.0',
    ]);
  });

  it('an index tells which files are missing', async () => {
    const inventory = await inventoryOf({
      'README.md': '---\nlicense: mit\n---\n',
      'model-00001-of-00002.safetensors': safetensors({ w: { dtype: 'F32', shape: [4] } }),
      'model.safetensors.index.json': JSON.stringify({
        metadata: { total_parameters: 8 },
        weight_map: { w: 'model-00001-of-00002.safetensors', v: 'model-00002-of-00002.safetensors' },
      }),
    });
    expect(inventory.problems).toMatchObject([
      { path: 'model-00001-of-00002.safetensors', rule: 'modelfolder/different-values' },
      {
        path: 'model.safetensors.index.json',
        rule: 'modelfolder/missing-shard',
        message: '"model-00002-of-00002.safetensors" is not in the folder.',
      },
    ]);
  });
});

describe('training', () => {
  it('settings, state and results of the trainer', async () => {
    const inventory = await inventoryOf({
      'training_args.json': JSON.stringify({
        learning_rate: 2e-5,
        per_device_train_batch_size: 16,
        output_dir: '/home/me',
        logging_steps: 10,
        seed: 7,
        model_name_or_path: '/data/base',
      }),
      'README.md':
        '---\nlicense: mit\n---\n### Training hyperparameters\n\n- learning_rate: 2e-05\n- train_batch_size: 16\n',
      'trainer_state.json':
        '{"best_metric": NaN, "epoch": 3.0, "train_batch_size": 16, "log_history": [{"eval_loss": 2}, {"eval_loss": 1.5, "note": "NaN"}]}',
      'checkpoint-500/trainer_state.json': JSON.stringify({ epoch: 1 }),
      'all_results.json': JSON.stringify({ eval_accuracy: 0.9, eval_runtime: 12, train_samples: 5 }),
    });
    // The card tells the same settings in other words; both places are named.
    expect(values(inventory.hyperparameters)).toEqual([
      { name: 'learning_rate', value: '2e-05' },
      { name: 'train_batch_size', value: '16' },
      { name: 'seed', value: '7' },
    ]);
    expect(inventory.hyperparameters[1]!.also?.map(({ path }) => path)).toEqual([
      'training_args.json',
      'trainer_state.json',
    ]);
    expect(values(inventory.metrics).map(({ name, value }) => [name, value])).toEqual([
      ['epoch', 3],
      ['eval_loss', 1.5],
      ['eval_accuracy', 0.9],
    ]);
    expect(inventory.builtTime).toMatchObject([{ certainty: 'guessed' }]);
    expect(inventory.baseModels).toEqual([]);
    expect(rules(inventory)).toEqual([]);
  });

  it('the last checkpoint speaks where the model has no state of its own', async () => {
    const state = (epoch: number) => JSON.stringify({ epoch });
    const inventory = await inventoryOf({
      'checkpoint-900/trainer_state.json': state(1),
      'checkpoint-1000/trainer_state.json': state(2),
    });
    expect(values(inventory.metrics)).toEqual([{ name: 'epoch', value: 2, origin: 'training' }]);
  });

  it('adapters', async () => {
    const inventory = await inventoryOf({
      'adapter_config.json': JSON.stringify({
        base_model_name_or_path: 'institute/finch',
        peft_type: 'LORA',
        r: 16,
        lora_alpha: 32,
        target_modules: ['q', 'v'],
        revision: null,
      }),
    });
    expect(values(inventory.baseModels)).toMatchObject([{ id: 'institute/finch', relation: 'adapter' }]);
    expect(values(inventory.hyperparameters)).toContainEqual({ name: 'target_modules', value: 'q, v' });
    expect(values(inventory.modelTypes)).toEqual(['LORA']);
  });

  it.each([
    [
      'axolotl.yml',
      'base_model: institute/finch\nlearning_rate: 0.0002\nadapter: lora\ndatasets:\n  - path: institute/songs\n    type: alpaca\n    split: train\n  - path: ./local.jsonl\n',
      'institute/finch',
      ['institute/songs'],
      'adapter',
    ],
    [
      'recipes/sft.yaml',
      'model_name_or_path: institute/finch\nlearning_rate: 1.0e-05\ndataset_mixer:\n  institute/songs: 1.0\n',
      'institute/finch',
      ['institute/songs'],
      'learning_rate',
    ],
    [
      'train.yaml',
      'model_name_or_path: institute/finch\nstage: sft\nfinetuning_type: full\ndataset: songs,calls\n',
      'institute/finch',
      ['songs', 'calls'],
      'finetuning_type',
    ],
  ])('the recipe %s', async (name, text, base, datasets, setting) => {
    const inventory = await inventoryOf({ [name]: text });
    expect(values(inventory.baseModels).map(({ id }) => id)).toEqual([base]);
    expect(values(inventory.datasets).map(({ name }) => name)).toEqual(datasets);
    expect(values(inventory.hyperparameters).map(({ name }) => name)).toContain(setting);
    expect(inventory.files[0]!.role).toBe('training-recipe');
  });

  it('mergekit', async () => {
    const inventory = await inventoryOf({
      'mergekit_config.yml':
        'merge_method: slerp\nbase_model: a/one\nslices:\n  - sources:\n      - model: a/one\n      - model: b/two\n',
    });
    expect(values(inventory.baseModels)).toMatchObject([
      { id: 'a/one', relation: 'merge' },
      { id: 'b/two', relation: 'merge' },
    ]);
  });

  it('other YAML is left alone', async () => {
    const inventory = await inventoryOf({ 'docker-compose.yml': 'services:\n  x: {}\n', 'broken.yml': 'a: [1\n' });
    expect(inventory.files.map(({ role }) => role)).toEqual([undefined, undefined]);
    expect(inventory.problems).toEqual([]);
  });

  it('energy: the last row of each run, and their sum', async () => {
    const head = 'timestamp,project_name,run_id,duration,emissions,energy_consumed,country_name,gpu_model,cpu_model';
    const inventory = await inventoryOf({
      'README.md': '---\nlicense: mit\nbase_model: a/b\n---\n',
      'emissions.csv': `${head}\n2024-05-01T10:00:00,finch,r1,100,0.1,1.0,Germany,1 x H100,"Xeon, 2 GHz"\n2024-05-01T11:00:00,finch,r1,200,0.2,2.0,Germany,1 x H100,"Xeon, 2 GHz"\n2024-05-02T11:00:00,finch,r2,50,0.1,0.5,Germany,1 x H100,"Xeon, 2 GHz"\n`,
    });
    expect(inventory.energy).toEqual([
      {
        value: {
          kWh: 2.5,
          phase: 'finetuning',
          duration: 250,
          hardware: '1 x H100, Xeon, 2 GHz',
          country: 'Germany',
          runs: 2,
        },
        certainty: 'measured',
        source: { path: 'emissions.csv', key: 'energy_consumed', reader: 'emissions' },
      },
    ]);
    expect(values(inventory.emissions)).toEqual([{ gramsCO2eq: 300, phase: 'finetuning', method: 'CodeCarbon' }]);
    expect(values(inventory.builtTime)).toEqual(['2024-05-02T11:00:00Z']);
  });

  it.each(['', 'a,b\n1,2\n', 'energy_consumed\nnan\n-3\n', 'energy_consumed,"x\n1,2'])(
    'a table without energy is told: %j',
    async (text) => {
      const { problems, energy } = await inventoryOf({ 'emissions.csv': text });
      expect(problems).toMatchObject([{ rule: 'modelfolder/unreadable' }]);
      expect(energy).toEqual([]);
    },
  );
});

describe('evaluations', () => {
  it('of the harness', async () => {
    const inventory = await inventoryOf({
      'eval/results_2024-05-01T10-00-00.json': JSON.stringify({
        results: { mmlu: { alias: 'mmlu', 'acc,none': 0.62, 'acc_stderr,none': 0.004, 'exact_match,strict': 0.4 } },
        configs: { mmlu: { dataset_path: 'cais/mmlu', dataset_name: 'all', test_split: 'test' } },
        versions: { mmlu: 1 },
      }),
      'results.json': JSON.stringify({ results: { mine: { x: 1 } } }),
    });
    expect(values(inventory.metrics)).toEqual([
      {
        task: 'mmlu',
        dataset: { name: 'cais/mmlu', id: 'cais/mmlu', config: 'all', split: 'test' },
        name: 'acc',
        value: 0.62,
        stderr: 0.004,
        origin: 'lm-evaluation-harness',
      },
      {
        task: 'mmlu',
        dataset: { name: 'cais/mmlu', id: 'cais/mmlu', config: 'all', split: 'test' },
        name: 'exact_match (strict)',
        value: 0.4,
        origin: 'lm-evaluation-harness',
      },
    ]);
    expect(values(inventory.datasets)).toMatchObject([{ id: 'cais/mmlu', role: 'tested', config: 'all' }]);
  });

  it('of the Hub', async () => {
    const inventory = await inventoryOf({
      '.eval_results/hle.yaml':
        '- dataset:\n    id: cais/hle\n    task_id: default\n  value: 20.9\n  verifyToken: abc\n  source: {url: "https://example.org/run"}\n',
    });
    expect(inventory.metrics).toMatchObject([
      {
        value: {
          task: 'default',
          value: 20.9,
          verified: true,
          origin: 'https://example.org/run',
          dataset: { id: 'cais/hle' },
        },
        source: { line: 3 },
      },
    ]);
  });
});

describe('data', () => {
  it('Croissant', async () => {
    const inventory = await inventoryOf({
      'data/croissant.json': JSON.stringify({
        '@context': { '@vocab': 'https://schema.org/' },
        '@type': 'sc:Dataset',
        conformsTo: 'http://mlcommons.org/croissant/1.0',
        name: 'Songs',
        description: 'Songs of birds.',
        license: 'https://creativecommons.org/licenses/by/4.0/',
        url: 'https://example.org/songs',
        datePublished: '2024-02-01',
        creator: { '@type': 'Organization', name: 'Institute' },
        distribution: [{ contentSize: '1.5 MB' }, { contentSize: '500 kB' }],
        recordSet: [{ field: [{ dataType: 'sc:AudioObject' }, { dataType: ['sc:Text'] }] }],
        'rai:dataBiases': ['Only Europe'],
        'rai:personalSensitiveInformation': 'None',
      }),
    });
    expect(values(inventory.datasets)).toEqual([
      {
        name: 'Songs',
        role: 'trained',
        path: 'data/croissant.json',
        url: 'https://example.org/songs',
        license: expect.objectContaining({ expression: 'CC-BY-4.0', scope: 'data' }),
        description: 'Songs of birds.',
        types: ['audio', 'text'],
        size: 2_000_000,
        creators: [{ name: 'Institute', kind: 'organization' }],
        published: '2024-02-01T00:00:00Z',
        biases: ['Only Europe'],
        sensitiveInformation: 'None',
        sensitive: 'no',
        availability: 'directDownload',
      },
    ]);
  });

  it('cards of datasets; a README of any other folder is none', async () => {
    const inventory = await inventoryOf({
      'data/README.md':
        '---\npretty_name: Songs\nlicense: cc-by-4.0\ntask_categories: [audio-classification]\ndataset_info:\n  dataset_size: 1000\n  splits:\n    - {name: train, num_examples: 10}\n---\n# Dataset Card for Songs\n\n- **Curated by:** Institute\n\n### Data Collection and Processing\n\nWith microphones.\n\n## Bias, Risks, and Limitations\n\nOnly Europe.\n',
      'src/README.md': '# Code\n',
    });
    expect(values(inventory.datasets)).toMatchObject([
      {
        name: 'Songs',
        license: { expression: 'CC-BY-4.0' },
        types: ['audio'],
        size: 1000,
        rows: 10,
        collection: 'With microphones.',
        biases: ['Only Europe.'],
        creators: [{ name: 'Institute' }],
      },
    ]);
    expect(values(inventory.links)).toEqual([{ type: 'dataSheet', target: 'data/README.md' }]);
  });

  it('one dataset from two places is one, trained and tested on', async () => {
    const inventory = await inventoryOf({
      'README.md':
        '---\ndatasets: [a/songs]\nmodel-index:\n  - name: x\n    results:\n      - dataset: {type: a/songs, name: Songs}\n        metrics: [{type: wer, value: 3}]\n---\n',
    });
    expect(inventory.datasets).toMatchObject([
      { value: { id: 'a/songs', role: 'both' }, also: [{ key: 'model-index[0].results[0].dataset.name' }] },
    ]);
  });
});

describe('dependencies', () => {
  it('of pip, conda, pyproject and lock files, ranges and versions joined', async () => {
    const inventory = await inventoryOf({
      'requirements.txt':
        '# comment\n-r other.txt\ntransformers>=4.40,<5  # why\nTorch==2.3.0 ; python_version > "3.8"\naccelerate[extra] @ https://example.org/a.whl\nnumpy\n???\n',
      'requirements-dev.txt': 'pytest==8.0\n',
      'environment.yml': 'channels: [conda-forge]\ndependencies:\n  - python=3.11\n  - pip:\n      - einops==0.8.0\n',
      'uv.lock':
        'version = 1\n\n[[package]]\nname = "finch"\nversion = "0.1.0"\nsource = { editable = "." }\n\n[[package]]\nname = "transformers"\nversion = "4.41.2"\n\n[package.metadata]\nname = "no"\nversion = "9"\n',
      'pyproject.toml':
        '[project]\nname = "finch"\nversion = "0.1.0"\nlicense = "MIT"\nauthors = [{name = "Ada", email = "ada@example.org"}]\ndependencies = ["safetensors~=0.4"]\n[project.optional-dependencies]\ntrain = ["trl==0.9"]\n[project.urls]\nRepository = "https://github.com/institute/finch"\n',
    });
    expect(values(inventory.dependencies)).toEqual([
      { name: 'pytest', version: '8.0', purl: 'pkg:pypi/pytest@8.0', scope: 'development' },
      {
        name: 'transformers',
        range: '>=4.40,<5',
        version: '4.41.2',
        purl: 'pkg:pypi/transformers@4.41.2',
        scope: 'runtime',
      },
      { name: 'Torch', version: '2.3.0', purl: 'pkg:pypi/torch@2.3.0' },
      { name: 'accelerate', purl: 'pkg:pypi/accelerate' },
      { name: 'numpy', purl: 'pkg:pypi/numpy' },
      { name: 'python', version: '3.11', purl: 'pkg:conda/python@3.11?channel=conda-forge' },
      { name: 'einops', version: '0.8.0', purl: 'pkg:pypi/einops@0.8.0' },
      { name: 'safetensors', range: '~=0.4', purl: 'pkg:pypi/safetensors', scope: 'runtime' },
      { name: 'trl', version: '0.9', purl: 'pkg:pypi/trl@0.9', scope: 'training' },
    ]);
    expect(inventory.version).toMatchObject([{ value: '0.1.0', certainty: 'derived' }]);
    expect(values(inventory.licenses)).toMatchObject([
      { expression: 'MIT', scope: 'code' },
      { expression: 'MIT', scope: 'model' },
    ]);
    expect(inventory.licenses[1]!.certainty).toBe('guessed');
    expect(inventory.authors).toMatchObject([{ value: { name: 'Ada', email: 'ada@example.org' } }]);
  });
});

describe('licences and citations', () => {
  const MIT =
    'MIT License\n\nCopyright (c) 2024 Ada\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n';

  it('a text is recognised, and another licence in the card contradicts it', async () => {
    const inventory = await inventoryOf({ ...WEIGHTS, LICENSE: MIT, 'README.md': '---\nlicense: apache-2.0\n---\n' });
    expect(inventory.conflicts).toMatchObject([
      {
        field: 'licenses',
        facts: [{ value: { expression: 'Apache-2.0' } }, { value: { expression: 'MIT', file: 'LICENSE' } }],
      },
    ]);
    expect(inventory.problems).toEqual([
      {
        path: 'LICENSE',
        severity: 'warning',
        rule: 'modelfolder/different-licenses',
        message: 'The licence is MIT here, and Apache-2.0 in README.md:2 (license).',
        line: 0,
      },
    ]);
  });

  it('either of two licences may be named', async () => {
    const inventory = await inventoryOf({
      ...WEIGHTS,
      'LICENSE-MIT': MIT,
      LICENSE: 'Our own words.',
      'README.md': '---\nlicense: mit\n---\n',
    });
    expect(inventory.conflicts).toEqual([]);
  });

  it('of code and data are others', async () => {
    const inventory = await inventoryOf({
      ...WEIGHTS,
      'LICENSE-CODE': MIT,
      'data/LICENSE': MIT,
      'README.md': '---\nlicense: apache-2.0\n---\n',
    });
    expect(values(inventory.licenses).map(({ expression, scope }) => [expression, scope])).toEqual([
      ['Apache-2.0', 'model'],
      ['MIT', 'code'],
      ['MIT', 'data'],
    ]);
    expect(inventory.conflicts).toEqual([]);
  });

  it('a tag that leaves two licences open agrees with either', async () => {
    const inventory = await inventoryOf({
      ...WEIGHTS,
      'README.md': '---\nlicense: gpl-3.0\n---\n',
      'CITATION.cff': 'title: Finch\nlicense: GPL-3.0-or-later\n',
    });
    expect(values(inventory.licenses)[0]).toMatchObject({ candidates: ['GPL-3.0-only', 'GPL-3.0-or-later'] });
    expect(inventory.conflicts).toEqual([]);
  });

  it('CITATION.cff', async () => {
    const inventory = await inventoryOf({
      'CITATION.cff':
        'cff-version: 1.2.0\ntitle: Finch\nversion: 1.1.0\ndoi: 10.5281/zenodo.1234567\ndate-released: 2024-05-06\nauthors:\n  - family-names: Lovelace\n    given-names: Ada\n    orcid: https://orcid.org/0000-0001\n  - name: Institute\nrepository-code: https://github.com/institute/finch\n',
      NOTICE: 'x',
      'USE_POLICY.md': 'x',
    });
    expect(values(inventory.version)).toEqual(['1.1.0']);
    expect(values(inventory.releaseTime)).toEqual(['2024-05-06T00:00:00Z']);
    expect(values(inventory.authors)).toEqual([
      { name: 'Ada Lovelace', kind: 'person', url: 'https://orcid.org/0000-0001' },
      { name: 'Institute', kind: 'organization' },
    ]);
    expect(values(inventory.identifiers)).toEqual([{ type: 'doi', value: '10.5281/zenodo.1234567' }]);
    expect(values(inventory.links).map(({ type }) => type)).toEqual([
      'citation',
      'notice',
      'usePolicy',
      'documentation',
    ]);
  });

  it('the MOF configuration says what people filled in', async () => {
    const inventory = await inventoryOf({
      'mof.yml':
        'framework:\n  name: Model Openness Framework\n  version: "1.0"\n  date: "2024-12-15"\nrelease:\n  name: Finch\n  version: "2.0"\n  date: "2025-03-01"\n  producer: Institute\n  architecture: transformer\n  huggingface: institute/finch\n  license:\n    distribution:\n      name: Apache-2.0\n  components:\n    - name: Model card\n      component_path: docs/about.txt\n',
      'docs/about.txt': 'x',
    });
    expect(values(inventory.version)).toEqual(['2.0']);
    expect(values(inventory.suppliers)[0]).toEqual({
      name: 'Institute',
      kind: 'organization',
      url: 'https://huggingface.co/institute',
    });
    expect(values(inventory.identifiers)).toEqual([{ type: 'purl', value: 'pkg:huggingface/institute/finch' }]);
    expect(inventory.files).toMatchObject([
      { path: 'docs/about.txt', components: ['Model card'] },
      { path: 'mof.yml', role: 'mof' },
    ]);
  });
});
