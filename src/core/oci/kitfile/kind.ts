import { defineKind } from '../../documents/kind';
import { licenseRules } from '../../licenses/rules';
import { kitfileDetector } from '../detect';
import { KitfileDocument } from './document';
import { kitfileFeatures } from './language/features';
import { kitfileLicensing } from './licensing';
import { kitfileRules } from './rules';

/** The Kitfile of a ModelKit (KitOps). */
export const kitfileKind = defineKind<KitfileDocument>({
  ...kitfileDetector,
  title: 'Kitfile',
  looksAtFolder: true,
  read: (parsed) => new KitfileDocument(parsed),
  rules: kitfileRules,
  licensing: ({ parsed }) => kitfileLicensing(parsed),
  licenseRules,
  licenseAt: (path) => (path.at(-1) === 'license' ? 'expression' : undefined),
  features: kitfileFeatures,
});
