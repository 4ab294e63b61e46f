import { describe, expect, it } from 'vitest';
import { addComponentEdits, openness } from '../../../src/core/mof/openness';
import { summarize } from '../../../src/core/mof/summary';
import { applyEdits } from '../../../src/core/text/edit';
import { CLASS_1, CLASS_2, CLASS_3, mof, release } from './documents';

const summaryOf = (text: string) => summarize(mof(text).classification);
const add = (text: string, ids: number[]) => applyEdits(text, addComponentEdits(mof(text), ids));

describe('summary of a release', () => {
  it('names what is missing for class III', () => {
    expect(summaryOf(release([9, 10, 12, 13]))).toBe(
      'Unclassified · 4 of 6 for Class III · missing: Data card, Technical report',
    );
  });

  it('names what is missing for the next class', () => {
    expect(summaryOf(release(CLASS_3))).toBe(
      'Class III · 6 of 10 · missing for Class II: Training code, Inference code and 2 more',
    );
    expect(summaryOf(release(CLASS_2))).toBe(
      'Class II · 10 of 14 · missing for Class I: Datasets, Data preprocessing code and 2 more',
    );
  });

  it('counts 13 where the paper stands in for the report', () => {
    const ids = CLASS_1.filter((id) => id !== 11);
    expect(summaryOf(release(ids.filter((id) => id !== 15)))).toBe(
      'Class II · 12 of 13 · missing for Class I: Datasets',
    );
    expect(summaryOf(release(ids))).toBe('Class I · Open Science Model · complete');
  });

  it('tells listed components without an open licence from missing ones', () => {
    expect(summaryOf(release(CLASS_1, { 21: 'CC-BY-NC-4.0' }))).toBe(
      'Class II · 13 of 14 · no open licence for Class I: Research paper',
    );
    expect(summaryOf(release(CLASS_1.slice(1), { 10: 'unlicensed' }))).toBe(
      'Unclassified · 4 of 6 for Class III · missing: Model architecture · no open licence: Model parameters (Final)',
    );
  });

  it('stays readable for an empty release', () => {
    const line = summaryOf('framework: {}\nrelease: {}\n');
    expect(line).toBe('Unclassified · 0 of 6 for Class III · missing: Model architecture and 5 more');
    expect(line.length).toBeLessThanOrEqual(100);
  });

  it('names a paper with a bad licence that stands in for the report', () => {
    expect(summaryOf(release([...CLASS_3.filter((id) => id !== 11), 21], { 21: 'unlicensed' }))).toBe(
      'Unclassified · 5 of 6 for Class III · no open licence: Research paper',
    );
  });
});

describe('openness view', () => {
  const view = openness(
    mof(
      release([...CLASS_2.filter((id) => id !== 11), 21, 15, 20], { 10: 'MIT', 15: 'CC-BY-NC-4.0', 20: 'unlicensed' }),
    ),
  );
  const find = (id: number) => view.levels.flatMap((l) => l.components).find((c) => c.id === id)!;

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    expect(view).toMatchObject({
      class: 2,
      label: 'Class II - Open Tooling Model',
      shortLabel: 'Class II',
      name: 'My-model',
    });
  });

  it('has every component once, in the class that adds it', () => {
    expect(view.levels.map((l) => [l.level, l.state, l.components.length])).toEqual([
      [3, 'met', 7],
      [2, 'met', 5],
      [1, 'next', 5],
    ]);
    expect(view.levels.map((l) => l.label)).toEqual([
      'Class III - Open Model',
      'Class II - Open Tooling Model',
      'Class I - Open Science Model',
    ]);
  });

  it('says how a component counts and what can be done', () => {
    expect(find(9)).toMatchObject({
      state: 'included',
      license: 'Apache-2.0',
      source: 'distribution',
      action: { kind: 'none' },
    });
    expect(find(9).warning).toBeUndefined();
    expect(find(10)).toMatchObject({ state: 'included', license: 'MIT', source: 'component' });
    expect(find(10).warning).toBe('MIT is open, but the Model Openness Tool does not list it as a licence for data.');
    expect(find(11)).toMatchObject({ state: 'replaced', action: { kind: 'none', title: '' } });
    expect(find(15)).toMatchObject({ state: 'invalid', action: { kind: 'fix-license' } });
    expect(find(20)).toMatchObject({ state: 'unlicensed', required: false, action: { kind: 'set-license' } });
    expect(find(20).license).toBeUndefined();
    expect(find(24)).toMatchObject({
      state: 'missing',
      action: { kind: 'add', title: 'Add "Model parameters (Intermediate)"' },
    });
    expect(find(24).range).toBeUndefined();
    expect(find(9).range).toEqual({ start: { line: 11, character: 12 }, end: { line: 11, character: 30 } });
  });
});

describe('adding components', () => {
  it('appends in the style of the list', () => {
    const text = 'release:\n  components:\n    -\n      name: Datasets\n  date: x\n';
    expect(add(text, [15, 14])).toBe(
      'release:\n  components:\n    -\n      name: Datasets\n    -\n      name: Data card\n      description: Where the data come from and how they were handled\n  date: x\n',
    );
    expect(add('release:\r\n  components:\r\n  - name: Datasets', [10])).toBe(
      'release:\r\n  components:\r\n  - name: Datasets\r\n  - name: Model parameters (Final)\r\n    description: The released weights',
    );
  });

  it('creates what is not there', () => {
    const item = '    - name: Model parameters (Final)\n      description: The released weights\n';
    expect(add('release:\n  components: []\n', [10])).toBe(`release:\n  components:\n${item}`);
    expect(add('release:\n  components:\n  date: x\n', [10])).toBe(`release:\n  components:\n${item}  date: x\n`);
    expect(add('release:\n  name: x\n', [10])).toBe(`release:\n  name: x\n  components:\n${item}`);
    expect(add('release:\n', [10])).toBe(`release:\n  components:\n${item}`);
    expect(add('framework:\n  name: x\n', [10])).toBe(`framework:\n  name: x\nrelease:\n  components:\n${item}`);
  });

  it('writes JSON', () => {
    const item = { name: 'Model parameters (Final)', description: 'The released weights' };
    const read = (text: string) => JSON.parse(add(text, [10])) as unknown;
    expect(read('{"release": {"components": []}}')).toEqual({ release: { components: [item] } });
    expect(read('{\n  "release": {\n    "name": "x"\n  }\n}')).toEqual({ release: { name: 'x', components: [item] } });
    expect(read('{\n  "release": null\n}')).toEqual({ release: { components: [item] } });
    expect(read('{"release": {"components": [{"name": "Datasets"}]}}')).toEqual({
      release: { components: [{ name: 'Datasets' }, item] },
    });
  });

  it('leaves alone what it does not understand, and what is there', () => {
    for (const text of ['release: 3\n', 'release:\n  components: none\n', '', '- a\n', release([10])])
      expect(addComponentEdits(mof(text), [10])).toEqual([]);
  });
});
