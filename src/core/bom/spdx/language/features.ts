import { type LanguageFeatures } from '../../../language/features';
import { type SpdxDocument } from '../document';
import { complete } from './completion';
import { folds } from './folds';
import { hover } from './hover';
import { links } from './links';
import { define, references, rename } from './references';
import { symbols } from './symbols';

/**
 * What the editor can do with an SPDX 3 document.
 * @param today the day that is offered for times
 */
export function spdxFeatures(document: SpdxDocument, today: () => Date = () => new Date()): LanguageFeatures {
  return {
    complete: (offset) => complete(document, offset, today),
    hover: (offset) => hover(document, offset),
    define: (offset) => define(document, offset),
    references: (offset) => references(document, offset),
    rename: (offset, name) => rename(document, offset, name),
    inlayHints: () => [],
    symbols: () => symbols(document),
    ownOutline: true,
    folds: () => folds(document),
    links: () => links(document),
    codeLenses: () => [],
  };
}
