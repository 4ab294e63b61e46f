import { isObject, own, type JsonObject } from '../../../signing/json';
import { type ModelFacts } from '../config';
import { NO_FACTS, stated } from './merge';
import { paramSize } from './param-size';

/** Models of the transformers library that are none (`model_type`). */
const NO_TRANSFORMERS =
  /^(?:(?:falcon_)?mamba2?|rwkv|resnet|regnet|convnext(?:v2)?|mobilenet_v\d|efficientnet|timm_\w+|bit|poolformer|van|hiera|univnet|textnet|vgg|unet\w*)$/;

/** Precisions by the names of torch; others are taken as they are. */
const PRECISIONS: Readonly<Record<string, string>> = { half: 'float16', float: 'float32', double: 'float64' };

/** What the `config.json` of a model says, as the transformers library writes it. */
export function factsOfTransformersConfig(json: string): ModelFacts {
  const config = parse(json);
  if (!config) return NO_FACTS;
  const inner = own(config, 'text_config');
  const text = (key: string, from: JsonObject = config) => {
    const value = own(from, key);
    return typeof value === 'string' && value.length <= 100 ? value : undefined;
  };
  const family = text('model_type');
  const dtype =
    text('dtype') ??
    text('torch_dtype') ??
    (isObject(inner) ? (text('dtype', inner) ?? text('torch_dtype', inner)) : '');
  const precision = dtype?.replace(/^torch\./, '');
  const quantization = own(config, 'quantization_config');
  const isTransformer = text('transformers_version') !== undefined && !NO_TRANSFORMERS.test(family ?? '');
  return {
    descriptor: stated({ family }),
    config: stated({
      architecture: isTransformer ? 'transformer' : undefined,
      precision: precision && Object.hasOwn(PRECISIONS, precision) ? PRECISIONS[precision] : precision,
      quantization: isObject(quantization) ? text('quant_method', quantization) : undefined,
    }),
  };
}

/** What the index of weights in several files says: how many parameters there are. */
export function factsOfWeightIndex(json: string): ModelFacts {
  const metadata = own(parse(json) ?? {}, 'metadata');
  const total = isObject(metadata) ? own(metadata, 'total_parameters') : undefined;
  return { descriptor: {}, config: stated({ paramSize: typeof total === 'number' ? paramSize(total) : undefined }) };
}

function parse(json: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(json.replace(/^\ufeff/, ''));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
