import { type LanguageFeatures } from '../../language/features';
import { foldsOf } from '../../language/folding';
import { type MofDocument } from '../document';
import { codeLenses } from './code-lens';
import { complete } from './completion';
import { define } from './definition';
import { hover } from './hover';
import { inlayHints } from './inlay-hints';
import { links } from './links';
import { symbols } from './symbols';

/**
 * What the editor can do with a MOF configuration.
 * @param today the date that is offered for a release
 */
export function mofFeatures(document: MofDocument, today: () => Date = () => new Date()): LanguageFeatures {
  return {
    complete: (offset) => complete(document, offset, today),
    hover: (offset) => hover(document, offset),
    define: (offset) => define(document, offset),
    inlayHints: (span) => inlayHints(document, span),
    symbols: () => symbols(document),
    folds: () => foldsOf(document.parsed),
    links: () => links(document),
    codeLenses: () => codeLenses(document),
  };
}
