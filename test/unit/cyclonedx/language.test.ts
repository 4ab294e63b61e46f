import { describe, expect, it } from 'vitest';
import { openDocument } from '../../../src/core/documents/kinds';
import { type DocumentSymbol } from '../../../src/core/language/features';
import { applyEdits } from '../../../src/core/text/edit';
import { at } from '../language/documents';

/** The features of a document with a cursor in it. */
function features(marked: string) {
  const { text, offset } = at(marked);
  const found = openDocument('/a/bom.cdx.json', text)!;
  return { text, offset, of: found.features };
}

const bom = (members: string, version = '1.6'): string =>
  `{\n  "bomFormat": "CycloneDX",\n  "specVersion": "${version}",\n${members}\n}\n`;

const labels = (marked: string): string[] => {
  const { of, offset } = features(marked);
  return of.complete(offset).map(({ label }) => label);
};

/** The text after the first completion with a label. */
function completed(marked: string, label: string): string {
  const { of, offset, text } = features(marked);
  return applyEdits(text, [of.complete(offset).find((item) => item.label === label)!.edit]);
}

const MODEL = bom(`  "components": [
    {
      "type": "machine-learning-model",
      "bom-ref": "model",
      "name": "aurora-7b",
      "modelCard": { "modelParameters": { "datasets": [{ "ref": "wiki" }] } }
    },
    { "type": "data", "bom-ref": "wiki", "name": "wiki-2026", "version": "3", "data": [{ "type": "dataset" }] }
  ],
  "dependencies": [{ "ref": "model", "dependsOn": ["wiki"] }]`);

/** The model with a cursor behind the nth occurrence of a text. */
function model(text: string, nth = 1): string {
  let offset = -1;
  for (let i = 0; i < nth; i++) offset = MODEL.indexOf(text, offset + 1);
  return `${MODEL.slice(0, offset + text.length)}█${MODEL.slice(offset + text.length)}`;
}

describe('completion', () => {
  it('offers the properties of the place, what is required first, and none that are there or newer', () => {
    const { of, offset } = features(bom('  "components": [\n    { "version": "1", "█" }\n  ]'));
    const items = of.complete(offset).sort((a, b) => a.sortText.localeCompare(b.sortText));
    const found = items.map(({ label }) => label);
    expect(found.slice(0, 2)).toEqual(['type', 'name']);
    expect(found).toContain('modelCard');
    expect(found).not.toContain('version');
    expect(found).not.toContain('isExternal');
    expect(labels(bom('  "components": [\n    { "version": "1", "█" }\n  ]', '1.7'))).toContain('isExternal');
    expect(labels(bom('  "components": [\n    { "█" }\n  ]', '1.5'))).not.toContain('tags');
  });

  it('writes what is required inside of a property, with places to fill in', () => {
    const text = completed(bom('  "metadata": {\n    "█"\n  }'), 'component');
    expect(text).toContain('"component": {\n');
    expect(text).toMatch(/"type": "\$\{1\|application,.*machine-learning-model.*\|\}",\n\s+"name": "\$2"/);
  });

  it('writes numbers and truth values without quotes', () => {
    expect(completed(bom('  "█"'), 'version')).toContain('"version": $1');
    expect(completed(bom('  "services": [{ "name": "a", "█" }]'), 'authenticated')).toContain(
      '"authenticated": ${1|true,false|}',
    );
  });

  it('offers the values of a list, those of this version only', () => {
    const place = bom('  "components": [{ "type": "█" }]');
    expect(labels(place)).toContain('cryptographic-asset');
    expect(labels(place.replace('1.6', '1.5'))).not.toContain('cryptographic-asset');
    expect(completed(place, 'machine-learning-model')).toContain('{ "type": "machine-learning-model" }');
    expect(labels('{ "bomFormat": "CycloneDX", "specVersion": "█" }')).toEqual(['1.5', '1.6', '1.7']);
    expect(labels(bom('  "services": [{ "name": "a", "authenticated": █ }]'))).toEqual(['true', 'false']);
  });

  it('offers names for references, but not what the element is itself', () => {
    const found = features(MODEL.replace('["wiki"]', '["█"]'));
    expect(found.of.complete(found.offset).map(({ label, detail }) => [label, detail])).toEqual([
      ['wiki', 'wiki-2026 · data · 3'],
    ]);
    expect(labels(MODEL.replace('"ref": "wiki"', '"ref": "█"'))).toEqual(['model', 'wiki']);
  });

  it('offers either a reference or a description of a dataset', () => {
    const place = (first: string) =>
      bom(
        `  "components": [{ "type": "machine-learning-model", "name": "a", "modelCard": { "modelParameters": { "datasets": [{ ${first}"█" }] } } }]`,
      );
    expect(labels(place(''))).toEqual(expect.arrayContaining(['ref', 'type', 'governance']));
    expect(labels(place('"ref": "a", '))).toEqual([]);
    expect(labels(place('"type": "dataset", '))).not.toContain('ref');
  });

  it('offers a whole item, the time, and nothing where anything goes', () => {
    expect(completed(bom('  "components": [\n    █\n  ]'), 'new item of "components"')).toContain('"name": "$2"');
    expect(labels(bom('  "metadata": { "timestamp": "█" }'))[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(labels(bom('  "components": [{ "name": "█" }]'))).toEqual([]);
  });

  it('works while the text is broken', () => {
    expect(labels('{ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{ "type": "data", "na█')).toContain(
      'name',
    );
    expect(labels('{ "bomFormat": "CycloneDX", "metadata": { "component": { "type": "█')).toContain('data');
  });
});

describe('hover', () => {
  const hover = (marked: string): string | undefined => {
    const { of, offset } = features(marked);
    return of.hover(offset)?.contents;
  };

  it('says what a property is, whether it is required, and since when', () => {
    expect(hover(model('"modelCa'))).toMatch(/^\*\*modelCard\*\* · optional · a map\n\nWhat a model/);
    expect(hover(model('"ty'))).toMatch(/^\*\*type\*\* · required · a text/);
    expect(hover(bom('  "components": [{ "ta█gs": ["a"] }]'))).toContain('since CycloneDX 1.6');
    expect(hover(bom('  "components": [{ "licenses": [{ "expres█sion": "MIT" }] }]'))).toContain('required');
  });

  it('says what a value means, and what a name stands for', () => {
    expect(hover(model('"machine-learn'))).toMatch(/^\*\*machine-learning-model\*\*\n\nA model/);
    expect(hover(model('["wi'))).toBe('`wiki-2026` · data · `3`\n\nNamed in 2 places.');
    expect(hover(model('"bom-ref": "mod'))).toContain('Named in one place.');
    expect(hover(model('"aurora'))).toBeUndefined();
  });
});

describe('names', () => {
  it('lead from a reference to the element', () => {
    const { of, offset, text } = features(model('["wi'));
    const { target } = of.define(offset)!;
    expect(text.slice(target.start - 12, target.end + 1)).toBe(
      '"bom-ref": "wiki"'.slice(-(target.end + 1 - target.start + 12)),
    );
    expect(of.define(text.indexOf('"bom-ref": "wiki"') + 13)).toBeUndefined();
  });

  it('are found and renamed everywhere, from any place', () => {
    for (const place of [model('["wi'), model('"ref": "wi'), model('"bom-ref": "wi')]) {
      const { of, offset, text } = features(place);
      expect(of.references!(offset)).toMatchObject({ name: 'wiki', uses: [{}, {}] });
      const renamed = of.rename!(offset, 'pkg:"data"');
      expect(applyEdits(text, (renamed as { edits: [] }).edits)).toBe(text.replaceAll('"wiki"', '"pkg:\\"data\\""'));
      expect(of.rename!(offset, 'model')).toEqual({ refused: '"model" is taken already.' });
      expect(of.rename!(offset, ' ')).toHaveProperty('refused');
      expect(of.rename!(offset, 'urn:cdx:a')).toHaveProperty('refused');
      expect(of.rename!(offset, 'wiki')).toEqual({ edits: [] });
    }
    const { of, offset } = features(model('"aurora'));
    expect(of.references!(offset)).toBeUndefined();
    expect(of.rename!(offset, 'x')).toBeUndefined();
  });
});

describe('outline, folding and links', () => {
  it('shows components, model cards and dependencies', () => {
    const names = (list: DocumentSymbol[]): unknown[] =>
      list.map(({ name, detail, children }) => [name, detail ?? '', ...(children.length ? [names(children)] : [])]);
    expect(names(features(model('"ref": "wi')).of.symbols())).toEqual([
      [
        'components',
        '2',
        [
          [
            'aurora-7b',
            'machine-learning-model',
            [['modelCard', '', [['modelParameters', '', [['datasets', '1', [['wiki', '']]]]]]]],
          ],
          ['wiki-2026', 'data · 3', [['data', '1', [['dataset', 'dataset']]]]],
        ],
      ],
      ['dependencies', '1', [['model', 'depends on 1']]],
    ]);
  });

  it('folds, of a long document its parts and their items', () => {
    const short = features(model('"ref": "wi')).of.folds();
    expect(short.length).toBeGreaterThan(1);
    const filler = `    { "type": "file", "name": "${'a'.repeat(200_000)}",\n "version": "1" }`;
    const long = features(`█${bom(`  "components": [\n${[filler, filler, filler].join(',\n')}\n  ]`)}`).of.folds();
    expect(long).toHaveLength(4);
  });

  it('links addresses, and models on Hugging Face', () => {
    const text = bom(
      `  "components": [{ "purl": "pkg:huggingface/lab/aurora-7b@abc", "externalReferences": [{ "url": "https://example.org/a" }] }]█`,
    );
    expect(
      features(text)
        .of.links()
        .map(({ url }) => url),
    ).toEqual(['https://example.org/a', 'https://huggingface.co/lab/aurora-7b']);
  });
});
