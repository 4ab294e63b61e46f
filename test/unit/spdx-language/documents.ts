import { SpdxDocument } from '../../../src/core/bom/spdx/document';
import { spdxFeatures } from '../../../src/core/bom/spdx/language/features';
import { type Completion } from '../../../src/core/language/features';
import { applyEdits } from '../../../src/core/text/edit';
import { lazyJson } from '../../../src/core/text/json-lazy';
import { at } from '../language/documents';

export { at };

export const TODAY = () => new Date('2026-01-09T12:00:00Z');

/** An SPDX document and what the editor can do with it. */
export function spdx(text: string) {
  const document = new SpdxDocument(lazyJson(text));
  return { document, features: spdxFeatures(document, TODAY) };
}

/** The ids of the elements in {@link bom}. */
export const ID = 'https://example.org/b';

/** A whole AI BOM, one element a line; further elements go at the end. */
export function bom(...more: string[]): string {
  const relationship = (name: string, type: string, from: string, ...to: string[]) =>
    `{"type": "Relationship", "spdxId": "${ID}#${name}", "creationInfo": "_:ci", "relationshipType": "${type}", "from": "${ID}#${from}", "to": ${JSON.stringify(to.map((id) => `${ID}#${id}`)).replaceAll(',', ', ')}}`;
  const elements = [
    `{"type": "CreationInfo", "@id": "_:ci", "specVersion": "3.0.1", "created": "2026-01-01T00:00:00Z", "createdBy": ["${ID}#org"]}`,
    `{"type": "Organization", "spdxId": "${ID}#org", "creationInfo": "_:ci", "name": "Northlight"}`,
    `{"type": "SpdxDocument", "spdxId": "${ID}", "creationInfo": "_:ci", "profileConformance": ["core", "ai"], "rootElement": ["${ID}#bom"], "import": [{"type": "ExternalMap", "externalSpdxId": "https://other.org/d#corpus", "locationHint": "https://other.org/d.spdx3.json"}]}`,
    `{"type": "software_Sbom", "spdxId": "${ID}#bom", "creationInfo": "_:ci", "rootElement": ["${ID}#m"]}`,
    `{"type": "ai_AIPackage", "spdxId": "${ID}#m", "creationInfo": "_:ci", "name": "aurora", "suppliedBy": "${ID}#org", "software_packageVersion": "1.0", "software_primaryPurpose": "model", "software_downloadLocation": "https://example.org/aurora"}`,
    `{"type": "dataset_DatasetPackage", "spdxId": "${ID}#d", "creationInfo": "_:ci", "name": "bulletins", "originatedBy": ["${ID}#org"], "dataset_datasetType": ["text"]}`,
    relationship('r1', 'trainedOn', 'm', 'd'),
    `{"type": "simplelicensing_LicenseExpression", "spdxId": "${ID}#l", "creationInfo": "_:ci", "simplelicensing_licenseExpression": "LicenseRef-own", "simplelicensing_customIdToUri": [{"type": "DictionaryEntry", "key": "LicenseRef-own", "value": "${ID}#t"}]}`,
    `{"type": "simplelicensing_SimpleLicensingText", "spdxId": "${ID}#t", "creationInfo": "_:ci", "simplelicensing_licenseText": "Do as you like."}`,
    relationship('r2', 'hasDeclaredLicense', 'm', 'l'),
    ...more,
  ];
  return `{\n  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",\n  "@graph": [\n    ${elements.join(',\n    ')}\n  ]\n}\n`;
}

/** The completions at the mark, best first. */
export function complete(marked: string): Completion[] {
  const { text, offset } = at(marked);
  return spdx(text)
    .features.complete(offset)
    .sort((a, b) => a.sortText.localeCompare(b.sortText));
}

export const labels = (marked: string) => complete(marked).map(({ label }) => label);

/** The text after one completion is taken and nothing is typed over. */
export function take(marked: string, label: string): string {
  const { text } = at(marked);
  const item = complete(marked).find((found) => found.label === label);
  if (!item) throw new Error(`no ${label} among ${labels(marked).join(', ')}`);
  return applyEdits(text, [{ ...item.edit, newText: item.snippet ? filled(item.edit.newText) : item.edit.newText }]);
}

/** A snippet as it looks before anything is typed over. */
function filled(text: string): string {
  return text
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([$}\\])/g, '$1');
}

/** A text with the mark behind the first place where some characters stand. */
export function behind(text: string, characters: string, from = 0): string {
  const end = text.indexOf(characters, from) + characters.length;
  if (end < characters.length) throw new Error(`no ${characters}`);
  return `${text.slice(0, end)}█${text.slice(end)}`;
}
