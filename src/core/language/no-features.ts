import { type LanguageFeatures } from './features';

/** Nothing at all: for documents of which we know little more than their licences. */
export const NO_FEATURES: LanguageFeatures = {
  complete: () => [],
  hover: () => undefined,
  define: () => undefined,
  inlayHints: () => [],
  symbols: () => [],
  folds: () => [],
  links: () => [],
  codeLenses: () => [],
};
