import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { spdxKind } from '../../../src/core/bom/spdx/kind';
import { type OpenDocument } from '../../../src/core/documents/kind';
import { lint } from '../../../src/core/findings/lint';
import { corpus, describeWithCorpus } from '../../corpus';
import { randomNumbers } from '../../conformance/mutate';
import { identity, TODAY } from '../../lint';

const PATH = '/a/bom.spdx3.json';
const context = { file: PATH, path: PATH, today: TODAY, releases: [], neighbours: [] };

/** Findings with their places, in words. */
function said(document: OpenDocument): string[] {
  return lint(document, { context, severityOf: () => undefined }).map(
    (f) =>
      `${f.range.start.line}:${f.range.start.character}-${f.range.end.line}:${f.range.end.character} ${identity(f)}`,
  );
}

const header = `"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"`;
const small = `{
  ${header},
  "@graph": [
    { "type": "CreationInfo", "@id": "_:ci", "specVersion": "3.0.1", "created": "2026-01-01T00:00:00Z", "createdBy": ["https://a.org/b#lab"] },
    { "type": "Organization", "spdxId": "https://a.org/b#lab", "creationInfo": "_:ci", "name": "Lab" },
    { "type": "software_Package", "spdxId": "https://a.org/b#p", "creationInfo": "_:ci", "name": "p" },
    { "type": "software_File", "spdxId": "https://a.org/b#f", "creationInfo": "_:ci", "name": "f" },
    { "type": "Relationship", "spdxId": "https://a.org/b#r", "creationInfo": "_:ci", "relationshipType": "contains", "from": "https://a.org/b#p", "to": ["https://a.org/b#f"] }
  ]
}
`;

/** Every change of a text that a person makes in one go. */
function changed(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const length = Math.floor(random() * 12);
  switch (Math.floor(random() * 5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + 'x' + text.slice(at);
    case 2:
      return text.slice(0, at) + '\n' + text.slice(at);
    case 3: {
      // A line twice.
      const line = text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at) + 1 || text.length);
      return (
        text.slice(0, at - (at - text.lastIndexOf('\n', at)) + 1) + line + text.slice(text.lastIndexOf('\n', at) + 1)
      );
    }
    default: {
      // A line less.
      const from = text.lastIndexOf('\n', at) + 1;
      return text.slice(0, from) + text.slice(text.indexOf('\n', at) + 1 || text.length);
    }
  }
}

describe('a document that is edited', () => {
  it('says the same as one that is read anew', () => {
    const random = randomNumbers(7);
    let document = spdxKind.open(PATH, small);
    let text = small;
    let compared = 0;
    for (let i = 0; i < 1500; i++) {
      // Back to sound text now and then, so that damage does not add up.
      text = random() < 0.4 ? small : changed(text, random);
      document = document.update(text);
      const fresh = spdxKind.open(PATH, text);
      expect(() => said(document)).not.toThrow();
      if (fresh.parsed.problems.length) continue;
      compared++;
      expect(said(document), text).toEqual(said(fresh));
    }
    expect(compared).toBeGreaterThan(500);
  });

  it('reads only what was touched', () => {
    const document = spdxKind.open(PATH, small);
    const next = document.update(small.replace('"name": "f"', '"name": "g"'));
    expect(next.parsed.lines.lineCount).toBe(document.parsed.lines.lineCount);
    expect(said(next)).toEqual(said(document));
  });

  it('keeps the rest while one element is broken, and sees it mended', () => {
    const faulty = small.replace('"name": "Lab"', '"nmae": "Lab"');
    let document = spdxKind.open(PATH, faulty);
    expect(said(document).join()).toContain('spdx/unknown-property');
    document = document.update(faulty.replace('"name": "f" }', '"name": "f }'));
    expect(said(document).join()).toMatch(/document\/syntax.*/);
    expect(said(document).join()).toContain('spdx/unknown-property');
    document = document.update(faulty);
    expect(said(document)).toEqual(said(spdxKind.open(PATH, faulty)));
  });
});

describeWithCorpus('edits of published documents', 'spdx/examples', () => {
  it.each(['spdx-examples_ai02.spdx3.json', 'software_example6_example6-bin.json'])(
    '%s says the same as read anew',
    { timeout: 60_000 },
    (name) => {
      const original = readFileSync(corpus('spdx/examples', name), 'utf8');
      const random = randomNumbers(11);
      let document = spdxKind.open(PATH, original);
      let text = original;
      for (let i = 0; i < 1500; i++) {
        text = random() < 0.5 ? original : changed(text, random);
        document = document.update(text);
        const fresh = spdxKind.open(PATH, text);
        const ours = said(document);
        if (!fresh.parsed.problems.length) expect(ours).toEqual(said(fresh));
      }
    },
  );
});
