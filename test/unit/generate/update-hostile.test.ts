import { expect, it } from 'vitest';
import { BomError } from '../../../src/core/bom/view/json';
import { generateCycloneDx } from '../../../src/core/generate/cyclonedx';
import { generateMof } from '../../../src/core/generate/mof';
import { generateSpdx } from '../../../src/core/generate/spdx';
import { updateCycloneDx } from '../../../src/core/generate/update/cyclonedx';
import { updateMof } from '../../../src/core/generate/update/mof';
import { updateSpdx } from '../../../src/core/generate/update/spdx';
import { UpdateError } from '../../../src/core/generate/update/update';
import { openDocument } from '../../../src/core/documents/kinds';
import { random } from '../cyclonedx/random';
import { bomOptions, fact, fullInventory } from './inventories';

const ROUNDS = 100;
const inventory = fullInventory();
const later = fullInventory({ version: [fact('2')], datasets: [], files: inventory.files.slice(1) });
const options = bomOptions(later);

const WRONG: unknown[] = [null, 0, true, '', [], {}, [[]], 'x:y', '__proto__', { __proto__: null, type: 'Annotation' }];

/** A document in which some values are of another kind, missing or twice there. */
function damaged(text: string, seed: number): string {
  const { int: next } = random(`damage ${seed}`);
  const root = JSON.parse(text) as object;
  for (let n = 0; n < 3; n++) {
    let at = root as Record<string, unknown>;
    for (;;) {
      const keys = Object.keys(at);
      const key = keys[next(keys.length)];
      if (key === undefined) break;
      const child = at[key];
      if (typeof child === 'object' && child !== null && Object.keys(child).length && next(4)) {
        at = child as Record<string, unknown>;
        continue;
      }
      if (next(3) === 0) Reflect.deleteProperty(at, key);
      else at[key] = next(4) ? structuredClone(WRONG[next(WRONG.length)]) : child;
      break;
    }
  }
  return JSON.stringify(root, null, 2);
}

/** Whether the update gave a result or refused in words; what else is thrown is a mistake. */
function survives(action: () => { text: string }): string | undefined {
  try {
    return action().text;
  } catch (error) {
    if (error instanceof UpdateError || error instanceof BomError) return undefined;
    throw error;
  }
}

it.each([
  ['SPDX', generateSpdx(inventory, bomOptions(inventory)).text, (text: string) => updateSpdx(text, later, options)],
  [
    'CycloneDX',
    generateCycloneDx(inventory, bomOptions(inventory)).text,
    (text: string) => updateCycloneDx(text, later, options),
  ],
])('an update of a damaged %s document never fails but in words', (format, text, update) => {
  let updated = 0;
  for (let seed = 0; seed < ROUNDS; seed++) {
    const broken = damaged(text, seed);
    const result = survives(() => update(broken));
    if (result !== undefined && result !== broken) updated++;
    // Hovers look at the same data.
    const file = format === 'SPDX' ? '/a/bom.spdx3.json' : '/a/bom.cdx.json';
    for (let at = 0; at < broken.length; at += 4999) openDocument(file, broken)?.features.hover(at);
  }
  // Much of what was damaged can still be brought up to date.
  expect(updated).toBeGreaterThan(ROUNDS / 3);
});

it('an update of a damaged MOF configuration never fails but in words', () => {
  const lines = generateMof(inventory).text.split('\n');
  let updated = 0;
  for (let seed = 0; seed < ROUNDS; seed++) {
    const { int: next } = random(`lines ${seed}`);
    const some = lines.filter(() => next(25) > 0).map((line) => (next(40) ? line : line.slice(next(line.length + 1))));
    const result = survives(() => updateMof(some.join('\n'), later));
    if (result !== undefined) updated++;
  }
  expect(updated).toBeGreaterThan(ROUNDS / 10);
});
