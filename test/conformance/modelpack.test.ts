import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { afterAll, expect, it } from 'vitest';
import { sha256Digest } from '../../src/core/oci/digest';
import { checkModelPack } from '../../src/core/oci/modelpack/check';
import { CONFIG_FIELDS, LANGUAGE, MODALITIES } from '../../src/core/oci/modelpack/config-fields';
import { readConfig, type ModelConfig } from '../../src/core/oci/modelpack/config';
import { LAYER_KINDS } from '../../src/core/oci/modelpack/layer-type';
import { readModelArtifact } from '../../src/core/oci/modelpack/read';
import { packModel, type PackFile } from '../../src/core/oci/modelpack/write';
import { clashes } from '../../src/core/oci/paths';
import { nodeCryptography } from '../../src/node/cryptography';
import { corpus, describeWithCorpus } from '../corpus';
import { lintText } from '../lint';
import { random, type Random } from '../unit/cyclonedx/random';
import { imageSpecSchema } from '../unit/oci/image-spec';

const read = (name: string) => JSON.parse(readFileSync(corpus('modelpack', name), 'utf8')) as unknown;

/** The schema of model-spec, compiled. */
function configSchema() {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats(ajv);
  return ajv.compile(read('config-schema.json') as object);
}

/** The rules that reject a config. */
function errorsOf(config: string): string[] {
  const findings = lintText(config, { path: '/models/config.json' });
  return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

describeWithCorpus('configs of ModelPack', 'modelpack', () => {
  const cases = read('config-cases.json') as { config: string; valid: boolean }[];
  const accepts = configSchema();
  let agreed = 0;

  it.each(cases.map((each, n) => ({ ...each, n: n + 1 })))(
    'case $n is judged as by its authors',
    ({ config, valid }) => {
      expect(accepts(JSON.parse(config))).toBe(valid);
      const errors = errorsOf(config);
      if (valid) expect(errors).toEqual([]);
      else {
        expect(errors.length).toBeGreaterThan(0);
        for (const rule of errors) expect(rule).toMatch(/^modelpack\/config-/);
      }
      agreed++;
    },
  );

  it('are 27', () => expect(cases).toHaveLength(27));

  it('have the properties of the schema, and these values', () => {
    type Part = {
      properties?: Record<string, Part>;
      required?: string[];
      enum?: string[];
      pattern?: string;
      items?: Part;
      $ref?: string;
    };
    const { $defs, ...root } = read('config-schema.json') as Part & { $defs: Record<string, Part> };
    const follow = (part: Part): Part => (part.$ref ? $defs[part.$ref.slice('#/$defs/'.length)]! : part);
    for (const [path, fields] of Object.entries(CONFIG_FIELDS)) {
      const part = path
        .split('.')
        .filter(Boolean)
        .reduce<Part>((at, key) => follow(at.properties![key]!), root);
      const current = Object.entries(fields).filter(([, { dropped }]) => !dropped);
      expect(current.map(([key]) => key).sort(), path).toEqual(Object.keys(part.properties!).sort());
      const required = current.filter((entry) => entry[1].required).map(([key]) => key);
      expect(required.sort(), path).toEqual([...(part.required ?? [])].sort());
    }
    expect($defs.Modality!.enum).toEqual(MODALITIES);
    expect(`^${LANGUAGE.source.slice(1)}`).toBe($defs.ModelCapabilities!.properties!.languages!.items!.pattern);
  });

  it('with random mistakes are judged as by the schema', () => {
    const chance = random('mistakes in configs');
    let rejected = 0;
    for (let n = 0; n < 2000; n++) {
      const config = mutate(JSON.parse(cases[25]!.config), chance);
      const text = JSON.stringify(config, null, chance.int(3));
      const byUs = checkModelPack(encode('{}'), encode(text)).filter(
        ({ rule, severity }) => severity === 'error' && rule.startsWith('modelpack/config-'),
      );
      // What the schema leaves open: a digest is a text to it. What was legal until v0.0.7 is a warning to us.
      const strict = byUs.filter(({ message }) => !/hexadecimal digits/.test(message));
      const bySchema = accepts(config);
      const old = /"embedding": ?(?:true|false|"|\d|\[|\{|null)/.test(text) && !/"embedding"[,\]]/.test(text);
      if (!old)
        expect(strict.length === 0, `${text}\n${JSON.stringify(accepts.errors)}\n${JSON.stringify(strict)}`).toBe(
          bySchema,
        );
      if (!bySchema) rejected++;
    }
    expect(rejected).toBeGreaterThan(500);
  });

  afterAll(() => console.log(`ModelPack: ${agreed} of ${cases.length} configs judged as by model-spec`));
});

describeWithCorpus('packaged models', 'oci-image-spec', () => {
  const acceptsManifest = imageSpecSchema('image-manifest-schema.json');
  const acceptsConfig = configSchema();

  it('are valid by all schemas and our rules, and read back, whatever is in them', () => {
    const chance = random('inventories');
    let layers = 0;
    for (let n = 0; n < 300; n++) {
      const files = inventory(chance);
      const facts = factsOf(chance);
      const packed = packModel(files, { facts, annotations: { 'org.example.key': word(chance) } }, nodeCryptography);
      const manifest: unknown = JSON.parse(new TextDecoder().decode(packed.bytes));
      const config: unknown = JSON.parse(new TextDecoder().decode(packed.config.bytes));
      expect(acceptsManifest(manifest), JSON.stringify(acceptsManifest.errors)).toBe(true);
      expect(acceptsConfig(config), JSON.stringify(acceptsConfig.errors)).toBe(true);
      const artifact = readModelArtifact(packed.bytes, packed.config.bytes);
      const heavy = artifact.problems.filter(
        ({ severity, message }) => severity !== 'info' && !/Windows/.test(message),
      );
      expect(heavy).toEqual([]);
      expect(artifact.flavour).toBe('modelpack');
      expect(
        artifact.layers.map(({ path, kind, untested, descriptor, diffId, metadata }) => ({
          path,
          kind,
          confirmed: !untested,
          digest: descriptor.digest,
          size: descriptor.size,
          diffId,
          executable: metadata!.mode === 0o755,
          mtime: metadata!.mtime,
        })),
      ).toEqual(
        packed.layers.map(({ file }) => ({
          path: file.path,
          kind: file.kind,
          confirmed: file.confirmed,
          digest: file.digest,
          size: file.size,
          diffId: file.digest,
          executable: (file.mode & 0o111) !== 0,
          mtime: file.mtime && `${file.mtime.toISOString().slice(0, 19)}Z`,
        })),
      );
      const shuffled = [...files].sort((a, b) => (a.digest < b.digest ? -1 : 1));
      expect(
        packModel(shuffled, { facts, annotations: packed.manifest.annotations! }, nodeCryptography).descriptor.digest,
      ).toBe(packed.descriptor.digest);
      layers += files.length;
    }
    console.log(`ModelPack: 300 random models with ${layers} layers are valid and read back`);
  });

  it('have configs that read back', () => {
    const chance = random('configs');
    for (let n = 0; n < 500; n++) {
      const config: ModelConfig = { ...factsOf(chance), diffIds: [digestOf(String(n))] };
      const files = [
        { path: 'a', size: 1, digest: config.diffIds[0]!, mode: 0, kind: 'doc' as const, confirmed: true },
      ];
      expect(readConfig(packModel(files, { facts: config }, nodeCryptography).config.bytes)).toEqual(config);
    }
  });
});

const encode = (text: string) => new TextEncoder().encode(text);
const digestOf = (text: string) => sha256Digest(createHash('sha256').update(text).digest('hex'));

const PARTS = [
  'model',
  'Weights',
  'ü',
  'a b',
  '日本',
  '<&>',
  '"q"',
  '\u2028',
  '😀',
  'config.json',
  'x'.repeat(60),
  '.hidden',
  '10',
  '9',
  "it's",
  '{}',
  'e\u0301',
];

function word(chance: Random): string {
  return chance.pick(PARTS);
}

/** Files with any names that can stand together, all kinds, sizes and times. */
function inventory(chance: Random): PackFile[] {
  const paths = new Set<string>();
  for (let n = 1 + chance.int(30); n > 0; n--)
    paths.add(Array.from({ length: 1 + chance.int(4) }, () => word(chance)).join('/'));
  const all = [...paths];
  const clashing = new Set(clashes(all).map(({ second }) => second));
  return all
    .filter((_path, at) => !clashing.has(at))
    .map((path) => ({
      path,
      size: chance.int(2 ** 31) * (1 + chance.int(1000)),
      digest: digestOf(path),
      mode: chance.pick([0o100644, 0o100755, 0o600, 0]),
      ...(chance.chance(0.8) && { mtime: new Date(chance.int(2 ** 31) * 1000 + 500) }),
      kind: chance.pick(LAYER_KINDS),
      confirmed: chance.chance(0.5),
    }));
}

function factsOf(chance: Random): Pick<ModelConfig, 'descriptor' | 'config'> {
  const maybe = <T>(value: T) => (chance.chance(0.5) ? value : undefined);
  const some = <T extends object>(values: T): T =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
  const capabilities = some({
    inputTypes: maybe([chance.pick(MODALITIES)]),
    reasoning: maybe(chance.chance(0.5)),
    languages: maybe(['en', 'de']),
    knowledgeCutoff: maybe('2025-01-01T00:00:00Z'),
  });
  return {
    descriptor: some({
      createdAt: maybe('2025-01-01T00:00:00Z'),
      authors: maybe([word(chance)]),
      name: maybe(word(chance)),
      licenses: maybe(['Apache-2.0']),
      datasetsURL: maybe(['https://example.org/d']),
      description: maybe(`${word(chance)}\n${word(chance)}`),
    }),
    config: some({
      paramSize: maybe('7B'),
      format: maybe(word(chance)),
      ...(Object.keys(capabilities).length && { capabilities }),
    }),
  } as Pick<ModelConfig, 'descriptor' | 'config'>;
}

/** A config with a few things changed, removed, renamed or of another type. */
function mutate(config: unknown, chance: Random): unknown {
  for (let n = 1 + chance.int(3); n > 0; n--) {
    let holder = config as Record<string, unknown>;
    for (let depth = chance.int(3); depth > 0; depth--) {
      const inner = Object.values(holder).filter((value) => typeof value === 'object' && value !== null);
      if (inner.length) holder = chance.pick(inner) as Record<string, unknown>;
    }
    const keys = Object.keys(holder);
    const key = keys.length ? chance.pick(keys) : 'new';
    const value = chance.pick<unknown>([
      null,
      7,
      true,
      '',
      'text',
      'image',
      'layers',
      [],
      {},
      ['text'],
      [7],
      ['en'],
      '2025-01-01T00:00:00Z',
      '2025-01-01',
      ['embedding'],
    ]);
    switch (chance.int(5)) {
      case 0:
        Reflect.deleteProperty(holder, key);
        break;
      case 1:
        if (!Array.isArray(holder))
          holder[chance.pick(['extra', 'Name', 'toolusage', 'embedding', 'diffIds', 'type'])] = value;
        break;
      default:
        holder[key] = value;
    }
    if (Array.isArray(holder)) {
      const kept = (holder as unknown[]).filter((item) => item !== undefined);
      holder.length = 0;
      holder.push(...kept);
    }
  }
  return config;
}
