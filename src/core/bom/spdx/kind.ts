import { defineKind } from '../../documents/kind';
import { lazyJson, type LazyJson } from '../../text/json-lazy';
import { spdxDetector } from './detect';
import { SpdxDocument } from './document';
import { spdxFeatures } from './language/features';
import { spdxRules } from './rules';

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
  features: (document) => spdxFeatures(document),
});
