import { describe, expect, it } from 'vitest';
import { generateMof } from '../../../src/core/generate/mof';
import { updateMof } from '../../../src/core/generate/update/mof';
import { identity, lintText } from '../../lint';
import { bareInventory, fact, fullInventory } from './inventories';

const made = (inventory = fullInventory()) => generateMof(inventory).text;

/** What is below the values: where they come from. */
const body = (text: string) => text.slice(0, text.indexOf('\n# Where the values'));

function mistakes(text: string): string[] {
  return lintText(text)
    .map(identity)
    .filter(
      (each) => !/^(?:mof\/(?:to-do|missing-components|no-license|report-covered)|license\/content-type)/.test(each),
    );
}

describe('An update of a MOF configuration', () => {
  it.each([fullInventory(), bareInventory()])('leaves a file alone that agrees with its folder', (inventory) => {
    const text = made(inventory);
    expect(updateMof(text, structuredClone(inventory))).toEqual({ text, changes: [], toDos: [] });
  });

  it('keeps what was written by hand, comments and order', () => {
    const text = made()
      .replace('producer: Example Lab', 'producer: Example Laboratory # as in the register')
      .replace("  version: '1.2.0'\n", "  contact: ann@example.org\n  version: '1.2.0' # of the weights\n")
      .replace("  date: '2026-03-01'\n", '')
      .replace('    - name: Data card\n', '    # See the appendix.\n    - name: Data card\n      license: CC-BY-4.0\n');
    const inventory = fullInventory({
      version: [fact('2.0.0')],
      releaseTime: [fact('2026-09-01T00:00:00Z')],
      suppliers: [fact({ name: 'Example University' })],
      licenses: [fact({ written: 'mit', expression: 'MIT', scope: 'model' as const })],
      links: [],
      files: [
        ...fullInventory().files.filter(({ path }) => path !== 'train.py'),
        { path: 'eval.py', bytes: 1, kind: 'code', components: ['Evaluation code'] },
      ],
    });
    const update = updateMof(text, inventory);
    expect(body(update.text)).toBe(`framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: Falcon-Birds
  contact: ann@example.org
  version: '2.0.0' # of the weights
  type: vision
  architecture: transformer
  origin: google/vit-base
  producer: Example Laboratory # as in the register
  repository: 'https://github.com/example/falcon'
  huggingface: 'https://huggingface.co/example/falcon'
  license:
    distribution:
      name: MIT
      path: 'https://spdx.org/licenses/MIT.html'
  components:
    - name: Model parameters (Final)
      description: The released weights
      component_path: 'https://huggingface.co/example/falcon/blob/main/model.safetensors'
    - name: Evaluation results
      description: The measured results of the model
    - name: Model card
      description: 'What the model is for, how well it does it, and its limits'
      component_path: 'https://huggingface.co/example/falcon/blob/main/README.md'
    # See the appendix.
    - name: Data card
      license: CC-BY-4.0
      description: Where the data come from and how they were handled
    - name: Model metadata
      description: Configuration and metadata of the training
      component_path: 'https://huggingface.co/example/falcon/blob/main/config.json'
    - name: Evaluation code
      description: The code that measures the model
      component_path: 'https://huggingface.co/example/falcon/blob/main/eval.py'
`);
    expect(update.changes.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
      'changed /release/version',
      'kept /release/producer',
      'changed /release/license',
      'removed /release/components/4',
      'removed /release/components/5',
      'added /release/components',
    ]);
    expect(mistakes(update.text)).toEqual([]);
    // What was by hand still is, and nothing is left to do.
    expect(updateMof(update.text, inventory).changes).toEqual([]);
  });

  it('takes an answer to what was asked for as written by hand', () => {
    const text = made(bareInventory()).replace("'TODO: who releases the model'", 'Example Lab');
    const update = updateMof(text, bareInventory({ version: [fact('1.1')] }));
    expect(update.text).toContain('producer: Example Lab\n');
    expect(update.text).toContain("version: '1.1'\n");
    expect(updateMof(text, bareInventory()).changes).toEqual([]);
  });

  it('writes the first and removes the last component', () => {
    const none = bareInventory({ files: [] });
    const other = bareInventory({ files: [{ path: 'a.py', bytes: 1, kind: 'code', components: ['Training code'] }] });
    expect(updateMof(made(none), bareInventory()).text).toContain(
      '  components:\n    - name: Model parameters (Final)\n',
    );
    expect(updateMof(made(bareInventory()), none).text).toContain('  components: []\n');
    const changed = updateMof(made(bareInventory()), other).text;
    expect(changed).toContain('  components:\n    - name: Training code\n');
    expect(changed).not.toContain('Model parameters');
  });

  it('keeps line ends', () => {
    const update = updateMof(made().replaceAll('\n', '\r\n'), fullInventory({ version: [fact('2')] }));
    expect(update.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('refuses what was not generated, and what cannot be read', () => {
    expect(() => updateMof('release:\n  name: a\n', fullInventory())).toThrow('not generated');
    expect(() => updateMof(made().replace('release:', 'release: ['), fullInventory())).toThrow();
    expect(() => updateMof(made().replace(/^release:[^]*?\n\n/m, 'release: no\n\n'), fullInventory())).toThrow(
      'release',
    );
  });
});
