import { type Fix } from '../../findings/finding';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { UNKNOWN_LICENSE } from '../../licenses/rules/unknown';
import { editorFor } from '../../text/editor';
import { type MofDocument } from '../document';
import { isNewerOpen, licenseStanding } from '../license-standing';
import { isKnownToMot, isOpen } from '../licenses';
import { safeSpelling } from '../spelling';
import { expressionMembers, licenseUses, type LicenseUse } from '../written-licenses';

/** src/LicenseHandler.php: ids are looked up exactly in the frozen list, case included; any other text is an invalid licence. */
export const unknownLicense: Rule<MofDocument> = {
  ...UNKNOWN_LICENSE,
  check(document, report) {
    for (const use of licenseUses(document)) {
      if (licenseStanding(use.id) !== 'unknown') continue;
      const meant = safeSpelling(use.id);
      report({
        at: use.node,
        message: meant
          ? t('"{0}" is not the id of a licence. Write "{1}".', use.id, meant)
          : t('"{0}" is not the id of a licence that the Model Openness Tool knows, so it counts as invalid.', use.id),
        fix: () => [meant ? respelling(document, use, meant) : undefined],
      });
    }
  },
};

function respelling(document: MofDocument, use: LicenseUse, meant: string): Fix {
  return { title: t('Change to "{0}"', meant), safe: true, edits: editorFor(document.parsed).setText(use.node, meant) };
}

/** The list that counts is frozen at 2024-05-21; newer licences are unknown to it however open they are. */
export const newerLicense: Rule<MofDocument> = {
  id: 'license/newer-than-tool',
  title: 'Licence newer than the list of the Model Openness Tool',
  help: 'The Model Openness Tool froze its list of licences in May 2024. A licence that SPDX listed later counts as invalid there, even when it is open.',
  severity: 'warning',
  fixable: false,
  check(document, report) {
    for (const use of licenseUses(document)) {
      if (licenseStanding(use.id) !== 'newer') continue;
      const open = isNewerOpen(use.id);
      report({
        at: use.node,
        message: open
          ? t('{0} is open, but newer than the list of the Model Openness Tool, where it counts as invalid.', use.id)
          : t('{0} is newer than the list of the Model Openness Tool, where it counts as invalid.', use.id),
      });
    }
  },
};

/** src/LicenseHandler.php: the whole text is looked up as one id. */
export const licenseExpression: Rule<MofDocument> = {
  id: 'license/expression',
  title: 'Licence expression',
  help: 'SPDX expressions such as "MIT OR Apache-2.0" are not evaluated by the Model Openness Tool: the whole text is looked up as one id and counts as invalid.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const use of licenseUses(document)) {
      if (licenseStanding(use.id) !== 'expression') continue;
      const members = expressionMembers(use.id)!
        .map((member) => (isKnownToMot(member) ? member : safeSpelling(member)))
        .filter((member) => member !== undefined && isOpen(member));
      report({
        at: use.node,
        message: t(
          'The Model Openness Tool does not evaluate expressions: "{0}" counts as invalid. Name one licence.',
          use.id,
        ),
        fix: () =>
          [...new Set(members)].map((member) => ({
            title: t('Change to "{0}"', member!),
            safe: false,
            edits: editorFor(document.parsed).setText(use.node, member!),
          })),
      });
    }
  },
};
