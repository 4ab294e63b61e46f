import { FINAL_PARAMETERS, INTERMEDIATE_PARAMETERS, RESEARCH_PAPER, TECHNICAL_REPORT } from '../../../mof/components';
import { type LayerKind } from '../layer-type';

/** What a name says of a file. */
export interface NameRule {
  /** Matched with the path in lower case, relative to the model. */
  pattern: RegExp;
  kind: LayerKind;
  /** Number of the component of the Model Openness Framework that such a file is. */
  component?: number;
}

/** Numbers of components (mof/components.ts). */
const TRAINING_CODE = 7;
const INFERENCE_CODE = 8;
const ARCHITECTURE = 9;
const EVALUATION_RESULTS = 12;
const MODEL_CARD = 13;
const DATA_CARD = 14;
const DATASETS = 15;
const PREPROCESSING_CODE = 16;
const METADATA = 17;
const EVALUATION_CODE = 18;
const EVALUATION_DATA = 19;
const SAMPLE_OUTPUTS = 20;
const LIBRARIES = 22;

/** Whether a base name is all of the expression. */
const named = (source: string) => new RegExp(`(?:^|/)(?:${source})$`);
/** Whether a name ends in one of these extensions. */
const ending = (extensions: string) => new RegExp(`\\.(?:${extensions})$`);

/** Formats that hold weights and nothing else. */
const WEIGHTS =
  'safetensors|gguf|ggml|ckpt|pt|pth|ptl|pte|onnx|onnx_data|onnx\\.data|ort|tflite|weights\\.h5|keras|msgpack|nemo|engine|plan|mlmodel|distcp|pdparams|pdiparams|caffemodel|dduf|llamafile';

const CODE =
  'py|pyi|pyx|ipynb|sh|bash|zsh|ps1|bat|cmd|c|cc|cpp|cxx|cu|cuh|h|hh|hpp|m|mm|rs|go|java|kt|scala|js|mjs|cjs|jsx|ts|tsx|r|jl|lua|swift|rb|pl|php|cs|sql|cmake|mk|mojo|triton|proto';

/** Documents whose name is unmistakable. */
const TEXTS =
  'licen[sc]es?|copying|copyright|notice|authors|contributors|contributing|citation|changelog|governance|code[-_]of[-_]conduct|use[-_]policy|acceptable[-_]use(?:[-_]policy)?|responsible[-_]use(?:[-_]guide)?|disclaimer|third[-_]party[-_][^/]*';

/**
 * What names mean, from experience with published models (Hugging Face Hub, modctl's list of patterns, model-spec
 * spec.md). The first that matches counts. These leave no doubt; those below do.
 */
export const CERTAIN_NAMES: readonly NameRule[] = [
  // Packaging, signatures, bills of materials.
  { pattern: named('\\.?kitfile|modelfile|mof\\.(?:ya?ml|json)|.*\\.mot\\.ya?ml'), kind: 'doc' },
  { pattern: ending('spdx3?\\.json|spdx|spdx\\.(?:rdf|xml|ya?ml)|cdx\\.(?:json|xml)|bom\\.json'), kind: 'doc' },
  { pattern: named('s?bom\\.(?:json|xml)'), kind: 'doc' },
  { pattern: ending('sig|asc|sigstore|sigstore\\.json|intoto\\.jsonl?|intoto|dsse'), kind: 'doc' },
  // Code.
  {
    pattern: named('(?:modeling|configuration|tokenization|image_processing|processing|feature_extraction)_[^/]*\\.py'),
    kind: 'code',
    component: ARCHITECTURE,
  },
  {
    pattern: named(
      'requirements[^/]*\\.(?:txt|in)|pyproject\\.toml|setup\\.(?:py|cfg)|environment\\.ya?ml|conda\\.ya?ml|pipfile(?:\\.lock)?|poetry\\.lock|uv\\.lock|package(?:-lock)?\\.json|cargo\\.(?:toml|lock)|go\\.(?:mod|sum)|cmakelists\\.txt',
    ),
    kind: 'code',
    component: LIBRARIES,
  },
  { pattern: /(?:^|\/)[^/]*(?:eval|benchmark)[^/]*\.(?:py|ipynb|sh)$/, kind: 'code', component: EVALUATION_CODE },
  {
    pattern: /(?:^|\/)[^/]*(?:preprocess|prepare|clean|tokenize_data|dedup)[^/]*\.(?:py|ipynb|sh)$/,
    kind: 'code',
    component: PREPROCESSING_CODE,
  },
  { pattern: /(?:^|\/)[^/]*(?:train|tuning|finetune)[^/]*\.(?:py|ipynb|sh)$/, kind: 'code', component: TRAINING_CODE },
  {
    pattern: /(?:^|\/)[^/]*(?:infer|generate|predict|handler|serve|pipeline|demo|app)[^/]*\.(?:py|ipynb|sh)$/,
    kind: 'code',
    component: INFERENCE_CODE,
  },
  {
    pattern: named(
      '(?:docker|container|make|jenkins)file[^/]*|\\.git(?:attributes|ignore|modules)|\\.dockerignore|\\.editorconfig|\\.pre-commit-config\\.ya?ml',
    ),
    kind: 'code',
  },
  { pattern: ending(CODE), kind: 'code' },
  // Documents.
  { pattern: /^readme(?:\.(?:md|rst|txt|mdx))?$/, kind: 'doc', component: MODEL_CARD },
  { pattern: named('model[-_]?card.*'), kind: 'doc', component: MODEL_CARD },
  { pattern: named('(?:data(?:set)?[-_]?card|datasheet).*'), kind: 'doc', component: DATA_CARD },
  { pattern: named('readme(?:[._-].*)?'), kind: 'doc' },
  { pattern: named(`(?:${TEXTS})(?:[._-].*)?`), kind: 'doc' },
  {
    pattern: /(?:^|\/)[^/]*tech(?:nical)?[-_ ]?report[^/]*\.(?:pdf|md|tex|html)$/,
    kind: 'doc',
    component: TECHNICAL_REPORT,
  },
  { pattern: /(?:^|\/)[^/]*(?:paper|arxiv)[^/]*\.(?:pdf|md|tex)$/, kind: 'doc', component: RESEARCH_PAPER },
  { pattern: ending('pdf|docx?|odt|rtf|tex|bib|epub|pptx?'), kind: 'doc' },
  {
    pattern: named(
      '(?:all|eval|evaluation|test|predict|benchmark|mmlu|lm[-_]?eval)[-_]?(?:results?|metrics|scores?)[^/]*\\.(?:json|csv|md|txt|ya?ml)',
    ),
    kind: 'doc',
    component: EVALUATION_RESULTS,
  },
  { pattern: named('emissions\\.csv'), kind: 'doc' },
  {
    pattern: /(?:^|\/)(?:sample|example)[-_]?(?:outputs?|generations?)[^/]*$/,
    kind: 'doc',
    component: SAMPLE_OUTPUTS,
  },
  // Weights from the training.
  {
    pattern: named('(?:optimizer|scheduler|scaler|rng_state[^/]*)\\.(?:pt|pth|bin|safetensors|npz)'),
    kind: 'weight',
    component: INTERMEDIATE_PARAMETERS,
  },
  { pattern: named('trainer_state\\.json|training_args\\.(?:bin|json)'), kind: 'weight.config', component: METADATA },
  {
    pattern: new RegExp(`(?:^|/)(?:checkpoints?[-_]?\\d*|global_step\\d+|step[-_]?\\d+)/.*\\.(?:${WEIGHTS}|bin|pkl)$`),
    kind: 'weight',
    component: INTERMEDIATE_PARAMETERS,
  },
  // What goes with the weights.
  { pattern: named('[^/]*\\.(?:safetensors|bin|onnx|pt)\\.index\\.json'), kind: 'weight.config' },
  {
    pattern: named(
      '(?:[^/]*[-_])?config\\.(?:json|ya?ml|toml|pbtxt)|config[-_][^/]*\\.(?:json|ya?ml)|generation_config[^/]*\\.json',
    ),
    kind: 'weight.config',
    component: METADATA,
  },
  {
    pattern: named(
      'tokenizer[^/]*\\.(?:json|model|txt)|vocab[^/]*\\.(?:json|txt|model)|merges\\.txt|special_tokens_map\\.json|added_tokens\\.json|[^/]*\\.tiktoken|[^/]*\\.spm|spiece\\.model|sentencepiece[^/]*\\.model|source\\.spm|target\\.spm',
    ),
    kind: 'weight.config',
  },
  {
    pattern: named(
      'chat_template[^/]*|[^/]*\\.jinja2?|model_index\\.json|modules\\.json|params\\.json|hparams[^/]*\\.(?:json|ya?ml)|labels?\\.(?:txt|json)|label2id\\.json|id2label\\.json|preprocessor\\.json|processor\\.json|openvino_[^/]*\\.xml|model\\.yaml|saved_model_fingerprint[^/]*|fingerprint\\.pb',
    ),
    kind: 'weight.config',
  },
  // Weights.
  {
    pattern: named(
      '(?:pytorch_model|adapter_model|diffusion_pytorch_model|flax_model|tf_model|rust_model|model|ggml|consolidated|openvino|mp_rank|zero_pp_rank)[^/]*\\.(?:bin|ot|pb|npz|h5)|saved_model\\.pb(?:txt)?|variables\\.(?:index|data-[^/]*)|[^/]*\\.ckpt\\.(?:index|meta|data-[^/]*)|[^/]*\\.gguf(?:\\.part\\w*|-split-[^/]*)?|[^/]*\\.gguf-\\d+-of-\\d+|group\\d+-shard\\d+of\\d+(?:\\.bin)?',
    ),
    kind: 'weight',
    component: FINAL_PARAMETERS,
  },
  { pattern: ending(WEIGHTS), kind: 'weight', component: FINAL_PARAMETERS },
  { pattern: /\.mlpackage\//, kind: 'weight', component: FINAL_PARAMETERS },
  // Data.
  {
    pattern:
      /(?:^|\/)(?:eval|evaluation|benchmarks?|test)[^/]*(?:\/.*)?\.(?:parquet|arrow|jsonl|ndjson|tfrecords?|feather)$/,
    kind: 'dataset',
    component: EVALUATION_DATA,
  },
  {
    pattern: ending(
      'parquet|arrow|feather|jsonl|ndjson|tfrecords?|avro|orc|lmdb|mdb|jsonl\\.(?:gz|zst)|csv\\.(?:gz|zst)|warc(?:\\.gz)?',
    ),
    kind: 'dataset',
    component: DATASETS,
  },
];

/** Names that could mean something else: what a file holds, and where the MOF configuration says it belongs, go before. */
export const LIKELY_NAMES: readonly NameRule[] = [
  {
    pattern:
      /(?:^|\/)(?:datasets?|data|corpus|corpora)\/.*\.(?:csv|tsv|json|txt|npz|npy|wav|flac|mp3|ogg|png|jpe?g|webp|mp4|tar|zip|gz|zst|bin|idx|h5|hdf5|xml)$/,
    kind: 'dataset',
    component: DATASETS,
  },
  {
    pattern: /(?:^|\/)(?:evals?|evaluation|results?|benchmarks?)\/.*\.(?:json|csv|tsv|txt|ya?ml|html)$/,
    kind: 'doc',
    component: EVALUATION_RESULTS,
  },
  { pattern: /(?:^|\/)docs?\//, kind: 'doc' },
  { pattern: ending('md|mdx|rst|txt|html?|png|jpe?g|gif|svg|webp|ico|mp4|webm|css|log'), kind: 'doc' },
  { pattern: ending('csv|tsv|xlsx?|npy|wav|flac|mp3|ogg|zarr|idx'), kind: 'dataset', component: DATASETS },
  {
    pattern: ending('bin|npz|pkl|pickle|joblib|model|params|pb|mar|h5|hdf5|t7|task|weights|dat|ot'),
    kind: 'weight',
    component: FINAL_PARAMETERS,
  },
  { pattern: ending('json|ya?ml|toml|ini|cfg|conf|xml|pbtxt|properties'), kind: 'weight.config' },
];

/** The first rule that fits a path. */
export function ruleOf(rules: readonly NameRule[], path: string): NameRule | undefined {
  const lower = path.toLowerCase();
  return rules.find(({ pattern }) => pattern.test(lower));
}
