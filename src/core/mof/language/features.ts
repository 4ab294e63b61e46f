import { type LanguageFeatures } from '../../language/features';
import { type MofDocument } from '../document';

/** What the editor can do with a MOF configuration. */
export function mofFeatures(_document: MofDocument): LanguageFeatures {
  return {
    complete: () => [],
    hover: () => undefined,
    define: () => undefined,
    inlayHints: () => [],
    symbols: () => [],
    folds: () => [],
    links: () => [],
    codeLenses: () => [],
  };
}
