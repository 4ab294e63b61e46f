import { type Fix } from '../../../findings/finding';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { aiLicense } from '../../../licenses/ai-licenses';
import { licenseById, licenseIgnoringCase } from '../../../licenses/catalogue';
import { parseExpression } from '../../../licenses/expression';
import { huggingFaceLicense } from '../../../licenses/hugging-face';
import { editorFor } from '../../../text/editor';
import { asList, asMap, asScalar, entryOf } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Place } from '../place';
import { isMap, textOf } from '../values';

/** What is in `id` and is not the id of one licence of the SPDX list. */
export type NoId = 'case' | 'expression' | 'own-name' | 'nothing';

/**
 * Schemas 1.5 to 1.7, `license.id`: one id of the SPDX list, compared exactly. What is unknown altogether is the business
 * of license/unknown.
 */
export const licenseId: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/license-id',
  title: 'Licence that does not belong into "id"',
  help: 'In CycloneDX "id" holds one id of the SPDX list, compared exactly. Other licences, such as those of Llama and Gemma, go into "name", and several into "expression".',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { place, text, kind } of idsThatAreNone(document))
      report(() => ({
        at: entryOf(document.spot(place).node, 'id')!.value!,
        message: message(kind, text),
        fix: () => [fixOf(document, place, text, kind)],
      }));
  },
};

function idsThatAreNone({ contents }: CycloneDxDocument): { place: Place; text: string; kind: NoId }[] {
  return contents.licenses.flatMap(({ value, place }) =>
    value.flatMap((item, i) => {
      const text = textOf(isMap(item) ? item.license : undefined, 'id');
      const kind = text === undefined ? undefined : noId(text);
      return kind ? [{ text: text!, kind, place: { parent: { parent: place, step: i }, step: 'license' } }] : [];
    }),
  );
}

/** Why a text is no id of the SPDX list; undefined for ids, and for what nobody knows. */
export function noId(text: string): NoId | undefined {
  if (licenseById(text)?.listed) return undefined;
  if (licenseIgnoringCase(text)?.listed) return 'case';
  const tag = huggingFaceLicense(text)?.kind;
  if (tag === 'unknown' || tag === 'other' || /^(?:noassertion|none)$/i.test(text)) return 'nothing';
  if (tag === 'reference' || aiLicense(text) || /^LicenseRef-/.test(text)) return 'own-name';
  if (!/\s(?:AND|OR|WITH)\s/i.test(text)) return undefined;
  return parseExpression(text).problems.length ? undefined : 'expression';
}

function message(kind: NoId, text: string): string {
  switch (kind) {
    case 'case':
      return t('The schema compares ids exactly; this one is "{0}".', licenseIgnoringCase(text)!.id);
    case 'expression':
      return t('"{0}" is an expression; it belongs into "expression".', text);
    case 'nothing':
      return t('"{0}" is no licence. Leave "licenses" out where nothing is known.', text);
    case 'own-name':
      return t('"{0}" is not on the SPDX list; it belongs into "name".', text);
  }
}

function fixOf(document: CycloneDxDocument, place: Place, text: string, kind: NoId): Fix | undefined {
  const editor = editorFor(document.parsed);
  const license = asMap(document.spot(place).node)!;
  const entry = entryOf(license, 'id')!;
  switch (kind) {
    case 'case': {
      const { id } = licenseIgnoringCase(text)!;
      return { title: t('Change to "{0}"', id), safe: true, edits: editor.setText(asScalar(entry.value)!, id) };
    }
    case 'own-name':
      // Where there is a name already, it is for the author to choose.
      if (entryOf(license, 'name')) return undefined;
      return { title: t('Write as "name"'), safe: true, edits: editor.renameKey(entry, 'name') };
    case 'expression': {
      const item = document.spot(place.parent).node;
      const list = asList(document.spot(place.parent!.parent).node)!;
      // What else is said of the licence would be lost, and up to 1.6 an expression stands alone.
      if (!item || license.entries.length > 1 || list.items.length > 1) return undefined;
      const newText = JSON.stringify({ expression: text });
      return { title: t('Write as "expression"'), safe: true, edits: [{ start: item.start, end: item.end, newText }] };
    }
    case 'nothing':
      return undefined;
  }
}
