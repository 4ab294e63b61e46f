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
  const final = component(FINAL_PARAMETERS).name;
  const weights = draft.weights.filter(({ path }) => draft.file(path)?.components.includes(final) !== false);
  const sets = mainSets(weights)
    .map((set) => ({ ...set, ...countOf(set) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => depth(a) - depth(b) || b.count - a.count);
  const parts = draft.file('model_index.json') ? sets.filter(({ folder }) => folder !== '') : [];
  const [main] = parts.length ? parts.sort((a, b) => b.count - a.count) : sets;
  if (!main) return;
  const format = formatOf(main);
  if (format !== 'gguf') {
    const files = parts.length ? parts.flatMap((part) => part.files) : main.files;
    const count = (parts.length ? parts : [main]).reduce((sum, part) => sum + part.count, 0);
    draft.add('parameters', count, sourceOf(files), 'measured');
    draft.add(
      'precision',
      main.type === undefined ? undefined : PRECISION[main.type],
      sourceOf(main.files),
      'measured',
    );
    return;
  }
  // Several files of GGUF are the same model, quantized in several ways.
  for (const set of sets)
    if (formatOf(set) === format && set.folder === main.folder)
      draft.add('parameters', set.count, sourceOf(set.files), 'measured');
}

function formatOf({ files }: WeightSet): WeightFile['format'] {
  return files[0]!.format;
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
    if (formatOf({ files, folder }) === 'gguf') return !/(?:^|[-_.])mmproj/i.test(baseName(name));
    const rivals = named.filter((other) => other.folder === folder && formatOf(other) === formatOf({ files, folder }));
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
