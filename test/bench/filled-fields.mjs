// What generators of AI BOMs find out about the same model folders: the ten of the tests. Writes docs/generate-compared.md.
// The others are installed into a cache, once; what cannot be had is told of in words and left out.
//   node test/bench/filled-fields.mjs
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MADE_MODELS } from '../rig/made-models.mjs';
import { REAL_MODELS, realModel } from '../rig/real-models.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const cache = path.join(homedir(), '.cache/model-openness/bom-generators');
const mof = path.join(root, 'dist/mof.js');

// Others ask no servers: what they find out is what the folder says, as it is for us.
const env = { ...process.env, AISBOM_NO_TELEMETRY: '1', AISBOM_OFFLINE: '1', AISBOM_NO_OSV: '1', HF_HUB_OFFLINE: '1' };

function run(command, args, options = {}) {
  return spawnSync(command, args, { encoding: 'utf8', env, timeout: 300_000, maxBuffer: 1 << 28, ...options });
}

const inVenv = (name, ...packages) => ({
  program: path.join(cache, name, 'bin'),
  install: () => {
    const venv = run('python3', ['-m', 'venv', path.join(cache, name)]);
    if (venv.status !== 0) return venv;
    return run(path.join(cache, name, 'bin/pip'), ['install', '--quiet', ...packages]);
  },
});

const GENERATORS = [
  { name: 'mof, SPDX', read: spdxFields, make: (folder, out) => own('spdx', folder, out) },
  { name: 'mof, CycloneDX', read: cycloneDxFields, make: (folder, out) => own('cyclonedx', folder, out) },
  {
    name: 'pitloom 0.20.2, SPDX',
    read: spdxFields,
    ...inVenv('pitloom', 'pitloom[ai]==0.20.2'),
    command: 'loom',
    // It describes one file, with the card beside it.
    make: (folder, out, program) => {
      const weights = weightsOf(folder);
      return weights ? run(program, ['model', weights, '--enrich', '--output', out]) : undefined;
    },
  },
  {
    name: 'aisbom-cli 1.7.0, CycloneDX',
    read: cycloneDxFields,
    ...inVenv('aisbom', 'aisbom-cli==1.7.0'),
    command: 'aisbom',
    make: (folder, out, program) => run(program, ['scan', folder, '--offline', '--no-fail-on-risk', '--output', out]),
  },
  {
    name: 'cdxgen 12.8.4 (aibom), CycloneDX',
    read: cycloneDxFields,
    program: path.join(cache, 'cdxgen/node_modules/.bin'),
    command: 'aibom',
    install: () => {
      mkdirSync(path.join(cache, 'cdxgen'), { recursive: true });
      const place = ['--prefix', path.join(cache, 'cdxgen'), '--ignore-scripts', '--omit=optional', '--no-audit'];
      return run('npm', ['install', ...place, '@cyclonedx/cdxgen@12.8.4']);
    },
    make: (folder, out, program) => run(program, [folder, '--output', out, '--no-install-deps']),
  },
];

function own(format, folder, out) {
  return run(process.execPath, [mof, 'bom', 'generate', folder, '--format', format, '--output', out, '--no-git']);
}

/** The largest file of a format that can be read without running code. */
function weightsOf(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.(?:safetensors|gguf|onnx)$/.test(file));
  return files.sort((a, b) => statSync(b).size - statSync(a).size)[0];
}

/** Placeholders and words for nothing are no values. */
const NOTHING = /^(?:|TODO: .*|0001-01-01T00:00:00Z|https:\/\/todo\.invalid\/.*|NOASSERTION|NONE|unknown|latest)$/i;

/** Whether somebody says something there. */
function isSaid(value) {
  if (Array.isArray(value)) return value.some(isSaid);
  if (value && typeof value === 'object') return Object.values(value).some(isSaid);
  return value !== undefined && value !== null && !NOTHING.test(String(value).trim());
}

/** Settings of a training; those of the network are none, whatever they are called. */
const OF_TRAINING = /learn|batch|epoch|optim|warmup|seed|decay|max_steps|lora|scheduler|dropout|^r$/i;

const FIELDS = [
  'name',
  'version',
  'supplier',
  'authors',
  'licence',
  'description',
  'release time',
  'download or home page',
  'identifier (purl, DOI, commit)',
  'architecture',
  'task',
  'intended use',
  'limitations',
  'training',
  'hyperparameters of the training',
  'preprocessing',
  'metrics',
  'datasets',
  'licence of a dataset',
  'base model',
  'energy or emissions',
  'number of parameters',
  'precision or quantization',
  'context length',
  'dependencies',
  'hashes of files',
  'where values come from',
];

const PARAMETERS = /number of parameters|param(?:eter)?[_ -]?count|total_parameters|num_?params/i;
const PRECISION = /precision|quantiz|dtypes?\b|torch_dtype|file_type/i;
const CONTEXT = /longest input|context[_ -]?(?:length|window)|contextWindow|max_position_embeddings/i;
const PROVENANCE = /model-openness:origins|model-openness\.origins|provenance|"evidence"/i;

function spdxFields(document) {
  const graph = document['@graph'];
  const byId = new Map(graph.map((element) => [element.spdxId, element]));
  const all = (type) => graph.filter((element) => element.type === type);
  const models = all('ai_AIPackage');
  const datasets = all('dataset_DatasetPackage');
  const ids = new Set(models.map(({ spdxId }) => spdxId));
  const related = (elements, ...types) => {
    const from = new Set(elements.map(({ spdxId }) => spdxId));
    return all('Relationship')
      .concat(all('LifecycleScopedRelationship'))
      .filter((each) => types.includes(each.relationshipType) && from.has(each.from))
      .flatMap(({ to }) => to.map((id) => byId.get(id) ?? id));
  };
  const licenses = (elements) =>
    related(elements, 'hasDeclaredLicense', 'hasConcludedLicense').some(
      (license) => typeof license === 'object' && isSaid(license.simplelicensing_licenseExpression),
    );
  const any = (...keys) => models.some((model) => keys.some((key) => isSaid(model[key])));
  const agents = (key) =>
    models.some((model) => [model[key] ?? []].flat().some((id) => isSaid(byId.get(id)?.name ?? '')));
  const notes = graph.filter(({ type, subject }) => type === 'Annotation' && ids.has(subject));
  const text = JSON.stringify([models, notes]);
  return [
    any('name'),
    any('software_packageVersion'),
    agents('suppliedBy'),
    agents('originatedBy'),
    licenses(models),
    any('description', 'summary'),
    any('releaseTime'),
    any('software_downloadLocation', 'software_homePage'),
    any('software_packageUrl', 'externalIdentifier'),
    any('ai_typeOfModel'),
    any('ai_domain'),
    any('ai_informationAboutApplication'),
    any('ai_limitation'),
    any('ai_informationAboutTraining'),
    models.some(({ ai_hyperparameter: list = [] }) => list.some(({ key }) => OF_TRAINING.test(key))),
    any('ai_modelDataPreprocessing'),
    any('ai_metric'),
    datasets.some(({ name }) => isSaid(name)),
    licenses(datasets),
    related(models, 'descendantOf', 'ancestorOf').length > 0 ||
      related(models, 'dependsOn').some(({ type }) => type === 'ai_AIPackage'),
    any('ai_energyConsumption') || /CO2/.test(text),
    PARAMETERS.test(text),
    PRECISION.test(text),
    CONTEXT.test(text),
    related(models, 'dependsOn').some(({ type }) => type === 'software_Package'),
    graph.some(({ verifiedUsing }) => isSaid(verifiedUsing)),
    PROVENANCE.test(text),
  ];
}

function cycloneDxFields(document) {
  const below = (component) => [component, ...(component.components ?? []).flatMap(below)];
  const components = [document.metadata?.component, ...(document.components ?? [])].filter(Boolean).flatMap(below);
  const models = components.filter(({ type }) => type === 'machine-learning-model');
  const datasets = components.filter(({ type }) => type === 'data');
  const any = (...paths) =>
    models.some((model) => paths.some((keys) => isSaid(keys.split('/').reduce((value, key) => value?.[key], model))));
  const card = 'modelCard/modelParameters';
  const properties = models.flatMap((model) => [...(model.properties ?? []), ...(model.modelCard?.properties ?? [])]);
  const property = (pattern) => properties.some(({ name, value }) => pattern.test(name) && isSaid(value));
  const text = JSON.stringify(models);
  const references = (type) =>
    models.some(({ externalReferences = [] }) => externalReferences.some((each) => type.test(each.type)));
  return [
    any('name'),
    any('version'),
    any('supplier', 'manufacturer', 'publisher'),
    any('authors', 'author'),
    any('licenses'),
    any('description'),
    property(/release_?(?:time|date)/i),
    references(/^(?:distribution|website)$/),
    any('purl', 'omniborId', 'swhid') || references(/^documentation$/),
    any(`${card}/architectureFamily`, `${card}/modelArchitecture`),
    any(`${card}/task`),
    any('modelCard/considerations/useCases') || property(/informationAboutApplication/),
    any('modelCard/considerations/technicalLimitations'),
    property(/informationAboutTraining/),
    properties.some(({ name }) => /hyper_?parameter/i.test(name) && OF_TRAINING.test(name.split(':').at(-1))),
    property(/preprocessing/i),
    any('modelCard/quantitativeAnalysis'),
    any(`${card}/datasets`) || datasets.some(({ name }) => isSaid(name)),
    datasets.some(({ licenses, data }) => isSaid(licenses) || isSaid(data?.[0]?.governance?.license)),
    any('pedigree/ancestors') || property(/base_?model/i),
    any('modelCard/considerations/environmentalConsiderations') || /CO2/.test(text),
    PARAMETERS.test(text),
    PRECISION.test(text),
    CONTEXT.test(text),
    components.some(({ type, purl }) => type === 'library' && isSaid(purl)),
    components.some(({ hashes }) => isSaid(hashes)),
    PROVENANCE.test(text),
  ];
}

/** The program of a generator, installed where it is not yet; undefined, with words, where it cannot be had. */
function programOf({ name, program, command, install }) {
  if (!program) return process.execPath;
  const file = path.join(program, command);
  if (!existsSync(file)) {
    console.log(`installing ${name}, once ...`);
    mkdirSync(cache, { recursive: true });
    const { status, stderr, error } = install();
    if (status !== 0 || !existsSync(file)) {
      skipped.push(`${name} could not be installed: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
      return undefined;
    }
  }
  return file;
}

const skipped = [];
const place = mkdtempSync(path.join(tmpdir(), 'filled-fields-'));
const models = [
  ...REAL_MODELS.map((model) => ({ title: model.title, folder: () => realModel(model) })),
  ...MADE_MODELS.map(({ id, title, make }) => ({
    title,
    folder: () => {
      mkdirSync(path.join(place, id));
      return make(path.join(place, id));
    },
  })),
].flatMap(({ title, folder }) => {
  const found = folder();
  if (found === undefined) skipped.push(`${title} could not be fetched`);
  return found === undefined ? [] : [{ title, folder: found }];
});

const results = GENERATORS.flatMap((generator, number) => {
  const program = programOf(generator);
  if (program === undefined) return [];
  return [
    {
      name: generator.name,
      filled: models.map(({ title, folder }, index) => {
        const out = path.join(place, `${number}-${index}.json`);
        const made = generator.make(folder, out, program);
        if (!existsSync(out)) {
          const why = made ? (made.error?.message ?? `ended with ${made.status}`) : 'reads none of its formats';
          skipped.push(`${generator.name}: nothing for ${title}: ${why}`);
          return undefined;
        }
        const fields = generator.read(JSON.parse(readFileSync(out, 'utf8')));
        console.log(`${generator.name} | ${title} | ${fields.filter(Boolean).length}`);
        return fields;
      }),
    },
  ];
});
rmSync(place, { recursive: true, force: true });

const table = (head, rows) =>
  [head, head.map((_cell, index) => (index ? '--:' : '---')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
const names = results.map(({ name }) => name);
const count = (fields) => (fields ? String(fields.filter(Boolean).length) : '–');
const byModel = models.map(({ title }, index) => [title, ...results.map(({ filled }) => count(filled[index]))]);
const byField = FIELDS.map((field, at) => [
  field,
  ...results.map(({ filled }) => String(filled.filter((fields) => fields?.[at]).length)),
]);
writeFileSync(
  path.join(root, 'docs/generate-compared.md'),
  `# What generators of AI BOMs find out

Made by \`node test/bench/filled-fields.mjs\` (after \`npm run build\`). Ten model folders, five published in npm and PyPI and five made by
\`test/rig/made-models.mjs\`, are given to each generator, which may ask no server. Counted is how many of ${FIELDS.length} fields its document
fills for the model, in whatever property of the format; placeholders and words for nothing do not count. A folder that says
less fills less: what nobody wrote down, no generator can know.

${table(['model', ...names], byModel)}

In how many of the ${models.length} folders each field is filled:

${table(['field', ...names], byField)}

- *pitloom* describes one file of weights, the largest, with the card beside it (\`loom model --enrich\`); *aisbom-cli* scans the
  folder for risks first of all (\`aisbom scan\`); cdxgen's *aibom* describes projects, and has more for those that are on the Hub.
- *Hyperparameters of the training* are those of the training: numbers of the network's shape that stand under this name in a
  document are not counted as such.
- A filled field is not a right one. Of ours the tests check that every value is in the folder
  (\`test/conformance/model-folders.test.ts\`); of the others nothing is checked here. Two examples: cdxgen names all-MiniLM-L6-v2
  \`nreimers/MiniLM-L6-H384-uncased\`, which is the model that it was made from, and so its purl; the descriptions of aisbom-cli are
  the verdict of its scan.
${skipped.length ? `\nNot compared:\n\n${skipped.map((each) => `- ${each}`).join('\n')}\n` : ''}`,
);
