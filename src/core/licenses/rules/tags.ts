import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { easilyConfused, huggingFaceLicense } from '../hugging-face';
import { besides } from './claims';

/** hub-docs, docs/hub/repositories-licenses.md: some tags leave open which licence it is. */
export const ambiguousTag: Rule<LicensedDocument> = {
  id: 'license/ambiguous-tag',
  title: 'Tag that does not name one licence',
  help: 'Some tags of Hugging Face stand for a family of licences, leave open whether later versions may be used, or are easily taken for another licence.',
  severity: 'warning',
  fixable: false,
  check({ licensing }, report, context) {
    for (const statement of licensing.statements) {
      const { form, text } = statement;
      if (form !== 'tag') continue;
      const tag = huggingFaceLicense(text);
      const confused = easilyConfused(text);
      if (tag?.kind === 'family')
        report({
          at: statement.node,
          message: t(
            '"{0}" names a family of licences ({1}), not one. Use the tag of the one that is meant.',
            text,
            tag.name,
          ),
        });
      else if (tag?.kind === 'ambiguous')
        report({
          at: statement.node,
          message: t(
            '"{0}" leaves open whether later versions may be used. Say in the card which is meant: {1}.',
            text,
            tag.alternatives.join(t(' or ')),
          ),
          severity: 'info',
        });
      else if (confused && ![...besides(context)].some(({ document }) => isText(document, confused.means)))
        report({
          at: statement.node,
          message: t('"{0}" is the Boost Software License. The Business Source License is {1}.', text, confused.taken),
        });
    }
  },
};

/** Whether a neighbour is the text of a licence, which settles what is meant. */
function isText(
  document: { kind: { id: string }; licensing(): { statements: readonly { text: string }[] } },
  id: string,
) {
  return document.kind.id === 'license-text' && document.licensing().statements.some(({ text }) => text === id);
}
