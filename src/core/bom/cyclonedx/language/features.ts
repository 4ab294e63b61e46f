import { type LanguageFeatures } from '../../../language/features';
import { NO_FEATURES } from '../../../language/no-features';
import { type CycloneDxDocument } from '../document';
import { complete } from './completion';
import { folds } from './folds';
import { hover } from './hover';
import { links } from './links';
import { define, references, rename } from './references';
import { symbols } from './symbols';

/**
 * What the editor can do with a CycloneDX document.
 * @param today the time that is offered for times
 */
export function cyclonedxFeatures(document: CycloneDxDocument, today: () => Date = () => new Date()): LanguageFeatures {
  const general = { symbols: () => symbols(document), folds: () => folds(document), links: () => links(document) };
  // Of a version that is not known, only what any JSON has.
  if (document.isOtherVersion) return { ...NO_FEATURES, ...general };
  return {
    complete: (offset) => complete(document, offset, today),
    hover: (offset) => hover(document, offset),
    define: (offset) => define(document, offset),
    references: (offset) => references(document, offset),
    rename: (offset, name) => rename(document, offset, name),
    inlayHints: () => [],
    ...general,
    ownOutline: true,
    codeLenses: () => [],
  };
}
