/** A licence that a model or a dataset is known to have. */
export interface KnownSource {
  /** SPDX id or `LicenseRef-` id. */
  license: string;
  /** `certain`: every release with such a name has it. `likely`: most do, some do not. */
  confidence: 'certain' | 'likely';
  /** The page of the models or the data. */
  url: string;
}

type Row = readonly [pattern: RegExp, license: string, confidence?: 'likely'];

/**
 * Licences of models that others are made from, by their names on Hugging Face. The first pattern that fits decides. Only
 * releases whose licence follows from their name are listed; common knowledge of the releases up to 2026, no legal advice.
 */
const MODELS: readonly Row[] = [
  [/^meta-llama\/llama-4-/, 'LicenseRef-llama4'],
  [/^meta-llama\/llama-3\.3-/, 'LicenseRef-llama3.3'],
  [/^meta-llama\/llama-3\.2-/, 'LicenseRef-llama3.2'],
  [/^meta-llama\/(?:meta-)?llama-3\.1-/, 'LicenseRef-llama3.1'],
  [/^meta-llama\/(?:meta-)?llama-(?:guard-)?3-/, 'LicenseRef-llama3', 'likely'],
  [/^meta-llama\/(?:llama-2-|codellama-)/, 'LicenseRef-llama2'],
  [/^codellama\/codellama-/, 'LicenseRef-llama2'],
  [
    /^google\/(?:gemma-[237]b?\b|gemma-[123]-|gemma-1\.1-|gemma-3n-|codegemma-|recurrentgemma-|paligemma|shieldgemma-|medgemma-|embeddinggemma-)/,
    'LicenseRef-gemma',
    'likely',
  ],
  [/^qwen\/qwen2\.5-(?:coder-|vl-)?3b\b/, 'LicenseRef-qwen-research', 'likely'],
  [/^qwen\/qwen2\.5-(?:vl-|math-)?72b\b/, 'LicenseRef-qwen', 'likely'],
  [/^qwen\/qwen2\.5-(?:0\.5b|1\.5b|7b|14b|32b)\b/, 'Apache-2.0'],
  [/^qwen\/qwen3-(?:0\.6b|1\.7b|4b|8b|14b|32b|30b-a3b|235b-a22b)\b/, 'Apache-2.0'],
  [/^qwen\/qwen1\.5-(?:7b|14b|32b|72b|110b)\b/, 'LicenseRef-tongyi-qianwen', 'likely'],
  [/^qwen\/qwen-(?:7b|14b|72b)\b/, 'LicenseRef-tongyi-qianwen'],
  [
    /^mistralai\/(?:mistral-7b-|mixtral-8x7b-|mixtral-8x22b-|mistral-nemo-|mistral-small-24b-|mathstral-|pixtral-12b-)/,
    'Apache-2.0',
  ],
  [
    /^mistralai\/(?:mistral-large-instruct-2407|mistral-large-instruct-2411|pixtral-large-instruct-2411|ministral-8b-instruct-2410)$/,
    'LicenseRef-mrl',
  ],
  [
    /^deepseek-ai\/(?:deepseek-(?:llm|coder|math|moe|vl)-|deepseek-v2|deepseek-coder-v2|deepseek-v3(?:-base)?$)/,
    'LicenseRef-deepseek',
  ],
  [/^deepseek-ai\/deepseek-r1-distill-llama-8b$/, 'LicenseRef-llama3.1', 'likely'],
  [/^deepseek-ai\/deepseek-r1-distill-llama-70b$/, 'LicenseRef-llama3.3', 'likely'],
  [/^deepseek-ai\/(?:deepseek-r1(?:-zero|-0528)?$|deepseek-v3-0324$|deepseek-r1-distill-qwen-)/, 'MIT'],
  [/^tiiuae\/(?:falcon-(?:7b|40b)(?:-instruct)?$|falcon-rw-)/, 'Apache-2.0'],
  [/^tiiuae\/(?:falcon-11b|falcon2-|falcon3-|falcon-h1-|falcon-mamba-)/, 'LicenseRef-falcon-llm-license', 'likely'],
  [/^bigscience\/bloom(?:-|$)|^bigscience\/bloomz/, 'LicenseRef-bigscience-bloom-rail-1.0'],
  [/^bigcode\/(?:starcoder|santacoder)/, 'LicenseRef-bigcode-openrail-m'],
  [/^(?:compvis|runwayml|stable-diffusion-v1-5)\/stable-diffusion-v1-/, 'LicenseRef-creativeml-openrail-m'],
  [
    /^stabilityai\/(?:stable-diffusion-2|stable-diffusion-xl-(?:base|refiner)-)/,
    'LicenseRef-openrail-plus-plus',
    'likely',
  ],
  [/^stabilityai\/stable-diffusion-3/, 'LicenseRef-stabilityai-ai-community', 'likely'],
  [/^stabilityai\/sdxl-turbo$/, 'LicenseRef-sai-nc-community', 'likely'],
  [
    /^black-forest-labs\/flux\.1-(?:dev|fill-dev|canny-dev|depth-dev|redux-dev|kontext-dev|krea-dev)\b/,
    'LicenseRef-flux-1-dev-non-commercial-license',
  ],
  [/^black-forest-labs\/flux\.1-schnell$/, 'Apache-2.0'],
  [/^xai-org\/grok-2/, 'LicenseRef-grok2-community'],
  [/^xai-org\/grok-1/, 'Apache-2.0'],
  [/^(?:cohereforai|coherelabs)\/(?:c4ai-command-|aya-(?:23|expanse|vision)-)/, 'CC-BY-NC-4.0'],
  [/^ai21labs\/(?:ai21-)?jamba-(?:1\.5|1\.6|mini-1|large-1|1\.5-)/, 'LicenseRef-jamba-open-model-license', 'likely'],
  [/^lgai-exaone\/exaone-3/, 'LicenseRef-exaone', 'likely'],
  [/^facebook\/opt-|^facebook\/galactica-/, 'CC-BY-NC-4.0', 'likely'],
  [/^facebook\/musicgen-|^facebook\/nllb-200-|^facebook\/seamless-m4t-|^facebook\/mms-/, 'CC-BY-NC-4.0'],
  [/^apple\/(?:mobileclip2?-|openelm-|depthpro)/, 'LicenseRef-apple-amlr', 'likely'],
  [/^deepfloyd\/if-/, 'LicenseRef-deepfloyd-if-license'],
  [/^microsoft\/phi-(?:2|3|3\.5|4)(?:-|$)/, 'MIT'],
  [/^(?:google-bert|google)\/bert-|^bert-(?:base|large)-/, 'Apache-2.0'],
  [/^(?:openai-community\/)?gpt2(?:-(?:medium|large|xl))?$/, 'MIT'],
  [/^openai\/(?:whisper-|gpt-oss-)/, 'Apache-2.0'],
  [/^allenai\/olmo-/, 'Apache-2.0'],
  [/^ibm-granite\/granite-/, 'Apache-2.0'],
  [/^eleutherai\/(?:pythia-|gpt-neox-20b|gpt-j-6b)/, 'Apache-2.0'],
];

/** Data that many models are trained on and that are known to be restricted, by their names on Hugging Face. */
const DATASETS: readonly Row[] = [
  [/^tatsu-lab\/alpaca$/, 'CC-BY-NC-4.0'],
  [/^vicgalle\/alpaca-gpt4$/, 'CC-BY-NC-4.0'],
  [/^huggingfaceh4\/no_robots$/, 'CC-BY-NC-4.0'],
  [/^facebook\/natural_reasoning$/, 'CC-BY-NC-4.0'],
  [/^databricks\/databricks-dolly-15k$/, 'CC-BY-SA-3.0'],
  [/^(?:rajpurkar\/)?squad(?:_v2)?$/, 'CC-BY-SA-4.0'],
  [/^allenai\/ai2_arc$/, 'CC-BY-SA-4.0'],
  [/^wikimedia\/wikipedia$/, 'CC-BY-SA-3.0'],
];

/** The licence of a model, by its name on Hugging Face (`meta-llama/Llama-3.1-8B`). */
export function baseModelLicense(name: string): KnownSource | undefined {
  return find(MODELS, name, '');
}

/** The licence of a dataset, by its name on Hugging Face (`tatsu-lab/alpaca`). */
export function datasetLicense(name: string): KnownSource | undefined {
  return find(DATASETS, name, 'datasets/');
}

function find(rows: readonly Row[], name: string, folder: string): KnownSource | undefined {
  const plain = name.trim();
  const row = plain.length < 200 ? rows.find(([pattern]) => pattern.test(plain.toLowerCase())) : undefined;
  return (
    row && {
      license: row[1],
      confidence: row[2] ?? 'certain',
      url: `https://huggingface.co/${folder}${encodeURI(plain)}`,
    }
  );
}
