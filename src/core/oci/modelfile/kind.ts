import { defineKind } from '../../documents/kind';
import { modelfileDetector } from '../detect';
import { ModelfileDocument, parseModelfile } from './document';
import { modelfileFeatures } from './language/features';
import { modelfileRules } from './rules';

/** The Modelfile that `modctl build` follows. It says nothing about licences. */
export const modelfileKind = defineKind<ModelfileDocument>({
  ...modelfileDetector,
  title: 'Modelfile',
  looksAtFolder: true,
  parse: (_path, text) => parseModelfile(text),
  read: (parsed) => new ModelfileDocument(parsed),
  rules: modelfileRules,
  features: modelfileFeatures,
});
