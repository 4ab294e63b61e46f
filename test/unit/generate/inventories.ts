import { type Certainty, type Fact, type FactSource, type Inventory } from '../../../src/core/modelfolder/inventory';
import { type BomOptions } from '../../../src/core/generate/generated';

/** A fact as a reader of the card states it. */
export function fact<T>(value: T, source: Partial<FactSource> = {}, certainty: Certainty = 'stated'): Fact<T> {
  return { value, source: { path: 'README.md', reader: 'card', ...source }, certainty };
}

/** A folder of which nothing is known but its files. */
export function bareInventory(changes: Partial<Inventory> = {}): Inventory {
  return {
    root: 'falcon',
    name: [fact('falcon', { path: '', reader: 'folder' }, 'guessed')],
    version: [],
    releaseTime: [],
    builtTime: [],
    description: [],
    suppliers: [],
    authors: [],
    licenses: [],
    identifiers: [],
    homePage: [],
    downloadLocation: [],
    repository: [],
    modelTypes: [],
    architecture: [],
    domains: [],
    inputs: [],
    outputs: [],
    languages: [],
    libraries: [],
    tags: [],
    parameters: [],
    precision: [],
    quantization: [],
    contextLength: [],
    hyperparameters: [],
    architectureSettings: [],
    metrics: [],
    decisionThresholds: [],
    datasets: [],
    baseModels: [],
    energy: [],
    emissions: [],
    sections: [],
    preprocessing: [],
    dependencies: [],
    links: [],
    files: [{ path: 'model.safetensors', bytes: 1000, kind: 'weight', components: ['Model parameters (Final)'] }],
    complete: true,
    conflicts: [],
    problems: [],
    ...changes,
  };
}

/** A folder that says everything that can be said. */
export function fullInventory(changes: Partial<Inventory> = {}): Inventory {
  return bareInventory({
    name: [fact('Falcon Birds', { key: 'model_name', line: 2 })],
    version: [fact('1.2.0', { path: '.git', reader: 'git', key: 'v1.2.0' })],
    releaseTime: [fact('2026-03-01T10:00:00Z', { path: '.git', reader: 'git' })],
    builtTime: [fact('2026-02-20T08:30:00Z', { path: 'emissions.csv', reader: 'emissions', key: 'timestamp' })],
    description: [fact('Finds birds in pictures.', { line: 20 })],
    suppliers: [fact({ name: 'Example Lab', kind: 'organization' as const, url: 'https://example.org' }, { line: 4 })],
    authors: [
      fact(
        { name: 'Ann Author', kind: 'person' as const, email: 'ann@example.org' },
        { path: 'CITATION.cff', reader: 'citation' },
      ),
    ],
    licenses: [
      fact(
        { written: 'apache-2.0', expression: 'Apache-2.0', scope: 'model' as const, file: 'LICENSE' },
        { key: 'license', line: 1 },
      ),
    ],
    identifiers: [
      fact(
        { type: 'purl' as const, value: 'pkg:huggingface/example/falcon@0123456789abcdef0123456789abcdef01234567' },
        { path: '.git', reader: 'git' },
        'derived',
      ),
      fact({ type: 'doi' as const, value: '10.1234/falcon' }, { key: 'doi' }),
      fact(
        { type: 'commit' as const, value: '0123456789abcdef0123456789abcdef01234567' },
        { path: '.git', reader: 'git' },
        'measured',
      ),
    ],
    homePage: [fact('https://huggingface.co/example/falcon')],
    downloadLocation: [fact('https://huggingface.co/example/falcon')],
    repository: [fact('https://github.com/example/falcon', { path: '.git', reader: 'git' })],
    modelTypes: [
      fact('ViTForImageClassification', { path: 'config.json', reader: 'config', key: 'architectures' }),
      fact('vit', { path: 'config.json', reader: 'config', key: 'model_type' }),
    ],
    architecture: [fact('transformer', { path: 'config.json', reader: 'config' }, 'derived')],
    domains: [fact('image-classification', { key: 'pipeline_tag', line: 6 })],
    inputs: [fact('image', {}, 'derived')],
    outputs: [fact('text', {}, 'derived')],
    languages: [fact('en', { key: 'language' })],
    libraries: [fact('transformers', { key: 'library_name' })],
    parameters: [fact(86_567_656, { path: 'model.safetensors', reader: 'safetensors' }, 'measured')],
    precision: [fact('float32', { path: 'model.safetensors', reader: 'safetensors' }, 'measured')],
    hyperparameters: [
      fact(
        { name: 'learning_rate', value: '2e-5' },
        { path: 'training_args.json', reader: 'training-args', key: 'learning_rate' },
      ),
      fact({ name: 'num_train_epochs', value: '3' }, { path: 'training_args.json', reader: 'training-args' }),
    ],
    architectureSettings: [
      fact({ name: 'hidden_size', value: '768' }, { path: 'config.json', reader: 'config', key: 'hidden_size' }),
    ],
    metrics: [
      fact(
        {
          name: 'accuracy',
          value: 0.91,
          task: 'image-classification',
          dataset: { name: 'Birds', id: 'example/birds', split: 'test' },
        },
        { key: 'model-index' },
      ),
      fact({ name: 'f1', value: '0.9' }, { path: 'all_results.json', reader: 'training-results' }, 'measured'),
    ],
    decisionThresholds: [fact({ name: 'accuracy', value: '0.5' }, { path: 'config.json', reader: 'config' })],
    datasets: [
      fact(
        {
          id: 'example/birds',
          name: 'Birds',
          role: 'both' as const,
          purl: 'pkg:huggingface/datasets/example/birds',
          url: 'https://huggingface.co/datasets/example/birds',
          license: { written: 'cc-by-4.0', expression: 'CC-BY-4.0', scope: 'data' as const },
          types: ['image'],
          size: 2689,
          rows: 120,
          created: '2025-01-01T00:00:00Z',
          published: '2025-02-01T00:00:00Z',
          description: 'Pictures of birds.',
          collection: 'Taken by rangers.',
          biases: ['Few owls.'],
          availability: 'directDownload' as const,
          sensitive: 'no' as const,
        },
        { key: 'datasets', line: 8 },
      ),
    ],
    baseModels: [
      fact(
        {
          id: 'google/vit-base',
          name: 'vit-base',
          relation: 'finetune' as const,
          purl: 'pkg:huggingface/google/vit-base',
          url: 'https://huggingface.co/google/vit-base',
        },
        { key: 'base_model' },
      ),
    ],
    energy: [
      fact(
        { kWh: 5.1, phase: 'training' as const, duration: 3600 },
        { path: 'emissions.csv', reader: 'emissions', key: 'energy_consumed', line: 1 },
        'measured',
      ),
    ],
    emissions: [
      fact(
        { gramsCO2eq: 1234, phase: 'training' as const, method: 'codecarbon' },
        { path: 'emissions.csv', reader: 'emissions' },
        'measured',
      ),
    ],
    sections: [
      fact({ role: 'uses' as const, heading: 'Uses', text: 'Counting birds.' }, { line: 30 }),
      fact({ role: 'limitations' as const, heading: 'Limitations', text: 'Knows no owls.' }, { line: 40 }),
      fact({ role: 'training' as const, heading: 'Training', text: 'On one GPU.' }, { line: 50 }),
      fact({ role: 'trainingData' as const, heading: 'Training data', text: 'Birds.' }, { line: 60 }),
    ],
    preprocessing: [fact('Resized to 224 x 224.', { path: 'preprocessor_config.json', reader: 'preprocessor-config' })],
    dependencies: [
      fact(
        { name: 'torch', version: '2.4.0', purl: 'pkg:pypi/torch@2.4.0' },
        { path: 'requirements.txt', reader: 'requirements', line: 0 },
      ),
      fact(
        { name: 'datasets', range: '>=2', purl: 'pkg:pypi/datasets', scope: 'training' as const },
        { path: 'requirements.txt', reader: 'requirements', line: 1 },
      ),
    ],
    links: [fact({ type: 'paper' as const, target: 'https://arxiv.org/abs/2401.00001', title: 'Birds' }, { line: 70 })],
    files: [
      { path: 'LICENSE', bytes: 11_000, kind: 'doc', components: [] },
      { path: 'README.md', bytes: 4000, kind: 'doc', components: ['Model card'], role: 'card' },
      { path: 'config.json', bytes: 800, kind: 'weight.config', components: ['Model metadata'], role: 'config' },
      {
        path: 'model.safetensors',
        bytes: 1000,
        kind: 'weight',
        components: ['Model parameters (Final)'],
        role: 'safetensors',
      },
      { path: 'train.py', bytes: 2000, kind: 'code', components: ['Training code'] },
    ],
    ...changes,
  });
}

/** Options that stay the same, with a digest for each file. */
export function bomOptions(inventory: Inventory, changes: Partial<BomOptions> = {}): BomOptions {
  return {
    digests: new Map(inventory.files.map(({ path }, index) => [path, index.toString(16).padStart(2, '0').repeat(32)])),
    now: new Date('2026-11-22T12:00:00.789Z'),
    toolVersion: '9.9.9',
    ...changes,
  };
}
