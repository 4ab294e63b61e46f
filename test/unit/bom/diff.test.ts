import { describe, expect, it } from 'vitest';
import { diffBoms } from '../../../src/core/bom/diff/diff';
import { canonicalExpression } from '../../../src/core/bom/diff/expression';
import { diffMarkdown, diffText } from '../../../src/core/bom/diff/report';
import { readBom } from '../../../src/core/bom/view/read';
import { cycloneDxModel, spdxModel } from './fixtures';

const diff = (a: string, b: string) => diffBoms(readBom(a), readBom(b));
const component = (name: string, more: object = {}) => ({ type: 'library', name, ...more });
const bom = (...components: object[]) => JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components });

describe('equal', () => {
  it('is a BOM with itself, in any order and layout', () => {
    const shuffled = JSON.parse(cycloneDxModel()) as { components: unknown[] };
    shuffled.components.reverse();
    expect(diff(cycloneDxModel(), JSON.stringify(shuffled))).toMatchObject({ equal: true });
    expect(diff(spdxModel(), JSON.stringify(JSON.parse(spdxModel())))).toMatchObject({ equal: true });
  });
  it.each([
    ['MIT OR Apache-2.0', 'apache-2.0 or mit'],
    ['(MIT AND ISC) AND BSD-2-Clause', 'BSD-2-Clause AND ISC AND MIT'],
    ['MIT OR MIT', 'MIT'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'gpl-2.0-only WITH classpath-exception-2.0'],
    ['Own Licence', 'LicenseRef-Own-Licence'],
  ])('are the licences %s and %s', (a, b) => {
    expect(canonicalExpression(a)).toBe(canonicalExpression(b));
  });
  it.each([
    ['MIT OR ISC', 'MIT AND ISC'],
    ['GPL-2.0-only', 'GPL-2.0-or-later'],
    ['MIT', 'MIT-0'],
  ])('are not the licences %s and %s', (a, b) => {
    expect(canonicalExpression(a)).not.toBe(canonicalExpression(b));
  });
});

describe('components are matched', () => {
  const only = (a: string, b: string) => {
    const { changed, added, removed } = diff(a, b);
    return { changed: changed.map(({ matchedBy, renamedFrom }) => [matchedBy, renamedFrom]), added, removed };
  };
  it('by package URL, whatever its version', () => {
    const a = bom(component('x', { purl: 'pkg:npm/x@1', version: '1' }));
    const b = bom(component('y', { purl: 'pkg:npm/x@2', version: '2' }));
    expect(only(a, b)).toEqual({ changed: [['identifier', 'x']], added: [], removed: [] });
  });
  it('by kind and name', () => {
    const a = bom(component('Torch', { version: '1' }));
    const b = bom(component('torch', { version: '2' }));
    expect(only(a, b)).toMatchObject({ changed: [['name', 'Torch']] });
  });
  it('by hash, where they were renamed', () => {
    const hashes = [{ alg: 'SHA-256', content: 'AB'.repeat(32) }];
    const same = [{ alg: 'SHA-256', content: 'ab'.repeat(32) }];
    const a = bom(component('old', { hashes }), component('gone'));
    const b = bom(component('new', { hashes: same }), component('come'));
    expect(only(a, b)).toEqual({
      changed: [['hash', 'old']],
      added: [{ kind: 'library', name: 'come' }],
      removed: [{ kind: 'library', name: 'gone' }],
    });
  });
  it('one to one, where several have the same name', () => {
    const a = bom(component('x', { version: '1' }), component('x', { version: '2' }));
    const b = bom(component('x', { version: '2' }), component('x', { version: '3' }));
    expect(diff(a, b).changed).toMatchObject([{ fields: [{ field: 'version', before: ['1'], after: ['3'] }] }]);
  });
  it('in a time that grows with their number only', () => {
    // Pair by pair it would be ten thousand million comparisons.
    const same = Array.from({ length: 100_000 }, () => component('same', { purl: 'pkg:npm/same' }));
    const [a, b] = [bom(...same, component('a')), bom(...same, component('b'))].map(readBom);
    expect(diffBoms(a!, b!)).toMatchObject({ added: [{ name: 'b' }], removed: [{ name: 'a' }] });
  });
});

describe('a change', () => {
  const [a, b] = [
    spdxModel(),
    spdxModel({
      software_packageVersion: '2.0',
      ai_metric: [
        { type: 'DictionaryEntry', key: 'accuracy', value: '0.95' },
        { type: 'DictionaryEntry', key: 'recall', value: '0.8' },
      ],
      ai_domain: ['ornithology', 'zoology'],
    }),
  ];
  const { changed, equal } = diff(a, b);
  it('is told by field and key, with what only one side has', () => {
    expect(equal).toBe(false);
    expect(changed).toEqual([
      {
        component: { kind: 'model', name: 'falcon', version: '2.0' },
        matchedBy: 'identifier',
        fields: [
          { field: 'version', before: ['1.0'], after: ['2.0'] },
          { field: 'domain', before: ['forestry'], after: ['zoology'] },
          { field: 'metric', key: 'accuracy', before: ['0.91'], after: ['0.95'] },
          { field: 'metric', key: 'f1', before: ['0.9'], after: [] },
          { field: 'metric', key: 'recall', before: [], after: ['0.8'] },
        ],
      },
    ]);
  });
  it('of a relation is told with names', () => {
    const without = spdxModel().replace('"trainedOn"', '"testedOn"');
    expect(diff(spdxModel(), without)).toMatchObject({
      addedRelations: [{ type: 'testedOn', from: 'falcon', to: 'birds' }],
      removedRelations: [{ type: 'trainedOn', from: 'falcon', to: 'birds' }],
    });
  });
});

describe('across formats', () => {
  it('only that is compared which both have a field for', () => {
    const { changed, notCompared, removed, added } = diff(spdxModel(), cycloneDxModel());
    expect(notCompared).toEqual(expect.arrayContaining(['hyperparameter', 'released', 'task']));
    expect(changed.flatMap(({ fields }) => fields.map(({ field }) => field))).not.toContain('hyperparameter');
    expect([added, removed.map(({ name }) => name)]).toEqual([[], ['bird', 'model.safetensors']]);
  });
  it('training data and data of unknown use are the same', () => {
    const { addedRelations, removedRelations } = diff(spdxModel(), cycloneDxModel());
    expect([...addedRelations, ...removedRelations].map(({ type }) => type)).not.toContain('usesData');
  });
});

describe('reports', () => {
  const names = { a: 'a.json', b: 'b.json' };
  it('say so where nothing differs', () => {
    expect(diffText(diff(spdxModel(), spdxModel()), names)).toBe('a.json → b.json\nBoth say the same.\n');
  });
  it('show before and after', () => {
    const changes = diff(spdxModel(), spdxModel({ software_packageVersion: '2.0', ai_domain: undefined }));
    expect(diffText(changes, names)).toContain(
      '    version: 1.0 → 2.0\n    domain: ornithology, forestry → (nothing)\n',
    );
    expect(diffMarkdown(changes, names)).toContain('| version | `1.0` | `2.0` |');
  });
  it('let no text of the BOM act', () => {
    const changes = diff(bom(component('x\u001b[31m\n# y', { version: '|`' })), bom(component('x\u001b[31m\n# y')));
    expect(diffText(changes, names)).not.toContain('\u001b');
    expect(diffMarkdown(changes, names)).not.toMatch(/^# y/m);
  });
});
