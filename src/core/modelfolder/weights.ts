import { baseName } from '../findings/context';
import { FINAL_PARAMETERS, component } from '../mof/components';
import { type Draft, type WeightFile } from './draft';
import { type FactSource } from './inventory';

/** The names of shards: `model-00001-of-00005`. */
const SHARD = /[-_.]\d{2,5}-of-\d{2,5}(?=\.[^.]+$)/;
/** Other forms of the same weights: `model.fp16.safetensors`. */
const VARIANT = /\.(?:fp16|fp32|bf16|fp8|non_ema|ema|int8|int4)(?=\.[^.]+$)/i;
/** Names of the weights that libraries load; others in the same folder are copies of them, or something else. */
const MAIN = /^(?:model|pytorch_model|adapter_model|adapters|diffusion_pytorch_model|tf_model|flax_model)\./;

/** Types of numbers that hold whole parameters, and what they are called; packed ones hold parts of several. */
const PRECISION: Readonly<Record<string, string>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  F8_E4M3: 'float8_e4m3fn',
  F8_E5M2: 'float8_e5m2',
};

/** The files that hold one set of weights. */
interface WeightSet {
  files: WeightFile[];
  folder: string;
}

/** Counts the parameters of the model from the headers of its weights. */
export function deriveParameters(draft: Draft): void {
  const final = draft.weights.filter(
    ({ path }) => draft.file(path)?.components.includes(component(FINAL_PARAMETERS).name) !== false,
  );
  const sets = mainSets(final);
  const counted = sets.map((set) => ({ set, ...countOf(set) })).filter(({ count }) => count > 0);
  const isPipeline = draft.file('model_index.json') !== undefined;
  const parts = isPipeline ? counted.filter(({ set }) => set.folder !== '') : [];
  const [largest] = counted
    .filter(({ set }) => set.folder === '' || !isPipeline)
    .sort((a, b) => depth(a.set) - depth(b.set) || b.count - a.count);
  if (parts.length) {
    const count = parts.reduce((sum, part) => sum + part.count, 0);
    draft.add('parameters', count, sourceOf(parts.flatMap(({ set }) => set.files)), 'measured');
  }
  for (const { set, count, type } of counted) {
    if (
      parts.length ? !parts.some((part) => part.set === set) : set !== largest?.set && set.files[0]!.format !== 'gguf'
    )
      continue;
    const source = sourceOf(set.files);
    // Several GGUF files are the same model, quantized in several ways.
    if (!parts.length) draft.add('parameters', count, source, 'measured');
    const precision = type === undefined ? undefined : PRECISION[type];
    if (set === (largest ?? parts[0])?.set && set.files[0]!.format !== 'gguf')
      draft.add('precision', precision, source, 'measured');
  }
}

function depth({ folder }: WeightSet): number {
  return folder === '' ? 0 : folder.split('/').length;
}

function sourceOf([first, ...more]: readonly WeightFile[]): FactSource {
  return more.length ? { ...first!.source, key: `${more.length + 1} files` } : first!.source;
}

/** The sets of weights, of each folder and format the one that libraries load. */
function mainSets(weights: readonly WeightFile[]): WeightSet[] {
  const sets = new Map<string, WeightSet>();
  for (const weight of weights) {
    const name = weight.path.replace(SHARD, '');
    const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
    const set = sets.get(name);
    if (set) set.files.push(weight);
    else sets.set(name, { files: [weight], folder });
  }
  const named = [...sets].map(([name, set]) => ({ name, ...set }));
  return named.filter(({ name, folder, files }) => {
    if (files[0]!.format === 'gguf') return !/(?:^|[-_.])mmproj/i.test(baseName(name));
    const rivals = named.filter((other) => other.folder === folder && other.files[0]!.format === files[0]!.format);
    const [best] = rivals.sort((a, b) => rank(a.name) - rank(b.name) || countOf(b).count - countOf(a).count);
    return best!.name === name;
  });
}

function rank(name: string): number {
  const base = baseName(name);
  return (MAIN.test(base) ? 0 : 2) + (VARIANT.test(base) ? 1 : 0);
}

/** The numbers of a set, and the type that most of them have. Packed types are counted only by formats that say what is in them. */
function countOf({ files }: WeightSet): { count: number; type?: string } {
  const numbers = new Map<string, number>();
  for (const file of files)
    for (const [type, count] of file.numbers) numbers.set(type, (numbers.get(type) ?? 0) + count);
  const isPacked = files[0]!.format === 'safetensors';
  const whole = [...numbers].filter(([type]) => !isPacked || PRECISION[type] !== undefined);
  const packed =
    isPacked &&
    [...numbers].some(
      ([type, count]) => /^[UI](?:8|32)$/.test(type) && count > whole.reduce((sum, [, n]) => sum + n, 0),
    );
  const [most] = whole.sort((a, b) => b[1] - a[1]);
  const count = packed ? 0 : whole.reduce((sum, [, each]) => sum + each, 0);
  return { count: Number.isSafeInteger(count) ? count : 0, ...(most && !packed && { type: most[0] }) };
}
