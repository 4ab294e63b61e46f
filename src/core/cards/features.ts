import { type DocumentLink, type LanguageFeatures } from '../language/features';
import { NO_FEATURES } from '../language/no-features';
import { type Card } from './document';

const HUB = 'https://huggingface.co/';
/** A name on the Hub: an account and a name, or a name alone for the oldest. */
const HUB_NAME = /^[\w.-]+(?:\/[\w.-]+)?$/;

/** What the editor can do with the metadata of a card, beside what it does with licences. */
export function cardFeatures(card: Card): LanguageFeatures {
  return { ...NO_FEATURES, links: () => links(card) };
}

/** The base models and datasets on the Hub, and the text of the licence. */
function links(card: Card): DocumentLink[] {
  const onHub = (key: string, folder: string): DocumentLink[] =>
    card
      .texts(key)
      .filter(({ node }) => HUB_NAME.test(node.text))
      .map(({ node }) => ({ span: { start: node.start, end: node.end }, url: HUB + folder + node.text }));
  const text = card
    .texts('license_link')
    .filter(({ node }) => /^https?:\/\//.test(node.text) && URL.canParse(node.text))
    .map(({ node }) => ({ span: { start: node.start, end: node.end }, url: node.text }));
  return [...text, ...onHub('base_model', ''), ...onHub('datasets', 'datasets/')];
}
