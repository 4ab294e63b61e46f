/** What a value of the config must be. */
export type ConfigType =
  'map' | 'text' | 'texts' | 'date-time' | 'boolean' | 'modalities' | 'languages' | 'diff-ids' | 'layers';

export interface ConfigField {
  type: ConfigType;
  required?: true;
  /** Its name until v0.0.6. */
  formerly?: string;
  /** Was a property until v0.0.7; the schema refuses it now. */
  dropped?: true;
}

export type ConfigFields = Readonly<Record<string, ConfigField>>;

/** What a model takes in and gives out. */
export const MODALITIES = ['text', 'image', 'audio', 'video', 'embedding', 'other'] as const;

export type Modality = (typeof MODALITIES)[number];

/** The only value of `modelfs.type`. */
export const MODELFS_TYPE = 'layers';

/**
 * The properties of each map of a ModelPack config by its path (model-spec, schema/config-schema.json at d78bf32, and
 * config.md), in the order in which Go writes them (specs-go/v1/config.go). No map allows others.
 */
export const CONFIG_FIELDS: Readonly<Record<string, ConfigFields>> = {
  '': {
    descriptor: { type: 'map', required: true },
    modelfs: { type: 'map', required: true },
    config: { type: 'map', required: true },
  },
  descriptor: {
    createdAt: { type: 'date-time' },
    authors: { type: 'texts' },
    family: { type: 'text' },
    name: { type: 'text' },
    docURL: { type: 'text' },
    sourceURL: { type: 'text' },
    datasetsURL: { type: 'texts' },
    version: { type: 'text' },
    revision: { type: 'text' },
    vendor: { type: 'text' },
    licenses: { type: 'texts' },
    title: { type: 'text' },
    description: { type: 'text' },
  },
  config: {
    architecture: { type: 'text' },
    format: { type: 'text' },
    paramSize: { type: 'text', formerly: 'param_size' },
    precision: { type: 'text' },
    quantization: { type: 'text' },
    capabilities: { type: 'map' },
  },
  'config.capabilities': {
    inputTypes: { type: 'modalities', formerly: 'input_types' },
    outputTypes: { type: 'modalities', formerly: 'output_types' },
    knowledgeCutoff: { type: 'date-time', formerly: 'knowledge_cutoff' },
    reasoning: { type: 'boolean' },
    toolUsage: { type: 'boolean', formerly: 'tool_usage' },
    reward: { type: 'boolean' },
    languages: { type: 'languages' },
    embedding: { type: 'boolean', dropped: true },
  },
  modelfs: {
    type: { type: 'layers', required: true },
    diffIds: { type: 'diff-ids', required: true, formerly: 'diff_ids' },
  },
};

/** `6.7B`: a number with one decimal at most, and its magnitude in either case (model-spec, config.md, `paramSize`). */
export const PARAM_SIZE = /^\d+(?:\.\d)?[QTBMK]$/i;

/** ISO 639-1 (model-spec, config-schema.json, `languages`). */
export const LANGUAGE = /^[a-z]{2}$/;
