import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type JsonObject } from '../../../src/core/bom/view/json';
import { generateSpdx } from '../../../src/core/generate/spdx';
import { isOutOfDate } from '../../../src/core/generate/update/update';
import { updateSpdx } from '../../../src/core/generate/update/spdx';
import { type Inventory } from '../../../src/core/modelfolder/inventory';
import { corpus } from '../../corpus';
import { identity, lintText } from '../../lint';
import { spdxErrors } from '../bom/schemas';
import { bareInventory, bomOptions, fact, fullInventory } from './inventories';

const LATER = { now: new Date('2026-12-24T00:00:00Z'), previous: 'ab'.repeat(32) };

function made(inventory: Inventory): string {
  return generateSpdx(inventory, bomOptions(inventory)).text;
}

function updated(text: string, inventory: Inventory) {
  return updateSpdx(text, inventory, bomOptions(inventory, LATER));
}

function elements(text: string): JsonObject[] {
  return (JSON.parse(text) as { '@graph': JsonObject[] })['@graph'];
}

function element(text: string, suffix: string): JsonObject {
  const found = elements(text).find(({ spdxId }) => String(spdxId).endsWith(suffix));
  if (!found) throw new Error(`no element ${suffix}`);
  return found;
}

/** The text after a change of one element by hand. */
function edited(text: string, suffix: string, change: (value: JsonObject) => void): string {
  const root = JSON.parse(text) as { '@graph': JsonObject[] };
  const found = root['@graph'].find(({ spdxId }) => String(spdxId).endsWith(suffix));
  if (!found) throw new Error(`no element ${suffix}`);
  change(found);
  return `${JSON.stringify(root, null, 2)}\n`;
}

function mistakes(text: string): string[] {
  return lintText(text, { path: '/falcon/bom.spdx3.json' })
    .map(identity)
    .filter((each) => !each.startsWith('spdx/to-do'));
}

describe('An update of an AI BOM', () => {
  it.each([fullInventory(), bareInventory()])('leaves a document alone that agrees with its folder', (inventory) => {
    const text = made(inventory);
    expect(updated(text, structuredClone(inventory))).toEqual({ text, changes: [], toDos: [] });
  });

  it('makes a version of its own that names the one before, and no second one when nothing changes', () => {
    const text = made(fullInventory());
    const inventory = fullInventory({ version: [fact('2.0.0')] });
    const update = updated(text, inventory);
    expect(update.changes.map(({ kind, message }) => [kind, message])).toEqual([
      ['changed', 'The folder now says otherwise in "software_packageVersion" of "Falcon Birds": 2.0.0'],
    ]);
    const [before, after] = [text, update.text].map((each) =>
      elements(each).find(({ type }) => type === 'SpdxDocument')!,
    );
    expect(after!['spdxId']).not.toBe(before!['spdxId']);
    expect(after!['import']).toEqual([
      {
        type: 'ExternalMap',
        externalSpdxId: before!['spdxId'],
        verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: LATER.previous }],
      },
    ]);
    expect(element(update.text, '#Relationship/Previous')).toMatchObject({
      relationshipType: 'amendedBy',
      from: before!['spdxId'],
      to: [after!['spdxId']],
    });
    // No element keeps an id of the version before.
    expect(update.text.split(String(before!['spdxId'])).length - 1).toBe(2);
    expect(elements(update.text)[0]).toMatchObject({ created: '2026-12-24T00:00:00Z' });
    expect(mistakes(update.text)).toEqual([]);
    expect(updated(update.text, inventory)).toEqual({ text: update.text, changes: [], toDos: [] });
  });

  it('links each version to the one before it', () => {
    const first = made(fullInventory());
    const second = updated(first, fullInventory({ version: [fact('2')] })).text;
    const third = updated(second, fullInventory({ version: [fact('3')] })).text;
    const id = (text: string) => elements(text).find(({ type }) => type === 'SpdxDocument')!['spdxId'];
    expect(element(third, '#Relationship/Previous')).toMatchObject({ from: id(second), to: [id(third)] });
    expect(third).not.toContain(String(id(first)));
    expect(mistakes(third)).toEqual([]);
  });

  it('keeps what was written, added and removed by hand, and the order of it all', () => {
    let text = made(fullInventory());
    text = edited(text, '#Model', (model) => {
      model['description'] = 'Finds all birds.';
      model['ai_safetyRiskAssessment'] = 'low';
      delete model['ai_limitation'];
      (model['ai_metric'] as JsonObject[]).push({ type: 'DictionaryEntry', key: 'recall', value: '0.8' });
      (model['ai_hyperparameter'] as JsonObject[]).shift();
    });
    text = edited(text, '#Agent/example', (agent) => (agent['name'] = 'Example Society'));
    const inventory = fullInventory({
      version: [fact('2.0.0')],
      description: [fact('Finds birds in films.')],
      metrics: [fact({ name: 'f1', value: '0.95' }, { path: 'all_results.json' })],
    });
    const update = updated(text, inventory);
    const model = element(update.text, '#Model');
    expect(model).toMatchObject({
      description: 'Finds all birds.',
      ai_safetyRiskAssessment: 'low',
      software_packageVersion: '2.0.0',
      ai_hyperparameter: [{ key: 'num_train_epochs' }],
      ai_metric: [
        { key: 'recall', value: '0.8' },
        { key: 'f1', value: '0.95' },
      ],
    });
    expect(model).not.toHaveProperty('ai_limitation');
    expect(element(update.text, '#Agent/example')).toMatchObject({ name: 'Example Society' });
    expect(Object.keys(model).filter((key) => key !== 'ai_metricDecisionThreshold')).toEqual(
      Object.keys(element(text, '#Model')).filter((key) => key !== 'ai_metricDecisionThreshold'),
    );
    expect(update.changes.filter(({ kind }) => kind === 'kept').map(({ message }) => message)).toEqual([
      '"description" of "Falcon Birds" was written by hand and stays; the folder says: Finds birds in films.',
    ]);
    expect(mistakes(update.text)).toEqual([]);
    // All of it is still known to be by hand.
    const again = updated(update.text, fullInventory({ ...inventory, version: [fact('3.0.0')] }));
    expect(element(again.text, '#Model')).toMatchObject({
      description: 'Finds all birds.',
      ai_safetyRiskAssessment: 'low',
      ai_hyperparameter: [{ key: 'num_train_epochs' }],
    });
    expect(element(again.text, '#Model')).not.toHaveProperty('ai_limitation');
    expect(again.changes.map(({ kind }) => kind)).toEqual(['changed']);
  });

  it('takes answers to what was asked for as written by hand', () => {
    const text = edited(
      edited(made(bareInventory()), '#Agent/Supplier', (agent) => (agent['name'] = 'Example Lab')),
      '#Model',
      (model) => (model['software_packageVersion'] = '1.0'),
    );
    const update = updated(
      text,
      bareInventory({
        suppliers: [fact({ name: 'Falcon Fans' })],
        version: [fact('0.9')],
        releaseTime: [fact('2026-01-01T00:00:00Z')],
      }),
    );
    const model = element(update.text, '#Model');
    expect(model).toMatchObject({ software_packageVersion: '1.0', releaseTime: '2026-01-01T00:00:00Z' });
    expect(element(update.text, String(model['suppliedBy']))).toMatchObject({ name: 'Example Lab' });
    expect(mistakes(update.text)).toEqual([]);
  });

  it('follows files, data and libraries that come, go and change', () => {
    const before = fullInventory();
    const after = fullInventory({
      files: [
        ...before.files.filter(({ path }) => path !== 'train.py'),
        { path: 'model-2.safetensors', bytes: 10, kind: 'weight', components: [] },
      ],
      datasets: [fact({ name: 'Owls', id: 'example/owls', role: 'trained' as const })],
      dependencies: [fact({ name: 'torch', version: '2.5.0', purl: 'pkg:pypi/torch@2.5.0' })],
    });
    const options = bomOptions(after, LATER);
    const digests = new Map([...options.digests, ['model.safetensors', 'cd'.repeat(32)]]);
    const update = updateSpdx(made(before), after, { ...options, digests });
    const files = element(update.text, '#Relationship/Model/contains')['to'] as string[];
    expect(files.map((id) => id.replace(/^.*#File\//, ''))).toEqual([
      'LICENSE',
      'README.md',
      'config.json',
      'model.safetensors',
      'model-2.safetensors',
    ]);
    const text = update.text;
    for (const gone of ['train.py"', '#Dataset/example/birds', 'CC-BY-4.0']) expect(text.includes(gone)).toBe(false);
    expect(element(text, '#Relationship/Model/trainedOn')['to']).toEqual([
      expect.stringMatching(/#Dataset\/example\/owls$/),
    ]);
    expect(elements(text).some(({ relationshipType }) => relationshipType === 'testedOn')).toBe(false);
    expect(update.changes.map(({ kind, message }) => `${kind}: ${message}`).sort()).toEqual([
      'added: The folder has "Owls", and the document does not.',
      'added: The folder has "model-2.safetensors", and the document does not.',
      'added: The folder has "torch", and the document does not.',
      'changed: "model.safetensors" has changed since the document was made.',
      expect.stringMatching(/^changed: The folder now says otherwise in "ai_informationAboutTraining"/),
      'changed: The folder now says otherwise in "dependsOn" of "Falcon Birds": torch',
      'changed: The folder now says otherwise in "trainedOn" of "Falcon Birds": Owls',
      'removed: The document has "Birds", and the folder no longer does.',
      'removed: The document has "datasets", and the folder no longer does.',
      'removed: The document has "torch", and the folder no longer does.',
      'removed: The document has "train.py", and the folder no longer does.',
    ]);
    expect(update.toDos.map(({ message }) => message)).toEqual([
      'The weights have changed: give the model a new version.',
    ]);
    expect(mistakes(text)).toEqual([]);
  });

  it('does not bring back what somebody removed', () => {
    const root = JSON.parse(made(fullInventory())) as { '@graph': JsonObject[] };
    const about = (value: JsonObject) =>
      JSON.stringify([value['spdxId'], value['from']]).includes('#Package/pypi/datasets');
    root['@graph'] = root['@graph'].filter(
      (value) => !about(value) && !String(value['spdxId']).endsWith('/dependsOn/build'),
    );
    const text = JSON.stringify(root, null, 2).replaceAll(/,\n\s+"[^"]*#Package\/pypi\/datasets"/g, '');
    const once = updated(text, fullInventory({ version: [fact('2')] })).text;
    const twice = updated(once, fullInventory({ version: [fact('3')] })).text;
    for (const each of [once, twice]) {
      expect(elements(each).some(({ spdxId }) => String(spdxId).endsWith('#Package/pypi/datasets'))).toBe(false);
      expect(mistakes(each)).toEqual([]);
    }
  });

  it('gives a licence by hand precedence, and follows the folder where there is none', () => {
    const mit = fullInventory({ licenses: [fact({ written: 'mit', expression: 'MIT', scope: 'model' as const })] });
    const followed = updated(made(fullInventory()), mit).text;
    expect(element(followed, 'Model/hasDeclaredLicense')['to']).toEqual(['https://spdx.org/licenses/MIT']);
    expect(followed).not.toContain('Apache-2.0');
    const own = edited(made(fullInventory()), 'Model/hasConcludedLicense', (value) => {
      value['to'] = ['expandedlicensing_NoAssertionLicense'];
      value['comment'] = 'Not clear.';
    });
    const kept = updated(own, mit).text;
    expect(element(kept, 'Model/hasConcludedLicense')).toMatchObject({
      to: ['expandedlicensing_NoAssertionLicense'],
      comment: 'Not clear.',
    });
    expect(element(kept, 'Model/hasDeclaredLicense')['to']).toEqual(['https://spdx.org/licenses/MIT']);
    for (const each of [followed, kept]) expect(mistakes(each)).toEqual([]);
  });

  it('keeps the layout of the text, and numbers the address that somebody chose as id', () => {
    const text = made(fullInventory());
    const id = String(elements(text).find(({ type }) => type === 'SpdxDocument')!['spdxId']);
    const own = text.replaceAll(id, 'https://example.org/falcon/bom').replaceAll('  ', '\t').replaceAll('\n', '\r\n');
    const update = updated(own, fullInventory({ version: [fact('2')] })).text;
    expect(update.startsWith('{\r\n\t"@context"')).toBe(true);
    expect(element(update, '#Model')['spdxId']).toBe('https://example.org/falcon/bom-2#Model');
    expect(element(updated(update, fullInventory({ version: [fact('3')] })).text, '#Model')['spdxId']).toBe(
      'https://example.org/falcon/bom-3#Model',
    );
  });

  it('says nothing of files that were not hashed', () => {
    const inventory = fullInventory();
    const update = updateSpdx(made(inventory), inventory, { ...bomOptions(inventory), digests: new Map() });
    expect(isOutOfDate(update)).toBe(false);
  });

  it.each(['{}', '[]', '{"@graph":[]}', '{"@graph":[{"type":"SpdxDocument","spdxId":"a:b"}]}'])(
    'refuses %s',
    (text) => {
      expect(() => updated(text, fullInventory())).toThrow('not generated');
    },
  );

  it.skipIf(!existsSync(corpus('spdx/official')))('is valid by the schema of SPDX', () => {
    expect(
      spdxErrors(JSON.parse(updated(made(fullInventory()), fullInventory({ version: [fact('2')] })).text)),
    ).toEqual([]);
  });
});
