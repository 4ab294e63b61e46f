import { ByteWriter, floatBytes } from './bytes';
import { SHAPE, TOKENS, type Tensor } from './weights';

/** Types of values in the metadata and of tensors: github.com/ggml-org/ggml, docs/gguf.md. */
const TYPE = { u32: 4, i32: 5, f32: 6, string: 8, array: 9 } as const;
const F32 = 0;
const VERSION = 3;
const ALIGNMENT = 32;
/** Kinds of tokens, of `tokenizer.ggml.token_type`. */
const TOKEN = { normal: 1, unknown: 2, control: 3 } as const;

type Value =
  | { u32: number }
  | { f32: number }
  | { string: string }
  | { array: keyof typeof TYPE; of: readonly (string | number)[] };

/** The weights as a GGUF file, with names as llama.cpp has them. */
export function gguf(name: string, tensors: readonly Tensor[]): Uint8Array {
  const metadata = Object.entries(metadataOf(name));
  const writer = new ByteWriter().bytes(ascii('GGUF')).u32(VERSION).u64(tensors.length).u64(metadata.length);
  for (const [key, value] of metadata) writeValue(writeText(writer, key), value);
  const renamed = tensors.map((tensor) => ({ ...tensor, name: nameIn(tensor.name), values: permuted(tensor) }));
  let at = 0;
  for (const { name: own, shape, values } of renamed) {
    writeText(writer, own).u32(shape.length);
    // The fastest dimension first.
    for (const size of [...shape].reverse()) writer.u64(size);
    writer.u32(F32).u64(at);
    at += Math.ceil((values.length * 4) / ALIGNMENT) * ALIGNMENT;
  }
  writer.align(ALIGNMENT);
  for (const { values } of renamed) writer.bytes(floatBytes(values)).align(ALIGNMENT);
  return writer.whole();
}

function metadataOf(name: string): Record<string, Value> {
  const size = SHAPE.hidden_size / SHAPE.num_attention_heads;
  return {
    'general.architecture': { string: 'llama' },
    'general.name': { string: name },
    'general.license': { string: 'mit' },
    'general.file_type': { u32: 0 },
    'general.alignment': { u32: ALIGNMENT },
    'llama.vocab_size': { u32: TOKENS.length },
    'llama.context_length': { u32: SHAPE.max_position_embeddings },
    'llama.embedding_length': { u32: SHAPE.hidden_size },
    'llama.block_count': { u32: SHAPE.num_hidden_layers },
    'llama.feed_forward_length': { u32: SHAPE.intermediate_size },
    'llama.rope.dimension_count': { u32: size },
    'llama.rope.freq_base': { f32: SHAPE.rope_theta },
    'llama.attention.head_count': { u32: SHAPE.num_attention_heads },
    'llama.attention.head_count_kv': { u32: SHAPE.num_attention_heads },
    'llama.attention.layer_norm_rms_epsilon': { f32: SHAPE.rms_norm_eps },
    'tokenizer.ggml.model': { string: 'llama' },
    // A space is written so in the vocabulary of this kind of tokenizer.
    'tokenizer.ggml.tokens': { array: 'string', of: TOKENS.map((token) => (token === ' ' ? '▁' : token)) },
    'tokenizer.ggml.scores': { array: 'f32', of: TOKENS.map((_token, index) => -index) },
    'tokenizer.ggml.token_type': {
      array: 'i32',
      of: TOKENS.map((_token, index) => [TOKEN.unknown, TOKEN.control, TOKEN.control][index] ?? TOKEN.normal),
    },
    'tokenizer.ggml.unknown_token_id': { u32: 0 },
    'tokenizer.ggml.bos_token_id': { u32: 1 },
    'tokenizer.ggml.eos_token_id': { u32: 2 },
  };
}

const NAMES: readonly (readonly [string, string])[] = [
  ['model.embed_tokens', 'token_embd'],
  ['model.norm', 'output_norm'],
  ['lm_head', 'output'],
  ['model.layers.', 'blk.'],
  ['input_layernorm', 'attn_norm'],
  ['post_attention_layernorm', 'ffn_norm'],
  ['self_attn.q_proj', 'attn_q'],
  ['self_attn.k_proj', 'attn_k'],
  ['self_attn.v_proj', 'attn_v'],
  ['self_attn.o_proj', 'attn_output'],
  ['mlp.gate_proj', 'ffn_gate'],
  ['mlp.up_proj', 'ffn_up'],
  ['mlp.down_proj', 'ffn_down'],
];

function nameIn(transformers: string): string {
  return NAMES.reduce((name, [theirs, own]) => name.replace(theirs, own), transformers);
}

/**
 * Rows of queries and keys lie in another order than in transformers: the two halves that the rotary embedding turns against
 * each other alternate (github.com/ggml-org/llama.cpp, convert_hf_to_gguf.py, `LlamaModel.permute`).
 */
function permuted({ name, shape, values }: Tensor): Float32Array {
  if (!/\.[qk]_proj\./.test(name)) return values;
  const [rows = 0, columns = 0] = shape;
  const head = rows / SHAPE.num_attention_heads;
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const [start, within] = [Math.floor(row / head) * head, row % head];
    const from = start + (within % 2) * (head / 2) + Math.floor(within / 2);
    result.set(values.subarray(from * columns, (from + 1) * columns), row * columns);
  }
  return result;
}

function writeValue(writer: ByteWriter, value: Value): void {
  if ('u32' in value) writer.u32(TYPE.u32).u32(value.u32);
  else if ('f32' in value) writer.u32(TYPE.f32).f32(value.f32);
  else if ('string' in value) writeText(writer.u32(TYPE.string), value.string);
  else {
    writer.u32(TYPE.array).u32(TYPE[value.array]).u64(value.of.length);
    for (const each of value.of)
      if (typeof each === 'string') writeText(writer, each);
      else if (value.array === 'i32') writer.i32(each);
      else writer.f32(each);
  }
}

function writeText(writer: ByteWriter, text: string): ByteWriter {
  const bytes = new TextEncoder().encode(text);
  return writer.u64(bytes.length).bytes(bytes);
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
