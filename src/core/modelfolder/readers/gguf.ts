import { t } from '../../l10n';
import { ByteReader } from '../binary';
import { type Draft } from '../draft';
import { agentOf, doiOf, hubIdOf, hubPage, hubPurl, webAddress } from '../identifiers';
import { type FactSource } from '../inventory';
import { licenseStatement } from '../licenses';
import { UnreadableError, type Reader } from '../reader';
import { damagedWeights } from '../rules';

/** Keys and tensors that are read at most; llama.cpp's largest models have some thousands. */
const MOST_KEYS = 100_000;
const MOST_TENSORS = 1_000_000;
/** Where the header has to be over: vocabularies take some tens of megabytes. */
const MOST_HEADER = 512 * 1024 * 1024;
/** Items of a list that are kept; the rest is passed over. */
const MOST_ITEMS = 64;
/** Dimensions of a tensor (ggml.h, GGML_MAX_DIMS). */
const MOST_DIMENSIONS = 4;

/** Types of values by their number (ggml docs/gguf.md, `gguf_metadata_value_type`), with their bytes where these are fixed. */
const STRING = 8;
const ARRAY = 9;
const BYTES: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

/** Types of tensors by their number: name, numbers in a block and bytes of one (ggml.h, `ggml_type`; ggml.c, `type_traits`). */
const TENSOR_TYPES: Readonly<Record<number, readonly [name: string, block: number, bytes: number]>> = {
  0: ['F32', 1, 4],
  1: ['F16', 1, 2],
  2: ['Q4_0', 32, 18],
  3: ['Q4_1', 32, 20],
  6: ['Q5_0', 32, 22],
  7: ['Q5_1', 32, 24],
  8: ['Q8_0', 32, 34],
  9: ['Q8_1', 32, 36],
  10: ['Q2_K', 256, 84],
  11: ['Q3_K', 256, 110],
  12: ['Q4_K', 256, 144],
  13: ['Q5_K', 256, 176],
  14: ['Q6_K', 256, 210],
  15: ['Q8_K', 256, 292],
  16: ['IQ2_XXS', 256, 66],
  17: ['IQ2_XS', 256, 74],
  18: ['IQ3_XXS', 256, 98],
  19: ['IQ1_S', 256, 50],
  20: ['IQ4_NL', 32, 18],
  21: ['IQ3_S', 256, 110],
  22: ['IQ2_S', 256, 82],
  23: ['IQ4_XS', 256, 136],
  24: ['I8', 1, 1],
  25: ['I16', 1, 2],
  26: ['I32', 1, 4],
  27: ['I64', 1, 8],
  28: ['F64', 1, 8],
  29: ['IQ1_M', 256, 56],
  30: ['BF16', 1, 2],
  34: ['TQ1_0', 256, 54],
  35: ['TQ2_0', 256, 66],
  39: ['MXFP4', 32, 17],
};

/** How a file is quantized, by `general.file_type` (llama.h, `llama_ftype`). */
const FILE_TYPES: Readonly<Record<number, string>> = Object.fromEntries(
  (
    '0 F32,1 F16,2 Q4_0,3 Q4_1,7 Q8_0,8 Q5_0,9 Q5_1,10 Q2_K,11 Q3_K_S,12 Q3_K_M,13 Q3_K_L,14 Q4_K_S,15 Q4_K_M,16 Q5_K_S,' +
    '17 Q5_K_M,18 Q6_K,19 IQ2_XXS,20 IQ2_XS,21 Q2_K_S,22 IQ3_XS,23 IQ3_XXS,24 IQ1_S,25 IQ4_NL,26 IQ3_S,27 IQ3_M,28 IQ2_S,' +
    '29 IQ2_M,30 IQ4_XS,31 IQ1_M,32 BF16,36 TQ1_0,37 TQ2_0,38 MXFP4_MOE'
  )
    .split(',')
    .map((each) => each.split(' ') as [string, string]),
);

/** A value of the header. Long texts and lists are left out. */
type Value = string | number | boolean | Value[];

/** The header of a GGUF file: its keys, and the shapes and types of its tensors (ggml docs/gguf.md, versions 2 and 3). */
export const gguf: Reader = {
  id: 'gguf',
  pattern: /\.gguf$/i,
  read(file, draft) {
    const bytes = new ByteReader(file, MOST_HEADER);
    if (file.size < 24 || bytes.text(4) !== 'GGUF') throw new UnreadableError(t('does not begin with GGUF'));
    const version = bytes.u32();
    if (version !== 2 && version !== 3)
      throw new UnreadableError(t('is of version {0} of GGUF; 2 and 3 are read', version > 0xffff ? '?' : version));
    const [tensors, keys] = [bytes.u64(), bytes.u64()];
    if (keys > MOST_KEYS || tensors > MOST_TENSORS)
      throw new UnreadableError(t('claims {0} keys and {1} tensors', keys, tensors));
    const values = new Map<string, Value>();
    for (let i = 0; i < keys; i++) {
      const key = bytes.text(bytes.u64()) ?? '';
      const value = valueOf(bytes, bytes.u32());
      if (value !== undefined) values.set(key, value);
    }
    readKeys(values, file.path, draft);
    readTensors(bytes, tensors, values, draft, file);
  },
};

function valueOf(bytes: ByteReader, type: number): Value | undefined {
  switch (type) {
    case 0:
      return bytes.u8();
    case 1:
      return (bytes.u8() << 24) >> 24;
    case 2:
      return bytes.u16();
    case 3:
      return (bytes.u16() << 16) >> 16;
    case 4:
      return bytes.u32();
    case 5:
      return bytes.u32() | 0;
    case 6:
      return bytes.f32();
    case 7:
      return bytes.u8() !== 0;
    case STRING:
      return bytes.text(bytes.u64());
    case ARRAY:
      return listOf(bytes);
    case 10:
    case 11:
      return Number(bytes.i64());
    case 12:
      return bytes.f64();
    default:
      throw new UnreadableError(
        t('has a value of type {0} at byte {1} of its header, which is not known', type, bytes.at),
      );
  }
}

/** Lists in lists are not known of any file; they are refused, so that no depth can be claimed. */
function listOf(bytes: ByteReader): Value[] {
  const type = bytes.u32();
  const count = bytes.u64();
  const kept: Value[] = [];
  const size = BYTES[type];
  if (size === undefined && type !== STRING)
    throw new UnreadableError(
      t('has a list of type {0} at byte {1} of its header, which is not known', type, bytes.at),
    );
  if (size !== undefined && count > MOST_ITEMS) bytes.skip(count * size);
  else
    for (let i = 0; i < count; i++) {
      if (type === STRING && i >= MOST_ITEMS) bytes.skip(bytes.u64());
      else {
        const value = valueOf(bytes, type);
        if (value !== undefined) kept.push(value);
      }
    }
  return kept;
}

/** Counts the numbers in all tensors and checks that the file has room for them. */
function readTensors(
  bytes: ByteReader,
  count: number,
  values: ReadonlyMap<string, Value>,
  draft: Draft,
  { path, size }: { path: string; size: number },
): void {
  const numbers = new Map<string, number>();
  let end = 0;
  let endsWith = '';
  for (let i = 0; i < count; i++) {
    const name = bytes.text(bytes.u64()) ?? '';
    const dimensions = bytes.u32();
    if (dimensions > MOST_DIMENSIONS)
      throw new UnreadableError(
        t('has a tensor of {0} dimensions; there are at most {1}', dimensions, MOST_DIMENSIONS),
      );
    let product = 1;
    for (let side = 0; side < dimensions; side++) product *= bytes.u64();
    const type = bytes.u32();
    const [label, block, blockBytes] = TENSOR_TYPES[type] ?? [`type ${type}`, 1, 0];
    const offset = bytes.u64();
    if (!Number.isSafeInteger(product))
      return draft.problem(damagedWeights, path, t('The shape of "{0}" is larger than any file.', name.slice(0, 80)));
    numbers.set(label, (numbers.get(label) ?? 0) + product);
    const last = offset + Math.ceil(product / block) * blockBytes;
    if (last > end) [end, endsWith] = [last, name];
  }
  const alignment = values.get('general.alignment');
  const step = typeof alignment === 'number' && alignment > 0 ? alignment : 32;
  const needed = Math.ceil(bytes.at / step) * step + end;
  if (count && needed > size)
    draft.problem(
      damagedWeights,
      path,
      t(
        'The header places "{0}" up to byte {1}, and the file has {2}: it is cut off.',
        endsWith.slice(0, 80),
        needed,
        size,
      ),
    );
  draft.weigh({ path, format: 'gguf', numbers, source: { path, reader: 'gguf' } });
}

/** What the standard keys say of the model (ggml docs/gguf.md, "Standardized key-value pairs"). */
function readKeys(values: ReadonlyMap<string, Value>, path: string, draft: Draft): void {
  const source = (key: string): FactSource => ({ path, key, reader: 'gguf' });
  const text = (key: string) => {
    const value = values.get(key);
    return typeof value === 'string' && value.trim() && value.length <= 20_000 ? value.trim() : undefined;
  };
  const number = (key: string) => {
    const value = values.get(key);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  };
  draft.add('name', text('general.name'), source('general.name'));
  draft.add('version', text('general.version'), source('general.version'));
  draft.add('description', text('general.description'), source('general.description'));
  const agent = (field: 'authors' | 'suppliers', key: string, kind?: 'organization') => {
    const written = text(key);
    if (written !== undefined) draft.add(field, agentOf(written, kind), source(key));
  };
  agent('suppliers', 'general.organization', 'organization');
  agent('authors', 'general.author');
  const license = text('general.license');
  const url = text('general.license.link');
  if (license !== undefined) {
    const named = /^other$/i.test(license) ? text('general.license.name') : license;
    const said = named === undefined ? undefined : licenseStatement(named, url === undefined ? {} : { url });
    draft.add('licenses', said, source('general.license'));
    const file = draft.file(path);
    if (file && said?.expression !== undefined) file.license = said.expression;
  }
  for (const key of ['general.url', 'general.source.url'])
    draft.add('homePage', webAddress(text(key) ?? ''), source(key), key === 'general.url' ? 'stated' : 'guessed');
  draft.add('repository', webAddress(text('general.repo_url') ?? ''), source('general.repo_url'));
  const doi = doiOf(text('general.doi') ?? '');
  if (doi !== undefined) draft.add('identifiers', { type: 'doi', value: doi }, source('general.doi'));
  const architecture = text('general.architecture');
  draft.add('modelTypes', architecture, source('general.architecture'));
  const fileType = FILE_TYPES[number('general.file_type') ?? -1];
  if (fileType !== undefined)
    draft.add(
      /^B?F\d+$/.test(fileType) ? 'precision' : 'quantization',
      fileType.replace(/^(B?)F(\d+)$/, (_, b, bits) => `${b ? 'bfloat' : 'float'}${bits}`),
      source('general.file_type'),
    );
  for (const key of ['general.tags', 'general.languages']) {
    const list = values.get(key);
    for (const item of Array.isArray(list) ? list : [])
      if (typeof item === 'string') draft.add(key === 'general.tags' ? 'tags' : 'languages', item, source(key));
  }
  for (let i = 0; i < Math.min(number('general.base_model.count') ?? 0, MOST_ITEMS); i++) readBase(i);
  for (let i = 0; i < Math.min(number('general.dataset.count') ?? 0, MOST_ITEMS); i++) readDataset(i);
  if (architecture === undefined) return;
  draft.add('contextLength', number(`${architecture}.context_length`), source(`${architecture}.context_length`));
  for (const [key, value] of values)
    if (key.startsWith(`${architecture}.`) && !Array.isArray(value) && String(value).length <= 200)
      draft.add(
        'architectureSettings',
        { name: key.slice(architecture.length + 1), value: String(value) },
        source(key),
      );

  function readBase(index: number): void {
    const key = `general.base_model.${index}`;
    const url = text(`${key}.repo_url`) ?? text(`${key}.url`);
    const organization = text(`${key}.organization`);
    const name = text(`${key}.name`);
    const id =
      (url === undefined ? undefined : hubIdOf(url)) ??
      (name === undefined ? url : organization ? `${organization}/${name}` : name);
    if (id === undefined) return;
    const onHub = url === undefined ? undefined : hubIdOf(url);
    draft.add(
      'baseModels',
      {
        id,
        name: name ?? id,
        ...(onHub !== undefined && { purl: hubPurl(onHub), url: hubPage(onHub) }),
        ...(onHub === undefined && url !== undefined && { url }),
      },
      source(`${key}.name`),
    );
  }

  function readDataset(index: number): void {
    const key = `general.dataset.${index}`;
    const url = text(`${key}.repo_url`) ?? text(`${key}.url`);
    const name = text(`${key}.name`) ?? url;
    if (name === undefined) return;
    const id = url === undefined ? undefined : hubIdOf(url);
    draft.add(
      'datasets',
      { name, role: 'trained', ...(id !== undefined && { id, purl: hubPurl(id) }), ...(url !== undefined && { url }) },
      source(`${key}.name`),
    );
  }
}
