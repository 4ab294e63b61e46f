import { describe, expect, it } from 'vitest';
import { type JsonObject } from '../../../src/core/bom/view/json';
import { generateCycloneDx } from '../../../src/core/generate/cyclonedx';
import { updateCycloneDx } from '../../../src/core/generate/update/cyclonedx';
import { type Inventory } from '../../../src/core/modelfolder/inventory';
import { identity, lintText } from '../../lint';
import { cycloneDxErrors } from '../bom/schemas';
import { bareInventory, bomOptions, fact, fullInventory } from './inventories';

const LATER = { now: new Date('2026-12-24T00:00:00Z'), previous: 'ab'.repeat(32) };

interface Bom {
  serialNumber: string;
  version: number;
  metadata: { timestamp: string; component: JsonObject & { components: JsonObject[]; modelCard: JsonObject } };
  components: JsonObject[];
  externalReferences?: JsonObject[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

function made(inventory: Inventory, specVersion: '1.6' | '1.7' = '1.6'): string {
  return generateCycloneDx(inventory, { ...bomOptions(inventory), specVersion }).text;
}

function updated(text: string, inventory: Inventory) {
  return updateCycloneDx(text, inventory, bomOptions(inventory, LATER));
}

const read = (text: string) => JSON.parse(text) as Bom;

function edited(text: string, change: (bom: Bom) => void): string {
  const bom = read(text);
  change(bom);
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function mistakes(text: string): string[] {
  return lintText(text, { path: '/falcon/bom.cdx.json' }).map(identity);
}

describe('An update of an ML-BOM', () => {
  it.each([fullInventory(), bareInventory()])('leaves a document alone that agrees with its folder', (inventory) => {
    for (const version of ['1.6', '1.7'] as const) {
      const text = made(inventory, version);
      expect(updated(text, structuredClone(inventory))).toEqual({ text, changes: [], toDos: [] });
    }
  });

  it('makes the next version of the same BOM, which names the one before', () => {
    const text = made(fullInventory());
    const second = updated(text, fullInventory({ version: [fact('2')] }));
    const third = updated(second.text, fullInventory({ version: [fact('3')] }));
    const [before, after] = [read(text), read(third.text)];
    expect(after).toMatchObject({
      serialNumber: before.serialNumber,
      version: 3,
      metadata: { timestamp: '2026-12-24T00:00:00Z' },
    });
    expect(after.externalReferences).toEqual([
      {
        type: 'bom',
        url: `urn:cdx:${before.serialNumber.slice('urn:uuid:'.length)}/2`,
        comment: 'The version before.',
        hashes: [{ alg: 'SHA-256', content: LATER.previous }],
      },
    ]);
    for (const { text: each } of [second, third]) {
      expect(mistakes(each)).toEqual([]);
      expect(cycloneDxErrors(JSON.parse(each), '1.6')).toEqual([]);
    }
    expect(second.changes.map(({ at, message }) => [at, message])).toEqual([
      ['/metadata/component/version', 'The folder now says otherwise in "version" of "Falcon Birds": 2'],
    ]);
  });

  it('keeps what was written, added and removed by hand, and the order of it all', () => {
    const text = edited(made(fullInventory()), ({ metadata: { component } }) => {
      const card = component.modelCard as { considerations: JsonObject; modelParameters: JsonObject };
      component['description'] = 'Finds all birds.';
      card.considerations['users'] = ['rangers'];
      card.considerations['technicalLimitations'] = ['Knows few owls.'];
      delete card.modelParameters['task'];
      (component['properties'] as JsonObject[]).unshift({ name: 'reviewed by', value: 'Ann' });
      (component['externalReferences'] as JsonObject[]).pop();
    });
    const inventory = fullInventory({
      version: [fact('2')],
      description: [fact('Finds birds in films.')],
      hyperparameters: [fact({ name: 'learning_rate', value: '1e-5' })],
    });
    const update = updated(text, inventory);
    const { component } = read(update.text).metadata;
    expect(component).toMatchObject({
      version: '2',
      description: 'Finds all birds.',
      modelCard: { considerations: { users: ['rangers'], technicalLimitations: ['Knows few owls.'] } },
    });
    expect(component.modelCard['modelParameters']).not.toHaveProperty('task');
    expect(component['externalReferences']).toHaveLength(4);
    const names = (component['properties'] as JsonObject[]).map(
      ({ name, value }) => `${String(name)}=${String(value)}`,
    );
    expect(names[0]).toBe('reviewed by=Ann');
    expect(names).toContain('model-openness:spdx:ai_hyperparameter:learning_rate=1e-5');
    expect(names.some((name) => name.includes('num_train_epochs=') || name.endsWith('learning_rate=2e-5'))).toBe(false);
    expect(Object.keys(component)).toEqual(Object.keys(read(text).metadata.component));
    expect(update.changes.filter(({ kind }) => kind === 'kept')).toHaveLength(1);
    expect(mistakes(update.text)).toEqual([]);
    const again = updated(update.text, { ...inventory, version: [fact('3')] });
    expect(again.changes.map(({ at }) => at)).toEqual(['/metadata/component/version']);
  });

  it('follows files, data and libraries, and does not bring back what somebody removed', () => {
    const before = fullInventory();
    const text = edited(made(before), (bom) => {
      bom.components = bom.components.filter((component) => component['bom-ref'] !== 'pkg:pypi/datasets');
      bom.dependencies[0]!.dependsOn = bom.dependencies[0]!.dependsOn.filter((ref) => ref !== 'pkg:pypi/datasets');
    });
    const after = fullInventory({
      files: [...before.files.slice(0, -1), { path: 'new.safetensors', bytes: 1, kind: 'weight', components: [] }],
      datasets: [],
      dependencies: [...before.dependencies, fact({ name: 'peft', purl: 'pkg:pypi/peft' })],
    });
    const options = bomOptions(after, LATER);
    const digests = new Map([...options.digests, ['model.safetensors', 'cd'.repeat(32)]]);
    const update = updateCycloneDx(text, after, { ...options, digests });
    const bom = read(update.text);
    expect(bom.components.map((component) => component['bom-ref'])).toEqual(['pkg:pypi/torch@2.4.0', 'pkg:pypi/peft']);
    expect(bom.dependencies).toEqual([{ ref: 'model', dependsOn: ['pkg:pypi/torch@2.4.0', 'pkg:pypi/peft'] }]);
    expect(bom.metadata.component.components.map(({ name }) => name)).toEqual([
      'LICENSE',
      'README.md',
      'config.json',
      'model.safetensors',
      'new.safetensors',
    ]);
    expect(bom.metadata.component.components[3]!['hashes']).toEqual([{ alg: 'SHA-256', content: 'cd'.repeat(32) }]);
    expect(update.toDos).toHaveLength(1);
    expect(mistakes(update.text)).toEqual([]);
    expect(cycloneDxErrors(bom, '1.6')).toEqual([]);
  });

  it.each(['{}', '[]', '{"bomFormat":"CycloneDX","specVersion":"1.5"}'])('refuses %s', (text) => {
    expect(() => updated(text, fullInventory())).toThrow('not generated');
  });
});
