import { type Rule } from '../findings/rule';
import { t } from '../l10n';
import { type Card } from './document';

/** hub-docs, docs/hub/model-cards.md: a licence without a tag is `other`, with its name and a link to its text. */
const otherWithoutName: Rule<Card> = {
  id: 'license/other-without-name',
  title: 'Licence "other" without a name or link',
  help: 'A card with the licence "other" says in license_name and license_link which licence that is. Without them nobody knows what is permitted.',
  severity: 'warning',
  fixable: false,
  check(card, report) {
    const missing = ['license_name', 'license_link'].filter((key) => !card.texts(key).length);
    if (!missing.length) return;
    for (const { node } of card.texts('license'))
      if (node.text.toLowerCase() === 'other')
        report({
          at: node,
          message: t('"other" does not say which licence it is. Add {0}.', missing.join(t(' and '))),
        });
  },
};

export const cardRules: readonly Rule<Card>[] = [otherWithoutName];
