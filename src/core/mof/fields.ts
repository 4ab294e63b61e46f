/** What the schema of a MOF configuration says of one field (model_openness_tool, schema/mof_schema.json at 8b5d30e). */
export interface Field {
  /** `text-or-null` is allowed for the name and path of a global licence only. */
  type: 'text' | 'text-or-null' | 'map' | 'list' | 'any';
  required?: boolean;
  /** The only values that are allowed; compared exactly. */
  values?: readonly string[];
  /** A calendar date, `2025-06-01`. */
  date?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

const ROOT_FIELDS: Fields = {
  framework: { type: 'map', required: true },
  release: { type: 'map', required: true },
};

const FRAMEWORK_FIELDS: Fields = {
  name: { type: 'text', required: true },
  version: { type: 'text', required: true },
  date: { type: 'text', required: true, date: true },
};

export const MODEL_TYPES = ['', 'language', 'vision', 'image', 'audio', 'video', '3d', 'code', 'multimodal', 'other'];

export const ARCHITECTURES = [
  '',
  'transformer',
  'transformer decoder',
  'transformer encoder-decoder',
  'decoder',
  'encoder',
  'diffusion',
  'RNN',
  'CNN',
  'LSTM',
  'NeRF',
  'hybrid',
  'undisclosed',
  'other',
];

export const TREATMENTS = ['pre-trained', 'instruct fine-tuned', 'chat fine-tuned'];

/** Keys of `release`. Two are not in the schema, but the Model Openness Tool reads them: repository and huggingface. */
const RELEASE_FIELDS: Fields = {
  name: { type: 'text', required: true },
  version: { type: 'text' },
  date: { type: 'text', date: true },
  type: { type: 'text', values: MODEL_TYPES },
  architecture: { type: 'text', values: ARCHITECTURES },
  treatment: { type: 'text', values: TREATMENTS },
  origin: { type: 'text' },
  producer: { type: 'text', required: true },
  contact: { type: 'text' },
  repository: { type: 'any' },
  huggingface: { type: 'any' },
  license: { type: 'map', required: true },
  components: { type: 'list', required: true },
};

/** Keys that are no part of the format, but that the tool's importer swallows because its database has such columns. */
export const SWALLOWED_RELEASE_KEYS =
  /^(?:description|status|uid|approver|created|changed|classification.*|total_progress|id|uuid|langcode|revision_.*)$/;

const LICENSE_FIELDS: Fields = {
  distribution: { type: 'map' },
  code: { type: 'map' },
  data: { type: 'map' },
  document: { type: 'map' },
};

const GLOBAL_LICENSE_FIELDS: Fields = {
  name: { type: 'text-or-null' },
  path: { type: 'text-or-null' },
};

const COMPONENT_FIELDS: Fields = {
  name: { type: 'text', required: true },
  description: { type: 'text' },
  license: { type: 'text' },
  license_path: { type: 'text' },
  component_path: { type: 'text' },
};

/** The maps of the format, as the meaning of their keys differs. */
export type Area = 'root' | 'framework' | 'release' | 'license' | 'global-license' | 'component';

/** The fields of each map. */
export const FIELDS_OF: Readonly<Record<Area, Fields>> = {
  root: ROOT_FIELDS,
  framework: FRAMEWORK_FIELDS,
  release: RELEASE_FIELDS,
  license: LICENSE_FIELDS,
  'global-license': GLOBAL_LICENSE_FIELDS,
  component: COMPONENT_FIELDS,
};
