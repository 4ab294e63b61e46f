import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { licenseById } from '../../licenses/catalogue';
import { editorFor } from '../../text/editor';
import { type MofDocument } from '../document';
import { licenseUses } from '../written-licenses';
import { licenseStanding } from '../license-standing';

/** Restrictions that an id spells out, in the words of its family. */
function restriction(id: string): string | undefined {
  if (/(?:^|-)NC(?:-|$)|NonCommercial/i.test(id)) return t('it forbids commercial use');
  if (/(?:^|-)ND(?:-|$)/.test(id)) return t('it forbids changed versions');
  if (/^BUSL-/.test(id)) return t('it limits use in production');
  if (/^SSPL-|^Elastic-|^FSL-/.test(id)) return t('it limits offering the work as a service');
  return undefined;
}

/** src/LicenseHandler.php:161: neither OSI-approved nor FSF-libre in the frozen list, nor one of the open-data licences. */
export const licenseNotOpen: Rule<MofDocument> = {
  id: 'license/not-open',
  title: 'Licence is not open',
  help: 'A component counts for a class only under an open licence: approved by OSI or FSF, or one of the open-data licences of the Model Openness Tool.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const use of licenseUses(document)) {
      if (licenseStanding(use.id) !== 'not-open') continue;
      const why = restriction(use.id);
      const name = licenseById(use.id)?.name ?? use.id;
      report({
        at: use.node,
        message: why
          ? t('{0} ({1}) is not open: {2}.', use.id, name, why)
          : use.id === 'PDDL-1.0'
            ? t('The Model Openness Tool does not count PDDL-1.0 as open; it knows the same licence as ODC-PDDL-1.0.')
            : t(
                '{0} ({1}) is not open: the Model Openness Tool has it neither as OSI- or FSF-approved nor as open data.',
                use.id,
                name,
              ),
        fix: () => [
          use.id === 'PDDL-1.0'
            ? {
                title: t('Change to "{0}"', 'ODC-PDDL-1.0'),
                safe: false,
                edits: editorFor(document.parsed).setText(use.node, 'ODC-PDDL-1.0'),
              }
            : undefined,
        ],
      });
    }
  },
};
