import { describe, expect, it } from 'vitest';
import { type DocumentSymbol } from '../../../src/core/language/features';
import { mofFeatures } from '../../../src/core/mof/language/features';
import { CLASS_1, CLASS_2, CLASS_3, at, mof, release } from './documents';

const TEXT = `framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: my-model
  type: language
  producer: Us
  license:
    distribution:
      name: Apache-2.0
    data:
      name: CC-BY-NC-4.0
    document: &docs
      name: CC-BY-4.0
  components:
    -
      name: Model architecture # the code
    - name: Datasets
    - name: 'Evaluation data'
      license: MIT
    - name: Training code
      license: Lla\`ma
    - name: Model card
      license: unlicensed
    - name: Tokenizer
    - name: Data card
`;

const features = (text: string) => mofFeatures(mof(text));
/** The hover where \`|\` stands in a text. */
function hoverAt(marked: string): string | undefined {
  const { text, offset } = at(marked);
  return features(text).hover(offset)?.contents;
}
/** The hover in the middle of the last place where some words stand. */
function hoverOn(words: string, text = TEXT): string | undefined {
  return features(text).hover(text.lastIndexOf(words) + Math.floor(words.length / 2))?.contents;
}

describe('hover', () => {
  it('explains components and how they count', () => {
    expect(hoverOn('Model architecture')).toBe(
      '**Model architecture** · Class III · code · required\n\nThe source code that defines the network.\n\nRequired for every class.\n\nIncluded: `Apache-2.0`, the distribution licence of the release, is open.',
    );
    expect(hoverOn('Datasets')).toContain('Further down, `Tokenizer` is taken for it');
    expect(hoverOn('Datasets', TEXT.replace('Tokenizer', 'Research paper'))).toContain(
      "Invalid licence: `CC-BY-NC-4.0`, the release's licence for data, is not open for the Model Openness Tool.",
    );
    expect(hoverOn('Evaluation data')).toContain(
      'Included: `MIT`, its own, is open. MIT is open, but the Model Openness Tool does not list it as a licence for data.',
    );
    expect(hoverOn('Model card')).toContain('Unlicensed: it says so itself');
    expect(hoverOn('Data card')).toContain("`CC-BY-4.0`, the release's licence for documents, is open.");
    expect(hoverOn('Tokenizer')).toBe(
      'No component of the framework; the Model Openness Tool counts it as "Datasets".',
    );
    expect(hoverAt('release:\n  components:\n    - name: model ca|rd')).toContain('Did you mean "Model card"?');
    expect(hoverAt('release:\n  components:\n    - name: Model ca|rd')).toContain(
      'neither the component nor the release',
    );
    expect(hoverAt('release:\n  components:\n    - name: Model ca|rd\n    - name: Model card')).toContain(
      'only the last one counts',
    );
    expect(hoverOn('Sample model outputs', release([20]))).toContain('Licence: `Apache-2.0`');
    expect(hoverOn('Technical report', release([11, 21], { 11: 'unlicensed' }))).toContain(
      'the research paper stands in',
    );
    expect(hoverAt("release:\n  components:\n    - name: '|'")).toBeUndefined();
  });

  it('explains licences', () => {
    expect(hoverOn('name: Apache-2.0'.slice(6))).toBe(
      '**`Apache-2.0`** Apache License 2.0\n\nOpen for the Model Openness Tool: approved by the OSI.\n\nMeant for: code, document. On anything else the Model Openness Tool gives a warning.\n\nApproved by the OSI on its list of today.\n\n[SPDX page](https://spdx.org/licenses/Apache-2.0.html)',
    );
    expect(hoverOn('CC-BY-NC-4.0')).toContain('Not open for the Model Openness Tool');
    expect(hoverOn('MIT')).toContain('does not list it as a licence for data');
    expect(hoverOn('unlicensed')).toContain('Without a licence');
    const licensed = (id: string) => hoverAt(`release:\n  license:\n    distribution:\n      name: |${id}`);
    expect(licensed('CC-BY-4.0')).toContain('a free licence in the eyes of the FSF');
    expect(licensed('ODC-By-1.0')).toContain('on its list of open-data licences');
    expect(licensed('OpenMDW-1.0')).toContain('a licence made for models');
    expect(licensed('GPL-3.0')).toContain('Deprecated');
    expect(licensed('GPL-3.0')).toContain('Not listed for any type of content');
    expect(licensed('apache-2.0')).toContain('Did you mean `Apache-2.0`?');
    expect(licensed('Nonsense')).toContain('so it counts as invalid');
    expect(licensed("''")).toBeUndefined();
  });

  it('shows text of the document as text', () => {
    expect(hoverOn('Lla`ma')).toContain('**``Lla`ma``**');
    expect(hoverAt('release:\n  license:\n    code:\n      name: "|<b>[x](y)\\n# h"')).toContain('**`<b>[x](y) # h`**');
    expect(hoverAt(`release:\n  license:\n    code:\n      name: "|${'x'.repeat(5000)}"`)!.length).toBeLessThan(500);
  });

  it('explains keys', () => {
    expect(hoverAt('framework:\n  ver|sion: x')).toBe(
      '**version** · required\n\nThe version of the framework, in quotes: 1.0 is the only one.',
    );
    expect(hoverAt('release:\n  license:\n    da|ta: {}')).toContain('**data** · optional');
    for (const key of [
      'version',
      'date',
      'type',
      'architecture',
      'treatment',
      'origin',
      'producer',
      'contact',
      'repository',
      'huggingface',
      'license',
      'components',
    ])
      expect(hoverAt(`release:\n  |${key}: x`)).toMatch(/\.$/);
    for (const key of ['name', 'description', 'license', 'license_path', 'component_path'])
      expect(hoverAt(`release:\n  components:\n  - |${key}: x`)).toMatch(/\.$/);
    expect(hoverAt('fram|ework: {}')).toContain('required');
    expect(hoverAt('release:\n  oth|er: x')).toBeUndefined();
    expect(hoverAt('release:\n  constru|ctor: x')).toBeUndefined();
    expect(hoverAt('other:\n  na|me: x')).toBeUndefined();
  });

  it('explains values', () => {
    expect(hoverOn('language')).toBe('text in, text out');
    expect(hoverAt('release:\n  type: ot|ter')).toBeUndefined();
    expect(hoverAt('release:\n  producer: U|s')).toBeUndefined();
    expect(hoverAt('|')).toBeUndefined();
  });

  it('sums up the release on its key and its name', () => {
    const text = release(CLASS_2, { 14: 'CC-BY-4.0' });
    expect(hoverOn('my-model'.replace('my', 'My'), text)).toBe(
      '**Class II - Open Tooling Model**\n\n- Class III: met\n- Class II: met\n- Class I: 10 of 14 · missing: Datasets, Data preprocessing code, Model parameters (Intermediate), Research paper',
    );
    expect(hoverOn('release:', TEXT)).toContain('**Unclassified**');
    expect(hoverOn('release:', TEXT)).toContain('no open licence: Model card');
  });

  it('works in JSON', () => {
    expect(hoverAt('{"release": {"components": [{"name": "Model c|ard"}]}}')).toContain('Class III · document');
    expect(hoverAt('{"release": {"com|ponents": []}}')).toContain('They decide the class');
  });
});

describe('inlay hints', () => {
  const hints = (text: string) => features(text).inlayHints({ start: 0, end: text.length });
  const shown = (text: string) =>
    hints(text).map(
      ({ offset, label }) => `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim()} → ${label}`,
    );

  it('say which licence counts and where it comes from', () => {
    expect(shown(TEXT)).toEqual([
      'name: Model architecture → Apache-2.0 ← distribution',
      '- name: Datasets → CC-BY-NC-4.0 ← data · not open',
      'license: Lla`ma → unknown licence',
      '- name: Tokenizer → CC-BY-NC-4.0 ← data · not open',
      '- name: Data card → CC-BY-4.0 ← document',
    ]);
    expect(shown('release:\n  components:\n  - name: "Model card"\n')).toEqual(['- name: "Model card" → no licence']);
  });

  it('explain and lead to the licence', () => {
    const [first, , own] = hints(TEXT);
    expect(first!.tooltip).toBe(
      '`Model architecture` has no licence of its own, so it takes `Apache-2.0`, the distribution licence of the release.',
    );
    expect(TEXT.slice(first!.target!.start, first!.target!.end)).toBe('Apache-2.0');
    expect(own!.tooltip).toContain('``Lla`ma``');
    expect(own!.target).toBeUndefined();
    expect(hints(release([10]))[0]!.tooltip).toContain('does not list it as a licence for data');
  });

  it('are given for the asked part only', () => {
    const start = TEXT.indexOf('- name: Datasets');
    expect(
      features(TEXT)
        .inlayHints({ start, end: start + 16 })
        .map((h) => h.label),
    ).toEqual(['CC-BY-NC-4.0 ← data · not open']);
    expect(features('').inlayHints({ start: 0, end: 0 })).toEqual([]);
  });

  it('work in JSON', () => {
    const text = '{"release": {"license": {"code": {"name": "MIT"}}, "components": [{"name": "Training code"}]}}';
    expect(hints(text)).toMatchObject([{ label: 'MIT ← code', offset: text.indexOf('}]') }]);
  });
});

describe('definition', () => {
  const target = (marked: string) => {
    const { text, offset } = at(marked);
    const found = features(text).define(offset);
    return (
      found &&
      `${text.slice(found.origin.start, found.origin.end)} → ${text.slice(found.target.start, found.target.end)}`
    );
  };
  const head = 'release:\n  license:\n    code:\n      name: MIT\n  components:\n';

  it('leads from a component to its licence', () => {
    expect(target(`${head}    - name: Training c|ode`)).toBe('Training code → MIT');
    expect(target(`${head}    - na|me: Training code`)).toBe('Training code → MIT');
    expect(target(`${head}    - name: Training c|ode\n      license: ISC`)).toBe('Training code → ISC');
    expect(target(`${head}    - name: Training code\n      license: I|SC`)).toBeUndefined();
    expect(target(`${head}    - name: Training code\n      license: nu|ll`)).toBe('null → MIT');
    expect(target(`${head}    - name: Model c|ard`)).toBeUndefined();
    expect(target(`${head}    - name: x\n      description: y|`)).toBeUndefined();
    expect(target('release:\n  na|me: x')).toBeUndefined();
  });

  it('leads from an alias to what it names', () => {
    expect(target('release:\n  license:\n    code: &c\n      name: MIT\n    data: *|c')).toBe('*c → name: MIT');
  });
});

describe('outline', () => {
  const flat = (symbols: DocumentSymbol[], depth = 0): string[] =>
    symbols.flatMap((s) => [
      `${' '.repeat(depth)}${s.name}${s.detail ? ` (${s.detail})` : ''}`,
      ...flat(s.children, depth + 1),
    ]);
  const inside = (symbols: DocumentSymbol[]): void => {
    for (const s of symbols) {
      expect(s.selection.start).toBeGreaterThanOrEqual(s.span.start);
      expect(s.selection.end).toBeLessThanOrEqual(s.span.end);
      for (const child of s.children) {
        expect(child.span.start).toBeGreaterThanOrEqual(s.span.start);
        expect(child.span.end).toBeLessThanOrEqual(s.span.end);
      }
      inside(s.children);
    }
  };

  it('has the release, its licences and its components', () => {
    const symbols = features(TEXT).symbols();
    expect(flat(symbols)).toEqual([
      'framework (1.0)',
      'release (my-model · Unclassified)',
      ' license',
      '  distribution (Apache-2.0)',
      '  data (CC-BY-NC-4.0)',
      '  document (CC-BY-4.0)',
      ' components (7)',
      '  Model architecture (code · Apache-2.0)',
      '  Datasets (data · CC-BY-NC-4.0)',
      '  Evaluation data (data · MIT)',
      '  Training code (code · Lla`ma)',
      '  Model card (document · no licence)',
      '  Tokenizer (CC-BY-NC-4.0)',
      '  Data card (document · CC-BY-4.0)',
    ]);
    inside(symbols);
  });

  it('holds in odd documents', () => {
    const odd = [
      'release:\n  components:\n    -\n    - name: ""\n    - 3\n',
      'release:\n  license:\n    code: &c {name: MIT}\n    data: *c\n    document:\n',
      'a: &a\n  license: {code: {name: MIT}}\n  components:\n  - &d {name: Datasets}\nrelease:\n  <<: *a\n',
      'a: &a\n- name: Datasets\nrelease:\n  components: *a\n',
      'x: &d {name: Datasets}\nrelease:\n  components:\n  - *d\n',
      'release: 3',
      '{"release": {"components": [{"name": "Data card"}, {}]}}',
    ];
    for (const text of odd) {
      const symbols = features(text).symbols();
      inside(symbols);
      expect(flat(symbols).every((line) => line.trim())).toBe(true);
      features(text).inlayHints({ start: 0, end: text.length });
      features(text).folds();
      for (let i = 0; i <= text.length; i++) {
        features(text).hover(i);
        features(text).define(i);
      }
    }
  });
});

describe('folding', () => {
  const folds = (text: string) => {
    const document = mof(text);
    return mofFeatures(document)
      .folds()
      .map(({ start, end }) => [
        document.parsed.lines.positionAt(start).line,
        document.parsed.lines.positionAt(end).line,
      ]);
  };

  it('folds maps, lists, items and comments', () => {
    expect(folds('# a\n# b\nx:\n  y: 1\n  z:\n    - a: 1\n      b: 2\n    - c\n\n\nw: 3\n')).toEqual([
      [2, 7],
      [4, 7],
      [5, 6],
      [0, 1],
    ]);
    expect(folds('# one\nx: {a: 1}\n# two\n')).toEqual([]);
    expect(folds('a: &a\n  b: 1\nc: *a\n')).toEqual([[0, 1]]);
  });

  it('leaves the closing bracket of JSON in sight', () => {
    expect(folds('{\n  "a": {\n    "b": 1,\n    "c": [\n      1,\n      2\n    ]\n  }\n}')).toEqual([
      [1, 6],
      [3, 5],
    ]);
  });
});

describe('links', () => {
  const links = (text: string) =>
    features(text)
      .links()
      .map(({ span, url }) => [text.slice(span.start, span.end), url]);

  it('finds web addresses in values', () => {
    expect(
      links('release:\n  repository: "https://a.org/b"\n  contact: see https://c.org/d_(e).\n  # https://no\n'),
    ).toEqual([
      ['https://a.org/b', 'https://a.org/b'],
      ['https://c.org/d_(e)', 'https://c.org/d_(e)'],
    ]);
    expect(links("release: {repository: 'https://a.org'}")).toEqual([['https://a.org', 'https://a.org']]);
    expect(links('{"release": {"x": ["(http://a.org)", 3]}}')).toEqual([['http://a.org', 'http://a.org']]);
    expect(links('a: &a https://x.org\nb: *a\n')).toHaveLength(1);
    expect(links('a: http://\nb: ftp://x\nc: MIT\n')).toEqual([]);
  });

  it('completes the id of a model', () => {
    expect(links("release:\n  huggingface: 'org/na.me'\n")).toEqual([
      ['org/na.me', 'https://huggingface.co/org/na.me'],
    ]);
    expect(links('release:\n  origin: org/name\n')).toEqual([]);
  });
});

describe('code lens', () => {
  it('sums up the release above its key', () => {
    const text = release(CLASS_1);
    expect(features(text).codeLenses()).toEqual([
      {
        span: { start: text.indexOf('release'), end: text.indexOf('release') + 7 },
        title: 'Class I · Open Science Model · complete',
        command: 'showOpenness',
      },
    ]);
    expect(features(release(CLASS_3)).codeLenses()[0]!.title).toMatch(/^Class III · 6 of 10 · missing for Class II: /);
    expect(features('framework: {}').codeLenses()).toEqual([]);
  });
});

describe('big files', () => {
  it('are answered quickly', () => {
    const text =
      TEXT + `    - name: Model card\n      component_path: https://a.org/b\n`.repeat(5000) + '    - name: Data card';
    const document = mof(text);
    const all = mofFeatures(document);
    expect(all.complete(text.length).length).toBeGreaterThan(0);
    expect(all.hover(text.length - 4)).toBeDefined();
    expect(all.inlayHints({ start: 0, end: text.length }).length).toBe(5006);
    expect(all.symbols()).toHaveLength(2);
    expect(all.folds().length).toBeGreaterThan(5000);
    expect(all.links()).toHaveLength(5000);
    expect(all.codeLenses()).toHaveLength(1);
  });
});
