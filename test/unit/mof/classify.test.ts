import { describe, expect, it } from 'vitest';
import {
  classLabel,
  classify,
  effectiveLicense,
  namesOf,
  type Classification,
  type ReleaseClaim,
} from '../../../src/core/mof/classify';
import { COMPONENTS, type ClassLevel, type ContentType } from '../../../src/core/mof/components';
import { isKnownToMot, isOpen, isTypeAppropriate, openLicenses } from '../../../src/core/mof/licenses';

const CLASS_3 = [9, 10, 12, 13, 14, 11];
const CLASS_2 = [...CLASS_3, 7, 8, 18, 19];
const CLASS_1 = [...CLASS_2, 15, 16, 24, 21];
const REPORT = 11;
const PAPER = 21;
const OPEN = 'OpenMDW-1.0';
const CLOSED = 'CC-BY-NC-4.0';

/** Classifies components by number under an open licence, some of them under their own. */
function verdict(ids: readonly number[], own: Record<number, string | null> = {}, licenses = {}): Classification {
  const components = ids.map((id) => ({
    name: COMPONENTS.find((c) => c.id === id)!.name,
    ...(id in own ? { license: own[id]! } : {}),
  }));
  return classify({ components, licenses: { distribution: OPEN, ...licenses } });
}

const without = (ids: readonly number[], ...out: number[]) => ids.filter((id) => !out.includes(id));
const progress = (result: Classification) => ([3, 2, 1] as const).map((k) => +result.progress[k].toFixed(1));

describe('classes', () => {
  it.each([
    ['nothing', [], 0, [0, 0, 0]],
    ['one component', [9], 0, [16.7, 0, 0]],
    ['all but one of Class III', without(CLASS_3, 14), 0, [83.3, 0, 0]],
    ['Class III', CLASS_3, 3, [100, 60, 0]],
    ['half of what Class II adds', [...CLASS_3, 7, 8], 3, [100, 80, 0]],
    ['Class II', CLASS_2, 2, [100, 100, 71.4]],
    ['Class I', CLASS_1, 1, [100, 100, 100]],
    ['Class I without one component of Class II', without(CLASS_1, 19), 3, [100, 90, 0]],
    ['Class I without one component of Class III', without(CLASS_1, 13), 0, [83.3, 0, 0]],
    ['all optional components alone', [20, 22, 17], 0, [0, 0, 0]],
  ] as [string, number[], 0 | ClassLevel, number[]][])('%s', (_title, ids, expected, rates) => {
    const result = verdict(ids);
    expect([result.class, progress(result)]).toEqual([expected, rates]);
  });

  it('have the names of the tool', () =>
    expect(([3, 2, 1, 0] as const).map(classLabel)).toEqual([
      'Class III - Open Model',
      'Class II - Open Tooling Model',
      'Class I - Open Science Model',
      'Unclassified',
    ]));

  it('do not depend on the order of the list', () =>
    expect(verdict([...CLASS_1].reverse())).toMatchObject({ class: 1, included: verdict(CLASS_1).included }));
});

describe('surprises of the tool', () => {
  it('(a) Class II begins at 60 % when III is met, and Class I at ten of fourteen', () => {
    expect(verdict(CLASS_3).progress[2]).toBe(60);
    expect(verdict(CLASS_2).progress[1]).toBeCloseTo((10 / 14) * 100, 9);
  });

  it('(b) a report with a bad licence does not hurt beside an open paper, even for Class I', () => {
    const result = verdict(CLASS_1, { [REPORT]: CLOSED });
    expect([result.class, progress(result)]).toEqual([1, [100, 100, 100]]);
    expect(result.included[1]).toHaveLength(13);
    expect(result.invalid[1]).toEqual([REPORT]);
  });

  it('(c) report and paper make fourteen; without the paper Class I stops at 92.9 %', () => {
    expect(verdict(CLASS_1).included[1]).toHaveLength(14);
    const result = verdict(without(CLASS_1, PAPER));
    expect([result.class, progress(result)]).toEqual([2, [100, 100, 92.9]]);
    expect(namesOf(result.missing[1])).toEqual(['Research paper']);
  });

  it('(c) the paper replaces the report: thirteen are whole', () => {
    const result = verdict(without(CLASS_1, REPORT));
    expect([result.class, progress(result)]).toEqual([1, [100, 100, 100]]);
    expect(result.included[3]).toContain(PAPER);
    expect(result.missing).toEqual({ 3: [], 2: [], 1: [] });
  });

  it.each([
    [CLOSED, 'invalid'],
    ['unlicensed', 'unlicensed'],
  ] as const)(
    '(d) a paper under %s hides that the report is missing, and Class III stays at 83.3 %',
    (license, bucket) => {
      const result = verdict(without(CLASS_1, REPORT), { [PAPER]: license });
      expect([result.class, progress(result)]).toEqual([0, [83.3, 0, 0]]);
      expect(result.missing[3]).toEqual([]);
      expect(result[bucket][3]).toEqual([PAPER]);
    },
  );

  it('(e) an optional component with a bad licence is listed as invalid and costs nothing', () => {
    const result = verdict([...CLASS_1, 20], { 20: CLOSED });
    expect([result.class, result.invalid[1], result.optional[1]]).toEqual([1, [20], []]);
  });

  it('(f) the text "Component not included" is an unknown licence of an included component', () => {
    const result = verdict(CLASS_3, { 14: 'Component not included' });
    expect([result.class, result.missing[3], result.invalid[3]]).toEqual([0, [], [14]]);
  });

  it('counts an unknown name as "Datasets"', () => {
    for (const name of ['Model Card', 'Tokenizer', 'datasets', '', 'constructor']) {
      const result = classify({ components: [{ name, license: OPEN }], licenses: {} });
      expect(namesOf(result.included[1]), name).toEqual(['Datasets']);
    }
  });

  it('lets the last of equal names win, also over one that is taken for the same', () => {
    const of = (...components: ReleaseClaim['components']) => classify({ components, licenses: {} }).included[1];
    expect(of({ name: 'Model card', license: OPEN }, { name: 'Model card', license: CLOSED })).toEqual([]);
    expect(of({ name: 'Model card', license: CLOSED }, { name: 'Model card', license: OPEN })).toEqual([13]);
    expect(of({ name: 'Datasets', license: OPEN }, { name: 'Tokenizer', license: CLOSED })).toEqual([]);
  });

  it('does not let the report replace the paper', () => expect(verdict(without(CLASS_1, PAPER)).class).toBe(2));

  it('does not count data sets without a licence for Class I, as the paper on the framework would', () =>
    expect(verdict(CLASS_1, { 15: 'unlicensed' }).class).toBe(2));
});

describe('the licence that counts', () => {
  const all = { distribution: 'MIT', code: 'Apache-2.0', data: CLOSED, document: 'CC-BY-4.0' };
  it.each([
    ['BSD-3-Clause', 'code', all, 'BSD-3-Clause', 'component'],
    [undefined, 'code', all, 'Apache-2.0', 'code'],
    [null, 'document', all, 'CC-BY-4.0', 'document'],
    [undefined, 'data', all, CLOSED, 'data'],
    [undefined, 'data', { distribution: 'MIT', data: '' }, 'MIT', 'distribution'],
    [undefined, 'data', { distribution: 'MIT', data: null }, 'MIT', 'distribution'],
    [undefined, 'data', { distribution: 'MIT', data: '0' }, 'MIT', 'distribution'],
    [undefined, 'data', { distribution: 'MIT', data: 'unlicensed' }, undefined, 'data'],
    [undefined, 'data', { distribution: 'unlicensed' }, undefined, 'distribution'],
    [undefined, 'data', {}, undefined, 'none'],
    ['unlicensed', 'code', all, undefined, 'component'],
    ['', 'code', all, undefined, 'component'],
    ['0', 'code', all, undefined, 'component'],
    ['Unlicensed', 'code', all, 'Unlicensed', 'component'],
    ['None', 'code', all, 'None', 'component'],
    [' ', 'code', all, ' ', 'component'],
  ] as [string | null | undefined, ContentType, ReleaseClaim['licenses'], string | undefined, string][])(
    '%j for %s under %j is %s from %s',
    (own, type, licenses, id, source) => expect(effectiveLicense(own, type, licenses)).toEqual({ id, source }),
  );

  it('of a content type goes before that of the distribution, even if it is worse', () => {
    expect(verdict(CLASS_3, {}, { data: CLOSED }).invalid[3]).toEqual([10]);
    expect(verdict(CLASS_3, {}, { distribution: CLOSED, data: OPEN }).included[3]).toEqual([10]);
  });
});

describe('licences of the tool', () => {
  it.each([
    'MIT',
    'Apache-2.0',
    'GPL-3.0',
    'AGPL-3.0',
    'BSD-4-Clause',
    'CC0-1.0',
    'CC-BY-4.0',
    'CC-BY-SA-3.0-AT',
    'ODbL-1.0',
    'ODC-PDDL-1.0',
    'CDLA-Sharing-1.0',
    'OGL-UK-3.0',
    'OpenMDW-1.0',
    'Unlicense',
  ])('%s is open', (id) => expect(isOpen(id)).toBe(true));

  it.each([
    'CC-BY-NC-4.0',
    'CC-BY-ND-4.0',
    'BUSL-1.1',
    'PDDL-1.0',
    'C-UDA-1.0',
    'MulanPSL-1.0',
    'FreeBSD-DOC',
    'CC-PDDC',
    'JSON',
    'OpenMDW-1.1',
    'apache-2.0',
    'MIT ',
    'Apache 2.0',
    'MIT OR Apache-2.0',
    'llama3',
    '',
    'toString',
  ])('%j is not', (id) => expect(isOpen(id)).toBe(false));

  it('are 226, all known', () => {
    expect(openLicenses()).toHaveLength(226);
    expect(openLicenses().filter((id) => !isKnownToMot(id))).toEqual([]);
    expect(['OpenMDW-1.1', 'apache-2.0', 'toString'].filter(isKnownToMot)).toEqual([]);
  });

  it.each([
    ['CC0-1.0', ['document']],
    ['CC-BY-4.0', ['document']],
    ['Apache-2.0', ['code', 'document']],
    ['MIT', ['code']],
    ['BSD-3-Clause', []],
    ['GPL-3.0-only', []],
    ['ODbL-1.0', []],
    ['CDLA-Permissive-2.0', ['data']],
    ['CDLA-Sharing-1.0', []],
    ['OpenMDW-1.0', ['code', 'data', 'document']],
  ] as [string, ContentType[]][])('%s is meant for %j', (id, types) =>
    expect((['code', 'data', 'document'] as const).filter((type) => isTypeAppropriate(id, type))).toEqual(types),
  );

  it('get a warning, and still count, where they are meant for something else', () => {
    const result = verdict(CLASS_3, {}, { distribution: 'MIT' });
    expect([result.class, result.typeWarnings]).toEqual([3, [10, 12, 13, 14, 11]]);
    expect(verdict(CLASS_3, { 13: CLOSED }, { distribution: 'MIT' }).typeWarnings).not.toContain(13);
  });
});
