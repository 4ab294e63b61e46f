import { describe, expect, it } from 'vitest';
import { configFeatures } from '../../../src/core/config/features';
import { RULES } from '../../../src/core/documents/kinds';
import { parseYaml } from '../../../src/core/text/yaml';
import { at } from './documents';

const features = (text: string) => configFeatures(parseYaml(text), () => RULES);
function complete(marked: string) {
  const { text, offset } = at(marked);
  return features(text)
    .complete(offset)
    .sort((a, b) => a.sortText.localeCompare(b.sortText));
}
const labels = (marked: string) => complete(marked).map((i) => i.label);
const inserted = (marked: string, label: string) => complete(marked).find((i) => i.label === label)!.edit.newText;
function hoverAt(marked: string): string | undefined {
  const { text, offset } = at(marked);
  return features(text).hover(offset)?.contents;
}

describe('completion in the configuration', () => {
  it('offers keys', () => {
    expect(labels('|')).toEqual(['rules', 'exclude', 'overrides', 'licenses']);
    expect(labels('rules:\n  x: off\n|')).toEqual(['exclude', 'overrides', 'licenses']);
    expect(labels('overrides:\n  - |')).toEqual(['files', 'rules', 'reason']);
    expect(labels('overrides:\n  - files: [a]\n    |')).toEqual(['rules', 'reason']);
    expect(complete('overrides:\n  - |')[0]).toMatchObject({
      detail: 'required',
      documentation: expect.stringContaining('Glob') as string,
    });
    expect(inserted('|', 'exclude')).toBe('exclude:\n  - $1');
    expect(inserted('|', 'overrides')).toBe('overrides:\n  - files:\n      - $1\n    rules: $2');
    expect(inserted('overrides:\n  |', 'override for some files')).toMatch(
      /^- files:\n {6}- '\$\{1:\*\*\/\*.yml}'\n {4}rules:/,
    );
  });

  it('offers rules and severities', () => {
    expect(labels('rules:\n  |')).toEqual(RULES.map((r) => r.id).sort((a, b) => a.localeCompare(b)));
    expect(
      labels('overrides:\n  - files: [x]\n    rules:\n      mof/unknown-component: off\n      mof|'),
    ).not.toContain('mof/unknown-component');
    const rule = complete('rules:\n  mof/unk|').find((i) => i.label === 'mof/unknown-component')!;
    expect(rule).toMatchObject({ kind: 'rule', detail: 'Unknown component name', snippet: true });
    expect(rule.edit).toMatchObject({
      start: 9,
      end: 16,
      newText: 'mof/unknown-component: ${1|error,warning,info,hint,off|}',
    });
    expect(inserted('rules:\n  mof/unk|: off', 'mof/unknown-component')).toBe('mof/unknown-component');
    expect(labels('rules:\n  mof/unknown-component: |')).toEqual(['error', 'warning', 'info', 'hint', 'off']);
    expect(complete('rules:\n  mof/unknown-component: |').map((i) => i.detail)).toEqual([
      'default of this rule',
      undefined,
      undefined,
      undefined,
      'silences the rule',
    ]);
    expect(complete('rules:\n  x: "|"')[0]).toMatchObject({ filterText: '"error', edit: { newText: '"error"' } });
  });

  it('has nothing to say where anything goes', () => {
    for (const text of [
      'exclude:\n  - |',
      'overrides:\n  - files:\n      - |',
      'rules: |',
      'x:\n  |',
      'overrides:\n  a: |',
      'rules:\n  a:\n    b: |',
    ])
      expect(labels(text)).toEqual([]);
  });
});

describe('hover in the configuration', () => {
  it('explains rules and keys', () => {
    expect(hoverAt('rules:\n  mof/unknown-comp|onent: off')).toMatch(
      /^\*\*Unknown component name\*\*\n\n.*\n\nSeverity unless configured: error\.\n\n\[More about this rule\]\(https:.*\/mof\/unknown-component\.md\)$/,
    );
    expect(hoverAt('ru|les:\n  x: off')).toBe('The severity of rules, by rule id.');
    expect(hoverAt('overrides:\n  - rea|son: x')).toContain('Why these files');
    for (const text of ['rules:\n  no/rule|: off', 'rules:\n  x: o|ff', 'constru|ctor: x', 'x:\n  y|: 1', '|'])
      expect(hoverAt(text)).toBeUndefined();
  });
});

describe('outline and folding of the configuration', () => {
  it('follow its maps', () => {
    const text = 'rules: &r\n  a/b: off\nexclude:\n  - x\noverrides:\n  - files: [a]\n    rules: *r\n';
    const symbols = features(text).symbols();
    expect(symbols.map((s) => [s.name, s.kind, s.children.map((c) => `${c.name} ${c.detail}`)])).toEqual([
      ['rules', 'object', ['a/b off']],
      ['exclude', 'array', []],
      ['overrides', 'array', []],
    ]);
    expect(features(text).folds()).toHaveLength(4);
    expect(features('- a\n').symbols()).toEqual([]);
  });

  it('leave the rest to others', () => {
    const all = features('rules:\n');
    expect([all.define(0), all.inlayHints({ start: 0, end: 1 }), all.links(), all.codeLenses()]).toEqual([
      undefined,
      [],
      [],
      [],
    ]);
  });
});
