import { type ModelFacts } from '../config';
import { type LayerKind } from '../layer-type';
import { stated } from './merge';

/** What a format of weights is called, by the end of the file's name (model-spec, config.md, `format`). */
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/\.safetensors$/i, 'safetensors'],
  [/\.gguf/i, 'gguf'],
  [/\.(?:onnx|onnx_data|onnx\.data|ort)$/i, 'onnx'],
  [/\.(?:bin|pt|pth|ckpt|distcp)$/i, 'pytorch'],
  [/\.keras$|\.weights\.h5$/i, 'keras'],
  [/\.tflite$/i, 'tflite'],
  [/saved_model\.pb$|\.h5$|variables\.data-/i, 'tensorflow'],
  [/\.msgpack$/i, 'flax'],
  [/\.(?:mlmodel)$|\.mlpackage\//i, 'coreml'],
  [/\.pdparams$/i, 'paddle'],
  [/\.(?:engine|plan)$/i, 'tensorrt'],
];

/** What the files of a model say of it: the format that most bytes of its weights have. */
export function factsOfFiles(files: readonly { path: string; size: number; kind: LayerKind }[]): ModelFacts {
  const bytes = new Map<string, number>();
  for (const { path, size, kind } of files) {
    const format = kind === 'weight' ? FORMATS.find(([pattern]) => pattern.test(path))?.[1] : undefined;
    if (format !== undefined) bytes.set(format, (bytes.get(format) ?? 0) + size);
  }
  const [format] = [...bytes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? [];
  return { descriptor: {}, config: stated({ format }) };
}
