import { defineKind } from '../documents/kind';
import { licenseRules } from '../licenses/rules';
import { parseFrontMatter } from '../text/front-matter';
import { cardDetector } from './detect';
import { Card } from './document';
import { cardFeatures } from './features';
import { cardLicensing } from './licensing';
import { cardRules } from './rules';

/** The card of a model, a dataset or a Space on the Hugging Face Hub. Markdown itself is left to the editor. */
export const cardKind = defineKind<Card>({
  ...cardDetector,
  title: 'Hugging Face card',
  parse: (_path, text) => parseFrontMatter(text),
  read: (parsed) => new Card(parsed),
  rules: cardRules,
  licensing: cardLicensing,
  licenseRules,
  licenseAt: ([key]) => (key === 'license' ? 'tag' : undefined),
  features: cardFeatures,
});
