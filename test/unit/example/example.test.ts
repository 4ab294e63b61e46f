import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_NAME, exampleFiles } from '../../../src/core/example/example';
import { exampleWeights, SHAPE, TOKENS } from '../../../src/core/example/weights';
import { filesOf, folderWith, lintJson } from '../../cli/mof';

const files = Object.fromEntries(exampleFiles().map(({ path: name, bytes }) => [name, bytes]));

describe('the example model', () => {
  it('is the same on every machine', () => {
    const weights = createHash('sha256').update(files[`${EXAMPLE_NAME}/model.safetensors`]!).digest('hex');
    expect(weights).toMatchInlineSnapshot(`"c009b06d2de5c849a629aee8cf7232c937c324a1fb97ae7cecc081a5dcb29d76"`);
  });
  it('has no findings', () => {
    const outcome = lintJson([EXAMPLE_NAME, '--fail-on', 'info'], { cwd: folderWith(files) });
    expect(outcome).toMatchObject({ code: 0, findings: [] });
  });

  const python = path.join(homedir(), '.cache/model-openness/linters/bin/python');
  const isHere = existsSync(python);
  if (!isHere) console.warn(`SKIPPED: ${python} is missing (node test/rig/linters.mjs installs it)`);
  it.skipIf(!isHere)('is read by the libraries of safetensors and GGUF, with the same weights', () => {
    const script = `
import json, sys
import numpy
from gguf import GGUFReader
from safetensors.numpy import load_file
folder, heads = sys.argv[1], int(sys.argv[2])
theirs = load_file(folder + '/model.safetensors')
reader = GGUFReader(folder + '/${EXAMPLE_NAME}.gguf')
ours = {tensor.name: numpy.array(tensor.data) for tensor in reader.tensors}
q = theirs['model.layers.0.self_attn.q_proj.weight']
turned = q.reshape(heads, 2, q.shape[0] // heads // 2, q.shape[1]).swapaxes(1, 2).reshape(q.shape)
sys.path.insert(0, folder)
import modeling_finch_nano as model
tokens = [1] + [model.VOCABULARY.get(c, 0) for c in 'the quick brown fox jumps over the lazy dog']
likely = model.softmax(model.logits(tokens, theirs))[numpy.arange(len(tokens) - 1), tokens[1:]]
print(json.dumps({
  'perplexity': round(float(numpy.exp(-numpy.log(likely).mean()))),
  'tensors': [len(theirs), len(ours)],
  'parameters': [int(sum(t.size for t in each.values())) for each in (theirs, ours)],
  'same': [bool(numpy.array_equal(turned, ours['blk.0.attn_q.weight'])),
           bool(numpy.array_equal(theirs['lm_head.weight'], ours['output.weight'])),
           bool(numpy.array_equal(theirs['model.layers.0.mlp.down_proj.weight'], ours['blk.0.ffn_down.weight']))],
  'name': reader.get_field('general.name').contents(),
  'tokens': len(reader.get_field('tokenizer.ggml.tokens').contents()),
}))`;
    const folder = path.join(folderWith(files), EXAMPLE_NAME);
    const { stdout, stderr } = spawnSync(python, ['-c', script, folder, String(SHAPE.num_attention_heads)], {
      encoding: 'utf8',
    });
    const parameters = exampleWeights().reduce((sum, { values }) => sum + values.length, 0);
    const { perplexity, ...rest } = JSON.parse(stdout || stderr) as { perplexity: number };
    // As its document says.
    expect(Math.abs(perplexity - TOKENS.length)).toBeLessThan(5);
    expect(rest).toEqual({
      tensors: [12, 12],
      parameters: [parameters, parameters],
      same: [true, true, true],
      name: EXAMPLE_NAME,
      tokens: TOKENS.length,
    });
  });
});

describe('the documents with mistakes', () => {
  it('teach what they say: each has findings, by many rules', () => {
    const outcome = lintJson(['mistakes'], { cwd: folderWith(files) });
    expect(filesOf(outcome).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name.startsWith('mistakes/'))
        .sort(),
    );
    const rules = [...new Set(outcome.findings.filter((each) => each.severity === 'error').map((each) => each.rule))];
    expect(rules.sort()).toMatchInlineSnapshot(`
      [
        "cyclonedx/dangling-reference",
        "cyclonedx/unknown-property",
        "kitfile/path-not-found",
        "kitfile/unknown-key",
        "license/not-open",
        "license/unknown",
        "mof/unknown-component",
        "mof/unquoted-value",
        "spdx/dangling-reference",
        "spdx/missing-mandatory",
        "spdx/unknown-property",
      ]
    `);
  });
  it('can be mended in part without asking', () => {
    const cwd = folderWith(files);
    const before = lintJson(['mistakes'], { cwd });
    const after = lintJson(['mistakes', '--fix'], { cwd });
    expect(after.summary.fixed).toBeGreaterThan(3);
    expect(after.summary.errors).toBeLessThan(before.summary.errors);
  });
});
