import { t } from '../../l10n';
import { isObject, own, type JsonObject } from '../../signing/json';
import { type Draft } from '../draft';
import { agentOf, doiOf, timeOf, webAddress } from '../identifiers';
import { type FactSource } from '../inventory';
import { licenseStatement } from '../licenses';
import { UnreadableError, type Reader, type SourceFile } from '../reader';
import { damagedWeights } from '../rules';

/** Longest header that the safetensors library reads (safetensors/src/tensor.rs, MAX_HEADER_SIZE), in bytes. */
const MOST_HEADER = 100_000_000;

/** Bits of a number of each type (safetensors/src/tensor.rs, Dtype). */
const BITS: Readonly<Record<string, number>> = {
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  ...Object.fromEntries(['BOOL', 'U8', 'I8', 'F8_E5M2', 'F8_E4M3', 'F8_E8M0'].map((type) => [type, 8])),
  ...Object.fromEntries(['U16', 'I16', 'F16', 'BF16'].map((type) => [type, 16])),
  ...Object.fromEntries(['U32', 'I32', 'F32'].map((type) => [type, 32])),
  ...Object.fromEntries(['U64', 'I64', 'F64', 'C64'].map((type) => [type, 64])),
};

/** The header of a safetensors file: eight bytes with its length, then JSON with each tensor's type, shape and place. */
export const safetensors: Reader = {
  id: 'safetensors',
  pattern: /\.safetensors$/i,
  read(file, draft) {
    const header = headerOf(file);
    const source: FactSource = { path: file.path, reader: 'safetensors' };
    const metadata = own(header.tensors, '__metadata__');
    if (isObject(metadata)) readMetadata(metadata, source, draft);
    const { numbers, end, problem } = measure(header.tensors);
    const expected = header.end + end;
    if (problem !== undefined) draft.problem(damagedWeights, file.path, problem);
    else if (expected > file.size)
      draft.problem(
        damagedWeights,
        file.path,
        t('The header asks for {0} bytes, and the file has {1}: it is cut off.', expected, file.size),
      );
    else if (expected < file.size)
      draft.problem(
        damagedWeights,
        file.path,
        t('{0} bytes follow the last tensor; loaders refuse such a file.', file.size - expected),
      );
    draft.weigh({ path: file.path, format: 'safetensors', numbers, source });
  },
};

function headerOf(file: SourceFile): { tensors: JsonObject; end: number } {
  if (file.size < 8) throw new UnreadableError(t('is too short for a safetensors file'));
  const bytes = file.bytes(0, 8);
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (length > BigInt(MOST_HEADER) || Number(length) + 8 > file.size)
    throw new UnreadableError(t('claims a header of {0} bytes in a file of {1}', String(length), file.size));
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes(8, Number(length)));
    const tensors: unknown = JSON.parse(json);
    if (isObject(tensors)) return { tensors, end: 8 + Number(length) };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError)) throw error;
  }
  throw new UnreadableError(t('has a header that is not a JSON object'));
}

/** Counts the numbers in all tensors and checks that each has the room that its shape asks for, without gaps. */
function measure(tensors: JsonObject): { numbers: Map<string, number>; end: number; problem?: string } {
  const numbers = new Map<string, number>();
  const places: [start: number, end: number, name: string][] = [];
  let problem: string | undefined;
  for (const name of Object.keys(tensors)) {
    if (name === '__metadata__') continue;
    const tensor = tensorOf(tensors[name]);
    if (!tensor) {
      problem ??= t('The header says of "{0}" no type, shape and place that can be.', shown(name));
      continue;
    }
    const { type, count, start, end } = tensor;
    const bits = BITS[type];
    if (bits !== undefined && (count * bits) / 8 !== end - start)
      problem ??= t(
        'The header gives "{0}" {1} bytes, and its shape needs {2}.',
        shown(name),
        end - start,
        (count * bits) / 8,
      );
    numbers.set(type, (numbers.get(type) ?? 0) + count);
    places.push([start, end, name]);
  }
  places.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let at = 0;
  for (const [start, end, name] of places) {
    if (start !== at) problem ??= t('The header places "{0}" at {1}, where {2} is expected.', shown(name), start, at);
    at = end;
  }
  return { numbers, end: at, ...(problem !== undefined && { problem }) };
}

interface Tensor {
  type: string;
  count: number;
  start: number;
  end: number;
}

function tensorOf(value: unknown): Tensor | undefined {
  if (!isObject(value)) return undefined;
  const [type, shape, place] = [own(value, 'dtype'), own(value, 'shape'), own(value, 'data_offsets')];
  if (typeof type !== 'string' || !isCounts(shape) || !isCounts(place) || place.length !== 2) return undefined;
  const count = shape.reduce((product, side) => product * side, 1);
  const [start, end] = place as [number, number];
  return Number.isSafeInteger(count) && start <= end ? { type, count, start, end } : undefined;
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && (each as number) >= 0);
}

function shown(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}

/** What tools write beside the tensors: the keys of Stability's modelspec 1.0, and plain ones. */
function readMetadata(metadata: JsonObject, { path, reader }: FactSource, draft: Draft): void {
  const said = (...keys: string[]) =>
    keys.flatMap((key) => {
      const value = own(metadata, key);
      const text = typeof value === 'string' && value.length <= 20_000 ? value.trim() : '';
      return text ? [{ text, source: { path, key: `__metadata__.${key}`, reader } }] : [];
    });
  for (const { text, source } of said('modelspec.title', 'ss_output_name')) draft.add('name', text, source);
  for (const { text, source } of said('modelspec.description')) draft.add('description', text, source);
  for (const { text, source } of said('modelspec.author')) draft.add('authors', agentOf(text), source);
  for (const { text, source } of said('modelspec.license', 'license')) {
    const license = licenseStatement(text);
    if (license) draft.add('licenses', license, source);
    const { expression } = license ?? {};
    const file = draft.file(path);
    if (file && expression !== undefined) file.license = expression;
  }
  for (const { text, source } of said('modelspec.date')) draft.add('releaseTime', timeOf(text), source);
  for (const { text, source } of said('modelspec.architecture')) draft.add('modelTypes', text, source);
  for (const { text, source } of said('modelspec.usage_hint'))
    draft.add('sections', { role: 'howToUse', heading: 'usage_hint', text }, source);
  for (const { text, source } of said('modelspec.tags', 'tags'))
    for (const tag of text.split(',')) draft.add('tags', tag, source);
  for (const { text, source } of said('modelspec.implementation')) draft.add('repository', webAddress(text), source);
  for (const { text, source } of said('doi')) {
    const value = doiOf(text);
    if (value !== undefined) draft.add('identifiers', { type: 'doi', value }, source);
  }
}
