import { defineKind } from '../../documents/kind';
import { withOriginHover } from '../../generate/hover';
import { licenseRules } from '../../licenses/rules';
import { lazyJson, type LazyJson } from '../../text/json-lazy';
import { cyclonedxDetector } from './detect';
import { CycloneDxDocument } from './document';
import { cyclonedxFeatures } from './language/features';
import { licensingOf } from './licensing';
import { cyclonedxRules } from './rules';
import { originAt } from './language/origins';

/** A CycloneDX bill of materials, with or without machine-learning models. */
export const cyclonedxKind = defineKind<CycloneDxDocument>({
  ...cyclonedxDetector,
  title: 'CycloneDX document',
  parse: (_path, text) => lazyJson(text),
  read: (parsed) => new CycloneDxDocument(parsed as LazyJson),
  prepare: (document) => document.prepare(),
  update(document, text) {
    const { parsed } = document.parsed.edited(text);
    return { parsed, model: new CycloneDxDocument(parsed) };
  },
  rules: cyclonedxRules,
  licensing: licensingOf,
  licenseRules,
  licenseAt(path) {
    const [holder, key] = path.slice(-2);
    if (holder === 'license' && key === 'id') return 'id';
    return path.at(-3) === 'licenses' && key === 'expression' ? 'expression' : undefined;
  },
  features: (document) => withOriginHover(cyclonedxFeatures(document), (offset) => originAt(document, offset)),
});
