/**
 * The weights of the example: a Llama of one layer, small enough to be made at once. They are drawn at random, always the same:
 * the model writes nonsense, but every tool that reads the format reads it.
 */

/** Sizes, by the names of `config.json` of Llama models. */
export const SHAPE = {
  hidden_size: 32,
  intermediate_size: 64,
  num_attention_heads: 2,
  num_hidden_layers: 1,
  max_position_embeddings: 128,
  rms_norm_eps: 1e-5,
  rope_theta: 10000,
} as const;

/** Special tokens first, then one a character. */
export const TOKENS: readonly string[] = [
  '<unk>',
  '<s>',
  '</s>',
  ...' .,;:!?\'"-()0123456789abcdefghijklmnopqrstuvwxyz\n'.split(''),
];

export interface Tensor {
  /** As transformers names it. */
  name: string;
  /** Rows and columns, or the length. */
  shape: readonly number[];
  values: Float32Array;
}

/** All weights, in the order of their names in transformers. */
export function exampleWeights(): Tensor[] {
  const random = seeded(20260101);
  const drawn = (name: string, ...shape: number[]): Tensor => ({
    name,
    shape,
    values: Float32Array.from({ length: product(shape) }, () => random() * 0.2 - 0.1),
  });
  const ones = (name: string): Tensor => ({ name, shape: [hidden], values: new Float32Array(hidden).fill(1) });
  const { hidden_size: hidden, intermediate_size: inner } = SHAPE;
  const layer = 'model.layers.0';
  return [
    drawn('model.embed_tokens.weight', TOKENS.length, hidden),
    ones(`${layer}.input_layernorm.weight`),
    ...['q', 'k', 'v', 'o'].map((part) => drawn(`${layer}.self_attn.${part}_proj.weight`, hidden, hidden)),
    ones(`${layer}.post_attention_layernorm.weight`),
    drawn(`${layer}.mlp.gate_proj.weight`, inner, hidden),
    drawn(`${layer}.mlp.up_proj.weight`, inner, hidden),
    drawn(`${layer}.mlp.down_proj.weight`, hidden, inner),
    ones('model.norm.weight'),
    drawn('lm_head.weight', TOKENS.length, hidden),
  ];
}

export function product(shape: readonly number[]): number {
  return shape.reduce((all, each) => all * each, 1);
}

/** Numbers from 0 to 1 that look like chance and are always the same: xorshift of 32 bits (G. Marsaglia, "Xorshift RNGs"). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
