import { type Rule } from '../../findings/rule';
import { licenseById } from '../../licenses/catalogue';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { asScalar, entryOf } from '../../text/tree';
import { type MofDocument } from '../document';
import { safeSpelling } from '../spelling';
import { licenseUses } from '../written-licenses';
import { licenseStanding } from '../license-standing';

/** src/ModelViewBuilder.php:281-287: a licence without a link of its own is shown with the link of another one, or none. */
export const missingLicensePath: Rule<MofDocument> = {
  id: 'mof/missing-license-path',
  title: 'Licence without a link to its text',
  help: 'Readers need the text of a licence: always for one that is not on the SPDX list, and for the licence of the release, whose link the Model Openness Tool shows for every component that has none.',
  severity: 'info',
  fixable: true,
  check(document, report) {
    for (const use of licenseUses(document)) {
      const known = licenseById(use.id);
      // What has to be written otherwise is mended first.
      if (['placeholder', 'expression'].includes(licenseStanding(use.id)) || (use.component && safeSpelling(use.id)))
        continue;
      const map = use.component?.map ?? use.global?.map;
      const key = use.component ? 'license_path' : 'path';
      const entry = entryOf(map, key);
      const written = asScalar(entry?.value);
      if (!map || (use.component && known) || (written && !document.isNull(written) && written.text.trim())) continue;
      if (entry && entry.value && entry.value.kind !== 'scalar') continue;
      report({
        at: use.node,
        message: use.component
          ? t('"{0}" is a licence of its own; link to its text with "license_path".', use.id)
          : t('The licence of the release has no link to its text; add "path".'),
        fix: () => [
          known
            ? {
                title: t('Link to the SPDX page of {0}', known.id),
                safe: false,
                edits: entry
                  ? editorFor(document.parsed).setValue(map, entry, known.url)
                  : editorFor(document.parsed).addEntry(map, key, known.url, { after: use.written.entry }),
              }
            : undefined,
        ],
      });
    }
  },
};
