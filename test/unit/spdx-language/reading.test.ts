import { describe, expect, it } from 'vitest';
import { SPDX_TABLE } from '../../../src/core/bom/spdx/generated/table';
import { classMeaning } from '../../../src/core/bom/spdx/language/class-meanings';
import { propertyMeaning } from '../../../src/core/bom/spdx/language/property-meanings';
import { valueMeaning } from '../../../src/core/bom/spdx/language/value-meanings';
import { propertyNames, spdxClasses, spdxEnum } from '../../../src/core/bom/spdx/table';
import { applyEdits } from '../../../src/core/text/edit';
import { at, behind, bom, ID, spdx } from './documents';

const TEXT = bom();

/** What the editor shows at the mark. */
function hover(marked: string): string | undefined {
  const { text, offset } = at(marked);
  return spdx(text).features.hover(offset)?.contents;
}

describe('meanings', () => {
  it('are there for every class, property and relationship', () => {
    expect(SPDX_TABLE).not.toBe('');
    expect([...spdxClasses().keys()].filter((name) => !classMeaning(name))).toEqual([]);
    expect(propertyNames().filter((name) => !propertyMeaning(name))).toEqual([]);
    const relations = [...spdxEnum('RelationshipType')!];
    expect(relations.filter((name) => !valueMeaning('RelationshipType', name)?.includes('`from`'))).toEqual([]);
    expect(classMeaning('constructor') ?? propertyMeaning('constructor')).toBeUndefined();
  });
});

describe('hover', () => {
  it('explains a class', () => {
    expect(hover(behind(TEXT, 'ai_AI'))).toMatch(
      /^\*\*ai_AIPackage\*\* < software_Package\n\nAn AI model.*\n\nRequired: /,
    );
    expect(hover(behind(TEXT, 'ai_AI'))).toContain('`releaseTime` ★');
  });

  it('explains a property, and whether it is required', () => {
    expect(hover(behind(TEXT, '"suppliedB'))).toBe(
      '**suppliedBy** · ★ required by the AI profile · Agent\n\nWho supplied it: one agent.\n\nThe specification asks for it; the JSON schema does not check it.',
    );
    expect(hover(behind(TEXT, '"dataset_datasetTyp'))).toContain(
      '**dataset_datasetType** · required · list of dataset_DatasetType',
    );
    expect(hover(behind(TEXT, '"dataset_datasetTyp'))).toContain('`timeseries`');
    expect(
      hover(behind(TEXT, '"name": "aurora"').replace('"name": "aurora"', '"na█me": "aurora"').replace('█,', ',')),
    ).toContain('required by the AI profile');
    expect(hover(behind(TEXT, '"locationHi'))).toContain('**locationHint** · optional · IRI');
    expect(hover(behind(TEXT, '"@contex'))).toContain('SPDX 3');
    expect(hover(TEXT.replace('"name": "aurora"', '"na█mes": "aurora"'))).toBeUndefined();
  });

  it('explains a value', () => {
    expect(hover(behind(TEXT, '"trainedO'))).toBe(
      '**trainedOn**\n\n`from` was trained on `to`.\n\n`aurora` → `bulletins`',
    );
    expect(hover(behind(TEXT, '"dataset_datasetType": ["te'))).toContain('text without structure');
    expect(hover(behind(TEXT, 'spdx-context'))).toBe('SPDX 3.0.1');
    expect(hover(behind(TEXT, '"Northli'))).toBeUndefined();
  });

  it('tells what a reference stands for', () => {
    expect(hover(behind(TEXT, `"from": "${ID}`))).toBe(
      [
        '**`aurora`** · ai_AIPackage',
        '',
        '- software_packageVersion: `1.0`',
        '- software_primaryPurpose: `model`',
        '- suppliedBy: `Northlight`',
        '- software_downloadLocation: `https://example.org/aurora`',
        '- hasDeclaredLicense: `LicenseRef-own`',
      ].join('\n'),
    );
    expect(hover(behind(TEXT, '"creationInfo": "_:'))).toContain('- createdBy: `Northlight`');
    expect(hover(behind(TEXT, 'other.org/d#'))).toBe(
      'Defined in another document. It may be found at `https://other.org/d.spdx3.json`.',
    );
    expect(hover(TEXT.replace(`"from": "${ID}#m"`, '"from": "No█AssertionElement"'))).toContain('Nothing is said');
    expect(hover(TEXT.replace(`"to": ["${ID}#l"]`, '"to": ["https://spdx.org/licenses/█MIT"]'))).toContain(
      'MIT License',
    );
    expect(hover(TEXT.replace(`"from": "${ID}#m"`, '"from": "https://x.org/█y"'))).toBe(
      'Nothing in this document has this id.',
    );
  });

  it('says what it knows of elements that can be read beside one that can not', () => {
    const broken = TEXT.replace('"name": "bulletins"', '"name": "bulletins" "x"');
    expect(hover(behind(broken, `"from": "${ID}`))).toContain('aurora');
    expect(hover(behind(broken, '"bullet'))).toBeUndefined();
  });
});

describe('go to definition', () => {
  const target = (marked: string) => {
    const { text, offset } = at(marked);
    const found = spdx(text).features.define(offset);
    return (
      found && [text.slice(found.origin.start, found.origin.end), text.slice(found.target.start - 11, found.target.end)]
    );
  };

  it.each([
    [`"from": "${ID}#`, [`${ID}#m`, `"spdxId": "${ID}#m`]],
    [`"createdBy": ["${ID}`, [`${ID}#org`, `"spdxId": "${ID}#org`]],
    ['"creationInfo": "_:', ['_:ci', 'o", "@id": "_:ci']],
    [`"value": "${ID}`, [`${ID}#t`, `"spdxId": "${ID}#t`]],
  ])('leads from %s to what has the id', (characters, expected) => {
    expect(target(behind(TEXT, characters))?.map((text) => text.replace(/^.*(?="@id|"spdxId)/, ''))).toEqual(
      expected.map((text) => text.replace(/^.*(?="@id|"spdxId)/, '')),
    );
  });

  it('leads to the import of what another document defines', () => {
    const marked = bom(`{"type": "Annotation", "spdxId": "${ID}#a", "subject": "https://other.org/d#cor█pus"}`);
    expect(target(marked)).toEqual(['https://other.org/d#corpus', 'lSpdxId": "https://other.org/d#corpus']);
  });

  it('leads nowhere from an id itself, a text or an unknown id', () => {
    expect(target(behind(TEXT, `"spdxId": "${ID}#`))).toBeUndefined();
    expect(target(behind(TEXT, '"Northl'))).toBeUndefined();
    expect(target(TEXT.replace(`"from": "${ID}#m"`, '"from": "https://x.org/█y"'))).toBeUndefined();
  });
});

describe('references and rename', () => {
  const refs = (marked: string) => {
    const { text, offset } = at(marked);
    const found = spdx(text).features.references!(offset);
    return found && { ...found, texts: [found.definition!, ...found.uses].map((s) => text.slice(s.start, s.end)) };
  };
  const rename = (marked: string, name: string) => {
    const { text, offset } = at(marked);
    const done = spdx(text).features.rename!(offset, name);
    return done && ('refused' in done ? done.refused : applyEdits(text, done.edits));
  };

  it('find every place, from any of them', () => {
    const from = refs(behind(TEXT, `"spdxId": "${ID}#org`))!;
    expect(from.name).toBe(`${ID}#org`);
    expect(from.texts).toEqual(Array(4).fill(`${ID}#org`));
    expect(refs(behind(TEXT, `"suppliedBy": "${ID}`))).toMatchObject({ definition: from.definition, uses: from.uses });
    expect(refs(behind(TEXT, '"@id": "_:'))!.uses).toHaveLength(9);
    expect(refs(behind(TEXT, '"aur'))).toBeUndefined();
    expect(refs(behind(TEXT, '"key": "License'))).toBeUndefined();
  });

  it.each([
    [`"spdxId": "${ID}#m`, `${ID}#m`, 'https://example.org/b#aurora', 4],
    [`"value": "${ID}#`, `${ID}#t`, 'urn:uuid:1', 2],
    [`"rootElement": ["${ID}#bom`, `${ID}#bom`, 'https://example.org/b#sbom', 2],
    ['"creationInfo": "_:', '_:ci', '_:creation', 10],
    ['"externalSpdxId": "https://other', 'https://other.org/d#corpus', 'https://other.org/e#corpus', 1],
  ])('rename %s everywhere', (characters, from, to, times) => {
    const renamed = rename(behind(TEXT, characters), to)!;
    expect(renamed.split(`"${to}"`)).toHaveLength(times + 1);
    expect(renamed).toBe(TEXT.replaceAll(`"${from}"`, `"${to}"`));
  });

  it('finds ids that are spelt with escapes, and no other texts', () => {
    const text = bom(
      `{"type": "Relationship", "spdxId": "${ID}#r6", "creationInfo": "_:ci", "name": "${ID}#d", "relationshipType": "testedOn", "from": "https:\\/\\/example.org/b#d", "to": ["${ID}#d", "${ID}#m"]}`,
      `{"type": "Annotation", "spdxId": "${ID}#n", "creationInfo": "_:ci", "statement": "${ID}#d", "subject": "${ID}#d"}`,
    );
    const renamed = rename(behind(text, `"spdxId": "${ID}#d`), 'x:d')!;
    expect(renamed.split('"x:d"')).toHaveLength(6);
    expect(renamed).toContain(`"name": "${ID}#d"`);
    expect(renamed).toContain(`"statement": "${ID}#d"`);
  });

  it('keeps an id that is begun with the same letters, and escapes what JSON has to', () => {
    expect(rename(behind(TEXT, `"spdxId": "${ID}`).replace('█#org', '#org█'), `${ID}#é`)).toContain(`"${ID}#é"`);
    const document = rename(behind(TEXT, '"type": "SpdxDocument", "spdxId": "https://'), 'https://example.org/c')!;
    expect(document).toContain('"spdxId": "https://example.org/c"');
    expect(document).toContain(`"spdxId": "${ID}#org"`);
  });

  it.each([
    ['no iri', 'is no IRI'],
    ['', 'is no IRI'],
    ['model', 'is no IRI'],
    ['https://example.org/a b', 'is no IRI'],
    ['_:m', 'Elements have IRIs'],
    [`${ID}#d`, 'is taken already, by bulletins'],
    ['https://other.org/d#corpus', 'by an element of another document'],
    ['https://spdx.org/rdf/3.0.1/terms/Core/NoneElement', 'SPDX itself defines'],
  ])('refuses %j as name of an element', (name, message) => {
    expect(rename(behind(TEXT, `"spdxId": "${ID}#m`), name)).toContain(message);
  });

  it('refuses names of what is no element, keeps what stays the same, and renames nothing that is not defined here', () => {
    expect(rename(behind(TEXT, '"@id": "_:'), 'creation')).toContain('neither an IRI nor a name');
    expect(rename(behind(TEXT, '"@id": "_:'), '_:ci')).toBe(TEXT);
    expect(rename(TEXT.replace(`"from": "${ID}#m"`, '"from": "None█Element"'), 'x:y')).toBeUndefined();
    expect(rename(TEXT.replace(`"from": "${ID}#m"`, '"from": "https://x.org/█y"'), 'x:y')).toBeUndefined();
  });
});
