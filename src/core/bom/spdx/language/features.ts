import { type LanguageFeatures } from '../../../language/features';
import { type SpdxDocument } from '../document';

/** What the editor can do with an SPDX 3 document. */
export function spdxFeatures(_document: SpdxDocument): LanguageFeatures {
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
