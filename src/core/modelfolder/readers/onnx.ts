import { t } from '../../l10n';
import { ByteReader } from '../binary';
import { type Draft } from '../draft';
import { agentOf } from '../identifiers';
import { type FactSource } from '../inventory';
import { licenseStatement } from '../licenses';
import { UnreadableError, type Reader } from '../reader';

/** Fields that are looked at, in a graph of any size; nodes of large models are some ten thousand. */
const MOST_FIELDS = 1_000_000;

/** Numbers of fields (onnx/onnx.proto). */
const MODEL = { producerName: 2, producerVersion: 3, domain: 4, docString: 6, graph: 7, metadata: 14 } as const;
const GRAPH = { name: 2, initializer: 5 } as const;
const TENSOR = { dims: 1, dataType: 2 } as const;

/** Names of types of tensors (onnx.proto, `TensorProto.DataType`). */
const TYPES: Readonly<Record<number, string>> = {
  1: 'F32',
  2: 'U8',
  3: 'I8',
  4: 'U16',
  5: 'I16',
  6: 'I32',
  7: 'I64',
  9: 'BOOL',
  10: 'F16',
  11: 'F64',
  12: 'U32',
  13: 'U64',
  16: 'BF16',
  17: 'F8_E4M3',
  19: 'F8_E5M2',
  21: 'U4',
  22: 'I4',
};

/** The model of ONNX, a message of protocol buffers: who made it, and the shapes of its weights. What is in them is passed over. */
export const onnx: Reader = {
  id: 'onnx',
  pattern: /\.onnx$/i,
  read(file, draft) {
    const source: FactSource = { path: file.path, reader: 'onnx' };
    const bytes = new ByteReader(file, Number.MAX_SAFE_INTEGER);
    const numbers = new Map<string, number>();
    let isModel = false;
    let producer: string | undefined;
    let version: string | undefined;
    const budget = { left: MOST_FIELDS };
    for (const { field, length } of fieldsOf(bytes, file.size, budget)) {
      const end = bytes.at + (length ?? 0);
      if (field === MODEL.graph && length !== undefined) {
        isModel = true;
        readGraph(bytes, end, numbers, budget);
      } else if (length !== undefined && length < 20_000) {
        if (field === MODEL.producerName) producer = bytes.text(length);
        else if (field === MODEL.producerVersion) version = bytes.text(length);
        else if (field === MODEL.docString)
          draft.add('description', bytes.text(length), { ...source, key: 'doc_string' }, 'derived');
        else if (field === MODEL.metadata) readMetadata(bytes, end, source, draft, budget);
      }
      bytes.at = end;
    }
    if (!isModel) throw new UnreadableError(t('has no graph, so it is no model of ONNX'));
    if (producer)
      draft.add(
        'architectureSettings',
        { name: 'onnx.producer', value: [producer, version].filter(Boolean).join(' ') },
        { ...source, key: 'producer_name' },
      );
    draft.weigh({ path: file.path, format: 'onnx', numbers, source });
  },
};

/** The fields of a message: what a number says is read, and of everything else the length. */
function* fieldsOf(
  bytes: ByteReader,
  end: number,
  budget: { left: number },
): Generator<{ field: number; value?: number; length?: number }> {
  while (bytes.at < end) {
    if (budget.left-- <= 0) throw new UnreadableError(t('has more than {0} fields', MOST_FIELDS));
    const key = bytes.varint();
    const field = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        yield { field, value: bytes.varint() };
        break;
      case 1:
        bytes.skip(8);
        break;
      case 2: {
        const length = bytes.varint();
        if (bytes.at + length > end)
          throw new UnreadableError(t('has a field that ends behind the file, at byte {0}', bytes.at));
        const next = bytes.at + length;
        yield { field, length };
        bytes.at = next;
        break;
      }
      case 5:
        bytes.skip(4);
        break;
      default:
        throw new UnreadableError(t('is no message of protocol buffers at byte {0}', bytes.at));
    }
  }
}

function readGraph(bytes: ByteReader, end: number, numbers: Map<string, number>, budget: { left: number }): void {
  for (const { field, length } of fieldsOf(bytes, end, budget)) {
    if (field !== GRAPH.initializer || length === undefined) continue;
    let count = 1;
    let type = 0;
    const last = bytes.at + length;
    for (const part of fieldsOf(bytes, last, budget)) {
      if (part.field === TENSOR.dataType) type = part.value ?? 0;
      else if (part.field === TENSOR.dims && part.value !== undefined) count *= part.value;
      else if (part.field === TENSOR.dims && part.length !== undefined) {
        const until = bytes.at + part.length;
        while (bytes.at < until) count *= bytes.varint();
      }
    }
    const name = TYPES[type] ?? `type ${type}`;
    // Whole numbers are indices and shapes, or weights that were packed.
    if (Number.isSafeInteger(count)) numbers.set(name, (numbers.get(name) ?? 0) + count);
  }
}

/** Pairs of a key and a value, as exporters and people add them. */
function readMetadata(
  bytes: ByteReader,
  end: number,
  source: FactSource,
  draft: Draft,
  budget: { left: number },
): void {
  let key = '';
  let value = '';
  for (const { field, length } of fieldsOf(bytes, end, budget)) {
    if (length === undefined) continue;
    if (field === 1) key = bytes.text(length) ?? '';
    else if (field === 2) value = bytes.text(length) ?? '';
  }
  const at = { ...source, key: `metadata_props.${key}` };
  switch (key.toLowerCase()) {
    case 'license':
      return draft.add('licenses', licenseStatement(value), at);
    case 'author':
      return draft.add('authors', agentOf(value), at);
    case 'version':
      return draft.add('version', value, at);
    case 'description':
      return draft.add('description', value, at);
    case 'task':
      return draft.add('domains', value, at);
  }
}
