import { describe, expect, it } from 'vitest';
import { type DocumentSymbol } from '../../../src/core/language/features';
import { bom, ID, spdx } from './documents';

/** An outline as indented lines. */
function lines(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indent}${name}${detail === undefined ? '' : ` · ${detail}`}`,
    ...lines(children, `${indent}  `),
  ]);
}

const count = (symbols: readonly DocumentSymbol[]): number =>
  symbols.reduce((sum, { children }) => sum + 1 + count(children), 0);

describe('the outline', () => {
  it('follows the graph', () => {
    const lost = `{"type": "software_File", "spdxId": "${ID}#f", "creationInfo": "_:ci", "name": "notes.txt"}`;
    const text = bom(lost);
    const symbols = spdx(text).features.symbols();
    expect(lines(symbols)).toEqual([
      'SpdxDocument · SpdxDocument',
      '  software_Sbom · Sbom',
      '    aurora · AIPackage',
      '      trainedOn · bulletins',
      '        bulletins · DatasetPackage',
      '      hasDeclaredLicense · simplelicensing_LicenseExpression',
      '        simplelicensing_LicenseExpression · LicenseExpression',
      'Also mentioned · 3',
      '  CreationInfo · CreationInfo',
      '  Northlight · Organization',
      '  simplelicensing_SimpleLicensingText · SimpleLicensingText',
      'Nothing leads here · 1',
      '  notes.txt · File',
    ]);
    const check = ({ span, selection, children, name }: DocumentSymbol): void => {
      expect(name).not.toBe('');
      expect(span.start).toBeLessThanOrEqual(selection.start);
      expect(selection.end).toBeLessThanOrEqual(span.end);
      children.forEach(check);
    };
    symbols.forEach(check);
  });

  it('ends where relationships go round in circles', () => {
    const back = `{"type": "Relationship", "spdxId": "${ID}#back", "creationInfo": "_:ci", "relationshipType": "dependsOn", "from": "${ID}#d", "to": ["${ID}#m", "${ID}#d"]}`;
    expect(lines(spdx(bom(back)).features.symbols())).toContain('          dependsOn · aurora, bulletins');
  });

  it('lists the elements of a fragment', () => {
    const text = `{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [{"type": "ai_AIPackage", "spdxId": "x:m", "name": "m"}, {"type": "Nonsense"}]}`;
    expect(lines(spdx(text).features.symbols())).toEqual(['Elements · 2', '  m · AIPackage', '  Nonsense · Nonsense']);
    expect(spdx('{').features.symbols()).toEqual([]);
  });

  it('stays small and quick for 100,000 elements', () => {
    const files = Array.from(
      { length: 100_000 },
      (_, i) => `{"type": "software_File", "spdxId": "${ID}#f${i}", "creationInfo": "_:ci", "name": "f${i}"}`,
    );
    const root = `{"type": "Relationship", "spdxId": "${ID}#r9", "creationInfo": "_:ci", "relationshipType": "contains", "from": "${ID}#m", "to": [${files
      .slice(0, 5000)
      .map((_, i) => `"${ID}#f${i}"`)
      .join(', ')}]}`;
    const { document, features } = spdx(bom(...files, root));
    expect([...document.prepare()].length).toBeGreaterThan(0);
    const symbols = features.symbols();
    expect(count(symbols)).toBeLessThan(1000);
    const text = lines(symbols);
    expect(text).toContain('        … and 4800 more');
    expect(text).toContain('  … and 94800 more');
    expect(features.folds().length).toBeLessThanOrEqual(5000);
    expect(features.links().length).toBeLessThanOrEqual(5000);
  });
});

describe('folding and links', () => {
  it('fold by element', () => {
    const text = JSON.stringify(JSON.parse(bom()), null, 2);
    const { document, features } = spdx(text);
    const first = document.span(0);
    expect(features.folds().some(({ start }) => start === first.start)).toBe(true);
  });

  it('lead to web addresses, not to names of elements', () => {
    const text = bom(
      `{"type": "software_Package", "spdxId": "${ID}#p", "creationInfo": "_:ci", "externalRef": [{"type": "ExternalRef", "locator": ["https://example.org/docs"]}], "software_homePage": "mailto:x@example.org"}`,
      `{"type": "Relationship", "spdxId": "${ID}#r5", "creationInfo": "_:ci", "relationshipType": "hasDeclaredLicense", "from": "${ID}#p", "to": ["https://spdx.org/licenses/MIT"]}`,
    );
    const links = spdx(text).features.links();
    expect(links.map(({ url }) => url)).toEqual([
      'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
      'https://other.org/d.spdx3.json',
      'https://example.org/aurora',
      'https://example.org/docs',
      'https://spdx.org/licenses/MIT',
    ]);
    for (const { span, url } of links) expect(text.slice(span.start, span.end)).toBe(url);
  });
});
