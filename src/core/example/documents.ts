import { ARCHITECTURE } from './architecture';
import { SHAPE, TOKENS } from './weights';

/** What lies beside the weights, by name: as transformers writes it, and as people do. */
export function documents(name: string): Record<string, string> {
  return {
    'README.md': card(name),
    LICENSE: MIT,
    'config.json': json({
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      ...SHAPE,
      num_key_value_heads: SHAPE.num_attention_heads,
      hidden_act: 'silu',
      vocab_size: TOKENS.length,
      bos_token_id: 1,
      eos_token_id: 2,
      tie_word_embeddings: false,
      torch_dtype: 'float32',
      transformers_version: '4.57.0',
    }),
    'generation_config.json': json({ bos_token_id: 1, eos_token_id: 2, max_length: SHAPE.max_position_embeddings }),
    'tokenizer.json': json(tokenizer()),
    'tokenizer_config.json': json({
      tokenizer_class: 'PreTrainedTokenizerFast',
      unk_token: '<unk>',
      bos_token: '<s>',
      eos_token: '</s>',
      model_max_length: SHAPE.max_position_embeddings,
    }),
    'CITATION.cff': citation(name),
    'modeling_finch_nano.py': ARCHITECTURE,
    'eval_results.md': evaluation(name),
    // No Markdown: that would be the card of a dataset, and there is none.
    'datasheet.txt': datasheet(name),
    'technical-report.md': report(name),
  };
}

/** A tokenizer of one token a character (github.com/huggingface/tokenizers). */
function tokenizer(): object {
  const special = TOKENS.slice(0, 3).map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special,
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Split', pattern: { Regex: '[\\s\\S]' }, behavior: 'Isolated', invert: false },
    post_processor: null,
    decoder: { type: 'Fuse' },
    model: {
      type: 'WordLevel',
      vocab: Object.fromEntries(TOKENS.map((token, id) => [token, id])),
      unk_token: '<unk>',
    },
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function card(name: string): string {
  return `---
license: mit
language:
  - en
library_name: transformers
pipeline_tag: text-generation
tags:
  - example
---

# ${name}

A language model for trying things out: one layer, ${TOKENS.length} tokens, one a character. Its weights are drawn at random, so that
it writes nonsense; but its files are those of a real model, and every tool that reads safetensors or GGUF reads them.

## Intended use

To see how a model is described, packaged, signed and verified.

## Limitations

It has learned nothing and knows nothing. Use it for no other purpose.

## Training

None. The weights are the output of a generator of random numbers that always begins at the same place.

## Files

| file | what it is |
| --- | --- |
| \`model.safetensors\` | the weights, for transformers |
| \`${name}.gguf\` | the same weights, for llama.cpp |
| \`config.json\`, \`generation_config.json\` | the architecture, and how to write with it |
| \`tokenizer.json\`, \`tokenizer_config.json\` | which characters it knows |
| \`modeling_finch_nano.py\` | the network as a program, with numpy |
| \`eval_results.md\`, \`datasheet.txt\`, \`technical-report.md\` | what was measured, on which data, and how it was made |
`;
}

function citation(name: string): string {
  return `cff-version: 1.2.0
message: If you use this model, be surprised.
title: ${name}
version: 1.0.0
date-released: 2026-01-01
license: MIT
url: https://example.org/finch/${name}
authors:
  - name: The Finch Authors
    website: https://example.org/finch
`;
}

function evaluation(name: string): string {
  return `# Evaluation results of ${name}

Nothing was trained, so nothing was measured but this: with random weights, every token is about as likely as any other, and the
perplexity of any text is about the number of tokens, ${TOKENS.length}.
`;
}

function datasheet(name: string): string {
  return `Datasheet of ${name}

No data were collected, and none were used: neither to train, nor to test.
`;
}

function report(name: string): string {
  return `# Technical report on ${name}

The architecture is that of Llama: embeddings, one block of attention with rotary positions and a gated feed-forward network, and a
linear layer to ${TOKENS.length} tokens, one a character. All ${SHAPE.hidden_size} dimensions are seen by ${SHAPE.num_attention_heads} heads. The weights are drawn by a xorshift
generator that begins at a fixed place, evenly between -0.1 and 0.1, so that everybody gets the same.
`;
}

const MIT = `MIT License

Copyright (c) 2026 The Finch Authors

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;
