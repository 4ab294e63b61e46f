import { type Severity } from '../findings/finding';
import { type LayerKind } from '../oci/modelpack/layer-type';

/**
 * What a folder says of the model in it, as plain data that can be written as JSON. Nothing here is decided by this program: each
 * fact is what a file says, what was counted or measured on the files, or what follows from these, and it tells which.
 */

/**
 * How sure a fact is.
 * - `stated`: the makers of the model, or the tool they trained it with, say so
 * - `measured`: counted on the files themselves, such as the parameters in the headers of the weights
 * - `derived`: follows from other facts by a rule, such as the purl of a model from its address on the Hub
 * - `guessed`: from names or prose; to be confirmed by somebody
 */
export type Certainty = 'stated' | 'measured' | 'derived' | 'guessed';

/** Certainties from the surest; of facts that differ, the surest counts, then the order of the readers. */
export const CERTAINTIES: readonly Certainty[] = ['stated', 'measured', 'derived', 'guessed'];

/**
 * What reads one kind of source. Of facts that are equally sure, the one counts whose reader comes first: what the makers write for
 * readers goes before what their tools wrote, and this before what lies around the model.
 */
export const READER_IDS = [
  'mof',
  'card',
  'citation',
  'license-file',
  'gguf',
  'safetensors',
  'weight-index',
  'onnx',
  'config',
  'adapter-config',
  'generation-config',
  'tokenizer-config',
  'preprocessor-config',
  'sentence-transformers',
  'spacy',
  'training-args',
  'training-recipe',
  'trainer-state',
  'training-results',
  'eval-results',
  'lm-eval',
  'emissions',
  'croissant',
  'dataset-card',
  'requirements',
  'environment',
  'lock-file',
  'pyproject',
  'package-json',
  'notice',
  'hub-cache',
  'git',
  'folder',
] as const;

export type ReaderId = (typeof READER_IDS)[number];

/** Where a fact was read. */
export interface FactSource {
  /** Relative to the folder, with `/`; empty for the folder itself, `.git` for its history. */
  path: string;
  /** Keys with dots between them, the key of a header, a column of a table, or the heading of a section. */
  key?: string;
  /** From 0. */
  line?: number;
  reader: ReaderId;
}

/** Something a folder says, with where and how sure it is. */
export interface Fact<T> {
  value: T;
  source: FactSource;
  certainty: Certainty;
  /** Other places that say the same, those that count more first. */
  also?: FactSource[];
}

/** A person or an organisation. */
export interface Agent {
  name: string;
  /** Undefined where it is not known which. */
  kind?: 'organization' | 'person';
  email?: string;
  url?: string;
}

/** A licence as a source names it. */
export interface LicenseStatement {
  /** As it is written: a tag, an id, a name, an expression. */
  written: string;
  /** A valid SPDX expression for it, with `LicenseRef-` for what is not listed; undefined where none can be told for sure. */
  expression?: string;
  /** What it can be, where the source leaves several open: `GPL-3.0-only` and `GPL-3.0-or-later`. */
  candidates?: string[];
  name?: string;
  url?: string;
  /** The file in the folder with its text. */
  file?: string;
  /** What it is for; the licence of the model where nothing else is said. */
  scope: 'model' | 'code' | 'data' | 'documents';
}

export interface Identifier {
  type: 'purl' | 'doi' | 'arxiv' | 'url' | 'commit';
  value: string;
}

/** A setting by its name. */
export interface Setting {
  name: string;
  value: string;
}

/** A measured quality of the model. */
export interface Metric {
  /** As in `pipeline_tag`, or the task of the harness. */
  task?: string;
  dataset?: { name: string; id?: string; config?: string; split?: string; revision?: string };
  name: string;
  value: number | string;
  unit?: string;
  /** Standard error, in the same unit. */
  stderr?: number;
  /** Whether somebody else than the maker checked it. */
  verified?: boolean;
  /** Where it is from, or the tool that measured it. */
  origin?: string;
}

/** What is known of a dataset that the model was trained or tested on. */
export interface DatasetStatement {
  /** On the Hugging Face Hub: `org/name`. */
  id?: string;
  name: string;
  role: 'trained' | 'tested' | 'both';
  purl?: string;
  url?: string;
  /** In the folder: its own folder, file or card. */
  path?: string;
  license?: LicenseStatement;
  description?: string;
  version?: string;
  /** Kinds of content by the names of SPDX: `text`, `image`, … */
  types?: string[];
  /** Bytes. */
  size?: number;
  rows?: number;
  creators?: Agent[];
  /** RFC 3339. */
  published?: string;
  created?: string;
  citation?: string;
  languages?: string[];
  config?: string;
  split?: string;
  revision?: string;
  availability?: 'clickthrough' | 'directDownload' | 'query' | 'registration' | 'scrapingScript';
  /** Statements of Croissant's vocabulary for responsible AI, and the like sections of cards. */
  collection?: string;
  preprocessing?: string[];
  biases?: string[];
  anonymization?: string[];
  uses?: string;
  maintenance?: string;
  /** Whether it holds personal and sensitive data, where that is said. */
  sensitive?: 'yes' | 'no';
  sensitiveInformation?: string;
}

export interface BaseModel {
  /** As written: `org/name` on the Hub, or a path or name. */
  id: string;
  name: string;
  relation?: 'finetune' | 'adapter' | 'merge' | 'quantized';
  purl?: string;
  url?: string;
  revision?: string;
}

/** Energy that was used. */
export interface Energy {
  kWh: number;
  phase: 'training' | 'finetuning' | 'inference';
  /** Seconds. */
  duration?: number;
  hardware?: string;
  country?: string;
  /** How many runs are added up. */
  runs?: number;
}

export interface Emissions {
  gramsCO2eq: number;
  phase?: Energy['phase'];
  /** What measured or estimated it, as the source says. */
  method?: string;
}

/** What a section of a card is about. */
export type SectionRole =
  | 'description'
  | 'uses'
  | 'outOfScope'
  | 'limitations'
  | 'recommendations'
  | 'howToUse'
  | 'trainingData'
  | 'training'
  | 'preprocessing'
  | 'evaluation'
  | 'environment'
  | 'explainability'
  | 'ethics'
  | 'privacy'
  | 'architecture'
  | 'hardware'
  | 'citation';

/** The plain text of a section of a card, shortened where it is very long. */
export interface Section {
  role: SectionRole;
  heading: string;
  text: string;
}

/** A library that the model or its code needs. */
export interface Dependency {
  name: string;
  /** Exact, where one is named. */
  version?: string;
  /** What is allowed, as written: `>=2.1,<3`. */
  range?: string;
  purl: string;
  /** Where it is needed; the use of the model where nothing is said. */
  scope?: 'runtime' | 'training' | 'evaluation' | 'development' | 'optional';
}

/** An address or file beside the model that documents refer to. */
export interface Link {
  type:
    'paper' | 'documentation' | 'usePolicy' | 'demo' | 'notice' | 'citation' | 'metrics' | 'trainingLog' | 'dataSheet';
  /** An address, or a path in the folder. */
  target: string;
  title?: string;
}

/** A file of the model. */
export interface InventoryFile {
  /** Relative to the folder, with `/`. */
  path: string;
  bytes: number;
  /** The layer it goes to when the model is packaged. */
  kind: LayerKind;
  /** Names of the components of the Model Openness Framework that it is, or is part of. */
  components: string[];
  /** What it is, where one of the readers knows it, or `pickle` for a format that runs code when it is loaded. */
  role?: ReaderId | 'pickle' | 'signature' | 'bom' | 'provenance';
  /** The SPDX expression that the file itself states. */
  license?: string;
  /** For a link: where it leads, as it is written. */
  link?: string;
  /** The digest that the folder tells without reading the file: of a pointer of Git LFS or the cache of the Hub. Not verified. */
  sha256?: string;
  /** The file is a pointer of Git LFS: its content, of this many bytes, is not here. */
  pointerTo?: number;
  /** Milliseconds since 1970 when it was last changed. */
  modified?: number;
}

/** The fields of an inventory that hold facts. */
export type FactField = {
  [Field in keyof Inventory]: Inventory[Field] extends Fact<unknown>[] ? Field : never;
}[keyof Inventory];

/** Sources that contradict each other on a field of which there is one value. */
export interface Conflict {
  field: FactField;
  /** All that is said, what is used first. */
  facts: Fact<unknown>[];
}

/** Something that is wrong in the folder or in one of its files. */
export interface FolderProblem {
  /** Relative to the folder; empty for the folder itself. */
  path: string;
  severity: Severity;
  /** `modelfolder/…`; its page is `docs/rules/<rule>.md`. */
  rule: string;
  message: string;
  /** From 0. */
  line?: number;
}

/**
 * Everything that was found out about a model folder.
 *
 * Each value is in a list once, with all places that say it; the lists are ordered by certainty, then by reader. Of
 * {@link SINGLE_FIELDS} the first value is used, and others are told in `conflicts`; of all other fields every value counts.
 */
export interface Inventory {
  /** Name of the folder. */
  root: string;
  name: Fact<string>[];
  version: Fact<string>[];
  /** RFC 3339 in UTC with whole seconds, as are all times. */
  releaseTime: Fact<string>[];
  /** When the training ended. */
  builtTime: Fact<string>[];
  description: Fact<string>[];
  suppliers: Fact<Agent>[];
  authors: Fact<Agent>[];
  licenses: Fact<LicenseStatement>[];
  identifiers: Fact<Identifier>[];
  homePage: Fact<string>[];
  downloadLocation: Fact<string>[];
  /** Where its sources are. */
  repository: Fact<string>[];
  /** Architectures, the most specific first: `LlamaForCausalLM`, `llama`. */
  modelTypes: Fact<string>[];
  /** `transformer` and the like, where it is known (model-spec, config.md). */
  architecture: Fact<string>[];
  domains: Fact<string>[];
  /** Kinds of content that go in and come out: `text`, `image`, … */
  inputs: Fact<string>[];
  outputs: Fact<string>[];
  /** BCP 47. */
  languages: Fact<string>[];
  libraries: Fact<string>[];
  tags: Fact<string>[];
  parameters: Fact<number>[];
  /** `bfloat16` and the like: the type most parameters have. */
  precision: Fact<string>[];
  quantization: Fact<string>[];
  /** Tokens. */
  contextLength: Fact<number>[];
  /** Of the training only. */
  hyperparameters: Fact<Setting>[];
  /** Of the network: `hidden_size` and the like. */
  architectureSettings: Fact<Setting>[];
  metrics: Fact<Metric>[];
  /** Thresholds of decisions, by the metric or label they are for. */
  decisionThresholds: Fact<Setting>[];
  datasets: Fact<DatasetStatement>[];
  baseModels: Fact<BaseModel>[];
  energy: Fact<Energy>[];
  emissions: Fact<Emissions>[];
  sections: Fact<Section>[];
  /** What is done to data before they reach the model, one step each. */
  preprocessing: Fact<string>[];
  dependencies: Fact<Dependency>[];
  links: Fact<Link>[];
  /** Sorted by path. */
  files: InventoryFile[];
  /** Whether every file was listed; a folder with more than can be handled is cut. */
  complete: boolean;
  conflicts: Conflict[];
  problems: FolderProblem[];
}

/** Fields of which a model has one value. */
export const SINGLE_FIELDS = [
  'name',
  'version',
  'releaseTime',
  'builtTime',
  'description',
  'licenses',
  'homePage',
  'downloadLocation',
  'repository',
  'architecture',
  'parameters',
  'precision',
  'quantization',
  'contextLength',
] as const satisfies readonly FactField[];
