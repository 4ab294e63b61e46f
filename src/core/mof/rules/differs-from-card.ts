import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { cardLicense } from '../card-license';
import { component } from '../components';
import { type MofDocument } from '../document';
import { safeSpelling } from '../spelling';

const PARAMETERS = 10;

/** A model card says under which licence the weights are; the configuration must not say another. */
export const differsFromCard: Rule<MofDocument> = {
  id: 'license/differs-from-card',
  title: 'Licence differs from the model card',
  help: 'The README beside the file is a model card that names a licence, and the configuration gives the final model parameters another one. One of them misleads.',
  severity: 'warning',
  fixable: false,
  check(document, report, context) {
    const card = context.neighbours.find((n) => n.name.toLowerCase() === 'readme.md');
    const written = card && cardLicense(card.text);
    const parameters = document.listed(PARAMETERS);
    const place = parameters && document.licensePlace(parameters);
    if (!written || !parameters || !place) return;
    const own = document.licenseOf(parameters).id!;
    const named = safeSpelling(written.id) ?? written.id;
    // A tag that is no licence of the list ("other") says nothing that could be compared.
    if (safeSpelling(named.toLowerCase()) === undefined || (safeSpelling(own) ?? own) === named) return;
    report({
      at: place,
      message: t('The model card says {0}, but "{1}" is under {2} here.', named, component(PARAMETERS).name, own),
      elsewhere: [{ file: card.file, range: written.range, message: t('The licence of the model card.') }],
    });
  },
};
