import { defineKind, type DocumentKind } from '../documents/kind';
import { type RuleInfo } from '../findings/rule';
import { type ParsedText } from '../text/tree';
import { configDetector } from './detect';
import { configFeatures } from './features';
import { configRules } from './rules';

/**
 * The project's own configuration file.
 * @param rules every rule that it may name; asked for when needed, as the rules of this kind are among them
 */
export function configKind(rules: () => readonly RuleInfo[]): DocumentKind {
  return defineKind<ParsedText>({
    ...configDetector,
    title: 'Model Openness configuration',
    read: (parsed) => parsed,
    rules: configRules(rules),
    features: (parsed) => configFeatures(parsed, rules),
  });
}
