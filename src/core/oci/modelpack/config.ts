import { isObject, own, parseJson, type JsonObject } from '../../signing/json';
import { t } from '../../l10n';
import { isDigest, type Digest } from '../digest';
import { malformed } from '../descriptor';
import { OciError } from '../errors';
import { goJson, type GoValue } from '../go-json';
import { CONFIG_FIELDS, LANGUAGE, MODALITIES, MODELFS_TYPE, type ConfigField, type Modality } from './config-fields';
import { isRfc3339 } from './rfc3339';

/** General facts about a model (model-spec, config.md, `descriptor`). Times are RFC 3339. */
export interface ModelDescriptor {
  createdAt?: string;
  authors?: readonly string[];
  /** `llama3`, `qwen2`. */
  family?: string;
  name?: string;
  docURL?: string;
  sourceURL?: string;
  datasetsURL?: readonly string[];
  version?: string;
  /** Of the source control. */
  revision?: string;
  vendor?: string;
  /** SPDX licence expressions. */
  licenses?: readonly string[];
  title?: string;
  description?: string;
}

/** What a model can do (same place, `config.capabilities`). */
export interface Capabilities {
  inputTypes?: readonly Modality[];
  outputTypes?: readonly Modality[];
  knowledgeCutoff?: string;
  reasoning?: boolean;
  toolUsage?: boolean;
  reward?: boolean;
  /** ISO 639-1. */
  languages?: readonly string[];
  /** Until v0.0.7. */
  embedding?: boolean;
}

/** Technical facts about a model (same place, `config`). */
export interface TechnicalFacts {
  architecture?: string;
  format?: string;
  /** `6.7B`. */
  paramSize?: string;
  precision?: string;
  quantization?: string;
  capabilities?: Capabilities;
}

/** What a config says of a model. */
export interface ModelFacts {
  descriptor: ModelDescriptor;
  config: TechnicalFacts;
}

/** The config of a ModelPack artifact. */
export interface ModelConfig extends ModelFacts {
  /** Digests of the uncompressed content of each layer, in their order. */
  diffIds: readonly Digest[];
}

/** What is read of a config at most. */
export const CONFIG_BYTES = 32 * 1024 * 1024;
const CONFIG_VALUES = 1_000_000;

/** The bytes of a config. */
export function writeConfig({ descriptor, config, diffIds }: ModelConfig): Uint8Array {
  const value = ordered('', { descriptor, modelfs: { type: MODELFS_TYPE, diffIds }, config });
  return new TextEncoder().encode(goJson(value));
}

/**
 * Reads a config of any version of ModelPack, names of v0.0.6 included. Values that are not what they should be are left
 * out; the rules tell of them.
 * @throws {OciError} `too-large`; `malformed` for what is no JSON object
 */
export function readConfig(bytes: Uint8Array): ModelConfig {
  const name = t('The config');
  if (bytes.length > CONFIG_BYTES)
    throw new OciError('too-large', t('The config has {0} bytes; at most {1} are read.', bytes.length, CONFIG_BYTES));
  let value: unknown;
  try {
    value = parseJson(bytes, CONFIG_VALUES);
  } catch (error) {
    throw new OciError('malformed', `${name} ${(error as Error).message}`);
  }
  if (!isObject(value)) throw malformed(name, t('it must be an object'));
  const { descriptor = {}, config = {}, modelfs = {} } = readMap('', value) as Partial<Record<string, object>>;
  const { diffIds = [] } = modelfs as { diffIds?: readonly Digest[] };
  return { descriptor, config, diffIds };
}

/** The properties of a map that are there, in the order of the fields. */
function ordered(path: string, map: object): GoValue {
  const values = map as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(CONFIG_FIELDS[path]!).map(([key, { type, dropped }]) => {
      const value = dropped ? undefined : values[key];
      if (type === 'map' && value) return [key, ordered(path ? `${path}.${key}` : key, value)];
      // Go leaves out what is empty.
      return [key, value === '' || (Array.isArray(value) && !value.length) ? undefined : (value as GoValue)];
    }),
  );
}

function readMap(path: string, map: JsonObject): Record<string, unknown> {
  const found = Object.entries(CONFIG_FIELDS[path]!).flatMap(([key, field]) => {
    const value = own(map, key) ?? (field.formerly === undefined ? undefined : own(map, field.formerly));
    if (field.type === 'map') return isObject(value) ? [[key, readMap(path ? `${path}.${key}` : key, value)]] : [];
    const read = readValue(field, value);
    return read === undefined ? [] : [[key, read]];
  });
  return Object.fromEntries(found) as Record<string, unknown>;
}

function readValue({ type }: ConfigField, value: unknown): unknown {
  const list = (fits: (item: unknown) => boolean) => (Array.isArray(value) ? value.filter(fits) : undefined);
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'date-time':
      return typeof value === 'string' && isRfc3339(value) ? value : undefined;
    case 'texts':
      return list((item) => typeof item === 'string');
    case 'modalities':
      return list((item) => MODALITIES.includes(item as Modality));
    case 'languages':
      return list((item) => typeof item === 'string' && LANGUAGE.test(item));
    case 'diff-ids':
      // Each stands for the layer at its place: one that is none must not move the others.
      return Array.isArray(value) && value.every(isDigest) ? value : undefined;
    default:
      return typeof value === 'string' && value !== '' ? value : undefined;
  }
}
