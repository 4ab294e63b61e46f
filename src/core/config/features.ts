import { type RuleInfo } from '../findings/rule';
import { type LanguageFeatures } from '../language/features';
import { type ParsedText } from '../text/tree';

/** What the editor can do with `.modelopenness.yml`. */
export function configFeatures(_parsed: ParsedText, _rules: () => readonly RuleInfo[]): LanguageFeatures {
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
