import { t } from '../../l10n';
import { type LayerKind } from '../modelpack/layer-type';

/** The commands of a Modelfile (modctl v0.2.2, pkg/modelfile/command), in the order in which they are usually written. */
export const COMMANDS = [
  'NAME',
  'ARCH',
  'FAMILY',
  'FORMAT',
  'PARAMSIZE',
  'PRECISION',
  'QUANTIZATION',
  'CONFIG',
  'MODEL',
  'CODE',
  'DATASET',
  'DOC',
] as const;

export type CommandName = (typeof COMMANDS)[number];

/** What a command that takes a path makes of its files. The others are said once and go into the config. */
export const LAYER_OF: Partial<Record<CommandName, LayerKind>> = {
  CONFIG: 'weight.config',
  MODEL: 'weight',
  CODE: 'code',
  DATASET: 'dataset',
  DOC: 'doc',
};

export function isCommand(word: string): word is CommandName {
  return (COMMANDS as readonly string[]).includes(word);
}

/** Instructions of Ollama's files of the same name that modctl does not have (ollama, docs/modelfile.md). */
export const OLLAMA_INSTRUCTIONS: readonly string[] = [
  'FROM',
  'PARAMETER',
  'TEMPLATE',
  'SYSTEM',
  'ADAPTER',
  'LICENSE',
  'MESSAGE',
  'REQUIRES',
];

/** Precisions that ModelPack knows (model-spec, config.md); several are separated by commas. */
export const PRECISIONS: readonly string[] = [
  'float32',
  'float64',
  'float16',
  'bfloat16',
  'float8_e4m3',
  'float8_e5m2',
  'complex32',
  'complex64',
  'complex128',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'bool',
];

/** What a command means, as a sentence. */
export function commandMeaning(name: CommandName): string {
  switch (name) {
    case 'NAME':
      return t('Name of the model, such as aurora-7b-instruct.');
    case 'ARCH':
      return t('Architecture of the model, such as transformer or cnn.');
    case 'FAMILY':
      return t('Family of the model, such as llama3 or qwen2.');
    case 'FORMAT':
      return t('Format of the weights, such as safetensors, onnx or gguf.');
    case 'PARAMSIZE':
      return t('Number of parameters: a number and one of K, M, B, T or Q, such as 6.7B.');
    case 'PRECISION':
      return t('Precision of the weights, such as bfloat16; several with commas between.');
    case 'QUANTIZATION':
      return t('How the weights are quantized, such as awq or gptq.');
    case 'CONFIG':
      return t(
        'Configuration that the weights need: config.json, tokenizer, generation settings. Each file is a layer.',
      );
    case 'MODEL':
      return t('Weights. Each file is a layer.');
    case 'CODE':
      return t('Code. Each file is a layer.');
    case 'DATASET':
      return t('Data. modctl reads this command and then packs nothing for it.');
    case 'DOC':
      return t('Documentation, such as the model card and the licence. Each file is a layer.');
  }
}

/** Words that are in use as arguments; any other is as good, but for precisions. */
export const WORDS: Partial<Record<CommandName, readonly string[]>> = {
  ARCH: ['transformer', 'cnn', 'rnn', 'diffusion', 'mamba'],
  FORMAT: ['safetensors', 'gguf', 'onnx', 'pytorch', 'tensorflow'],
  PRECISION: PRECISIONS,
  QUANTIZATION: ['awq', 'gptq', 'gguf', 'bitsandbytes', 'fp8'],
};
