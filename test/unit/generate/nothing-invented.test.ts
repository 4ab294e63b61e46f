import { expect, it } from 'vitest';
import { generateCycloneDx } from '../../../src/core/generate/cyclonedx';
import { generateMof } from '../../../src/core/generate/mof';
import { generateSpdx } from '../../../src/core/generate/spdx';
import { ByteReader } from '../../../src/core/modelfolder/binary';
import { bareInventory, bomOptions, fact } from './inventories';

it('writes amounts with the digits that were measured', () => {
  const inventory = bareInventory({
    energy: [fact({ kWh: 0.73, phase: 'training' as const })],
    emissions: [fact({ gramsCO2eq: 615.7, phase: 'training' as const })],
  });
  expect(generateCycloneDx(inventory, bomOptions(inventory)).text).toContain('"value": 0.0006157,');
});

it('reads a number of 32 bits as the one that was meant', () => {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of [1e-5, 0.1, 16_777_217].entries()) view.setFloat32(4 * index, value, true);
  const reader = new ByteReader(
    { path: 'x', size: 12, bytes: (from, count) => bytes.subarray(from, from + count) },
    12,
  );
  expect([reader.f32(), reader.f32(), reader.f32()]).toEqual([1e-5, 0.1, 16_777_216]);
});

it('takes the time of a file for no time of a training', () => {
  const inventory = bareInventory({
    builtTime: [fact('2026-11-01T00:00:00Z', { path: 'trainer_state.json', key: 'mtime' }, 'guessed')],
  });
  for (const { text } of [
    generateSpdx(inventory, bomOptions(inventory)),
    generateCycloneDx(inventory, bomOptions(inventory)),
  ])
    expect(text).not.toContain('2026-11-01');
});

it('repeats no licence that a component inherits', () => {
  const license = { written: 'mit', expression: 'MIT', scope: 'model' as const };
  const weights = (own: string) => ({
    licenses: [fact(license)],
    files: [
      {
        path: 'model.safetensors',
        bytes: 10,
        kind: 'weight' as const,
        components: ['Model parameters (Final)'],
        license: own,
      },
    ],
  });
  expect(generateMof(bareInventory(weights('MIT'))).text).not.toContain('license: MIT');
  expect(generateMof(bareInventory(weights('Apache-2.0'))).text).toContain('license: Apache-2.0');
});

it('tells every source of what is known of a dataset', () => {
  const dataset = fact({ id: 'a/b', name: 'a/b', role: 'trained' as const, description: 'Birds.' });
  const croissant = { path: 'croissant.json', reader: 'croissant' as const };
  const { origins } = generateSpdx(
    bareInventory({ datasets: [{ ...dataset, also: [croissant] }] }),
    bomOptions(bareInventory()),
  );
  const at = origins.find(({ at: pointer }) => pointer.endsWith('/description'));
  expect(at?.sources).toEqual([dataset.source, croissant]);
});
