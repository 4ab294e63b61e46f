import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { LineIndex, type Range } from '../../text/position';
import { asScalar, entryOf } from '../../text/tree';
import { parseYaml } from '../../text/yaml';
import { component } from '../components';
import { type MofDocument } from '../document';
import { safeSpelling } from '../spelling';

const PARAMETERS = 10;
const FRONT_MATTER = /^\ufeff?---\r?\n([^]*?)\r?\n---\r?(?:\n|$)/;

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

/** The `license` of a card's front matter, with its place in the card. */
function cardLicense(text: string): { id: string; range: Range } | undefined {
  const match = FRONT_MATTER.exec(text);
  if (!match) return undefined;
  const offset = match[0].indexOf(match[1]!);
  const node = asScalar(entryOf(parseYaml(match[1]!).root, 'license')?.value);
  if (!node?.text) return undefined;
  const range = new LineIndex(text).range({ start: node.start + offset, end: node.end + offset });
  return { id: node.text, range };
}
