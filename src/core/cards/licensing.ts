import { type LicensedSource, type LicenseStatement, type Licensing } from '../licenses/statement';
import { type Card } from './document';

/** What a card says about licences: tags of the Hub, the name of a licence that has none, and what the model is made of. */
export function cardLicensing(card: Card): Licensing {
  const subject = { name: card.name, content: card.content, main: true };
  const state = (key: string, form: LicenseStatement['form']): LicenseStatement[] =>
    card.texts(key).map(({ node }) => ({ text: node.text, form, node, role: 'declared', subject }));
  const from = (key: string, relation: LicensedSource['relation']): LicensedSource[] =>
    card.texts(key).map(({ node }) => ({ relation, name: node.text, at: { start: node.start, end: node.end } }));
  return {
    statements: [...state('license', 'tag'), ...state('license_name', 'name')],
    sources: card.content === 'model' ? [...from('base_model', 'base-model'), ...from('datasets', 'dataset')] : [],
  };
}
