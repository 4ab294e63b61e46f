import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { licenseById } from '../../../licenses/catalogue';
import { safeSpelling } from '../../../licenses/spelling';
import { editorFor } from '../../../text/editor';
import { asScalar, entryOf } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Place } from '../place';
import { isMap, textOf } from '../values';

/** Schemas 1.5 to 1.7, `license`: a name is for licences that SPDX does not define. */
export const licenseName: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/license-name',
  title: 'Name of a licence that has an SPDX id',
  help: 'A licence of the SPDX list belongs into "id"; a "name" is free text, which tools do not recognise.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const { place, id } of namesWithId(document))
      report(() => {
        const map = document.spot(place).node;
        const entry = entryOf(map, 'name')!;
        const node = asScalar(entry.value)!;
        const editor = editorFor(document.parsed);
        return {
          at: node,
          message: t('"{0}" is the SPDX licence {1}; it belongs into "id".', node.text, id),
          fix: () => [
            {
              title: t('Write as "id": "{0}"', id),
              // A text of its own may say something else than the licence of that name.
              safe: !licenseById(id)!.deprecated && !entryOf(map, 'text'),
              edits: [...editor.renameKey(entry, 'id'), ...editor.setText(node, id)],
            },
          ],
        };
      });
  },
};

function namesWithId({ contents }: CycloneDxDocument): { place: Place; id: string }[] {
  return contents.licenses.flatMap(({ value, place }) =>
    value.flatMap((item, i) => {
      const inner = isMap(item) ? item.license : undefined;
      const name = textOf(inner, 'name');
      // With both, that there are both is the mistake.
      const id = name === undefined || textOf(inner, 'id') !== undefined ? undefined : idOf(name);
      return id ? [{ id, place: { parent: { parent: place, step: i }, step: 'license' } }] : [];
    }),
  );
}

/** The SPDX id that a name is, or can only stand for. */
function idOf(name: string): string | undefined {
  return licenseById(name)?.listed ? name : safeSpelling(name);
}
