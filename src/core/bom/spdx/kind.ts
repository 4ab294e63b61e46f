import { defineKind } from '../../documents/kind';
import { withOriginHover } from '../../generate/hover';
import { licenseRules } from '../../licenses/rules';
import { lazyJson, type LazyJson } from '../../text/json-lazy';
import { spdxDetector } from './detect';
import { SpdxDocument } from './document';
import { spdxLicensing } from './licensing';
import { spdxFeatures } from './language/features';
import { cursorNear } from './language/window';
import { spdxRules } from './rules';
import { originAt } from './language/origins';

/** An SPDX 3 document, such as an AI BOM. */
export const spdxKind = defineKind<SpdxDocument>({
  ...spdxDetector,
  title: 'SPDX 3 document',
  parse: (_path, text) => lazyJson(text),
  read: (parsed) => new SpdxDocument(parsed as LazyJson),
  prepare: (document) => document.prepare(),
  update(document, text) {
    const model = document.edited(text);
    return { parsed: model.parsed, model };
  },
  rules: spdxRules,
  licensing: spdxLicensing,
  licenseRules,
  licenseAt: (path) => (path.at(-1) === 'simplelicensing_licenseExpression' ? 'expression' : undefined),
  cursorAt: cursorNear,
  features: (document) => withOriginHover(spdxFeatures(document), (offset) => originAt(document, offset)),
});
