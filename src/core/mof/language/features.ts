import { type LanguageFeatures } from '../../language/features';
import { type MofDocument } from '../document';
import { complete } from './completion';

/**
 * What the editor can do with a MOF configuration.
 * @param today the date that is offered for a release
 */
export function mofFeatures(document: MofDocument, today: () => Date = () => new Date()): LanguageFeatures {
  return {
    complete: (offset) => complete(document, offset, today),
    hover: () => undefined,
    define: () => undefined,
    inlayHints: () => [],
    symbols: () => [],
    folds: () => [],
    links: () => [],
    codeLenses: () => [],
  };
}
