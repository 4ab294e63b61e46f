import { describe, expect, it } from 'vitest';
import { type Inspection } from '../../../src/core/inspection/inspection';
import { printable } from '../../../src/core/report/printable';
import { viewOf } from '../../../src/extension/inspector/view/view';
import { type Block, type Section } from '../../../webview/protocol';
import { HOSTILE } from './hostile';
import { sampleInspection } from './sample';

const shown = (changed: Partial<Inspection> = {}) => viewOf(sampleInspection(changed), []);
const section = ({ view }: ReturnType<typeof shown>, id: string): Section =>
  view.sections.find((each) => each.id === id)!;

/** Every text in a value, however deep. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

/** Blocks with those in groups. */
function all(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((each) => (each.kind === 'group' ? [each, ...all(each.blocks)] : [each]));
}

describe('the view of an inspection', () => {
  it('has its sections in the order of all reports', () => {
    expect(shown().view.sections.map(({ id }) => id)).toEqual([
      'policy',
      'signatures',
      'files',
      'openness',
      'licenses',
      'boms',
      'lineage',
      'oci',
      'profile',
      'problems',
    ]);
  });

  it('leaves out what there is nothing of', () => {
    const { view } = shown({ signatures: [], licenses: [], boms: [], problems: [], policy: undefined });
    const ids = view.sections.map(({ id }) => id);
    for (const id of ['signatures', 'licenses', 'boms', 'problems', 'policy']) expect(ids).not.toContain(id);
  });

  it('leads from reasons to sections that there are, and to no others', () => {
    const { verdict } = shown({ policy: undefined }).view;
    const [, policy] = verdict!.reasons;
    expect(policy!.text).toContain('trust policy');
    expect(policy!.section).toBeUndefined();
    expect(verdict!.reasons[0]!.section).toBe('files');
  });

  it('weighs as its heaviest reason, and says the verdict in its own words', () => {
    const { verdict } = shown({
      verdict: { state: 'verified', title: 'Verified' },
      reasons: [{ code: 'bom-stale', state: 'warning', text: 'Stale.', section: 'boms' }],
    }).view;
    expect(verdict).toMatchObject({ mark: { tone: 'good', word: 'Verified' }, tone: 'warning' });
  });

  it('names the place of a blob as people do', () => {
    const blob = { digest: 'sha256:77', name: 'mof.yml', mediaType: 'text/yaml', bytes: 3, text: 'a: 1' };
    const inspection = sampleInspection({ blobs: [blob] });
    inspection.openness!.source = { kind: 'blob', digest: blob.digest };
    const view = viewOf(inspection, []);
    expect(texts(section(view, 'openness'))).toContain('mof.yml');
  });

  it('has a source behind every number that it gives', () => {
    const { view, sources } = shown();
    const numbers = JSON.stringify(view).match(/"source":\d+/g) ?? [];
    expect(numbers.length).toBeGreaterThan(8);
    for (const each of numbers) expect(sources.at(Number(each.slice('"source":'.length)))).toBeDefined();
    expect(sources.at(10_000)).toBeUndefined();
  });

  it('holds no rows of its grids', () => {
    const { view, grids } = shown();
    const found = all(view.sections.flatMap(({ blocks }) => blocks)).filter(({ kind }) => kind === 'grid');
    expect(found).toHaveLength(4);
    for (const each of found) expect(each.kind === 'grid' && grids.has(each.grid.id)).toBe(true);
    expect(texts(view)).not.toContain('convert.py');
  });

  it('says with a word what every icon says', () => {
    const marks = JSON.stringify(shown().view).match(/"tone":"[a-z]+","word":"[^"]*"/g) ?? [];
    expect(marks.length).toBeGreaterThan(20);
    for (const each of marks) expect(each).not.toMatch(/"word":""/);
  });

  it('shows a manifest that is no JSON as it is', () => {
    const { oci } = sampleInspection();
    const view = shown({ oci: { ...oci!, manifest: '{ not json' } });
    expect(texts(section(view, 'oci'))).toContain('{ not json');
  });

  it('shows some of ten thousand referrers, and says how many are left', () => {
    const referrer = { digest: 'sha256:1', size: 1, artifactType: 'a/b', annotations: [], referrers: [] };
    const referrers = Array.from({ length: 10_000 }, () => referrer);
    const view = shown({ oci: { ...sampleInspection().oci!, referrers, referrerCount: referrers.length } });
    expect(texts(section(view, 'oci'))).toContain('and 9500 more');
  });
});

/** Characters that act instead of showing. */
// eslint-disable-next-line no-control-regex
const ACTING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** An inspection in which every text of somebody else is replaced. */
function poisoned(text: string): Inspection {
  const keep = new Set([
    'kind',
    'state',
    'section',
    'store',
    'role',
    'id',
    'from',
    'to',
    'method',
    'severity',
    'by',
    'type',
    'level',
    'status',
    'openness',
  ]);
  const change = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return keep.has(key) || key === 'format' ? value : text;
    if (Array.isArray(value)) return value.map((each) => change(each, key === 'inclusion' ? 'kind' : key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each, name)]));
  };
  return change(sampleInspection()) as Inspection;
}

describe('hostile texts', () => {
  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    '%s shows, and does not act',
    (_name, text) => {
      const { view, grids } = viewOf(poisoned(text), []);
      const query = { text: '', state: '', sort: '', descending: false };
      const rows = [...grids.values()].map((grid) => grid.window(query, 0, 100));
      const all = texts([view, rows]);
      expect(all.filter((each) => ACTING.test(each))).toEqual([]);
      // What is left is readable: the beginning of the text is there, character by character.
      const beginning = printable(text).slice(0, 30);
      expect(all.filter((each) => each.includes(beginning)).length).toBeGreaterThan(30);
    },
  );
});
