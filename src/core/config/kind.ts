import { defineKind, type DocumentKind } from '../documents/kind';
import { baseName } from '../findings/context';
import { type RuleInfo } from '../findings/rule';
import { type ParsedText } from '../text/tree';
import { CONFIG_NAME } from './configuration';
import { configFeatures } from './features';
import { configRules } from './rules';

/**
 * The project's own configuration file.
 * @param rules every rule that it may name; asked for when needed, as the rules of this kind are among them
 */
export function configKind(rules: () => readonly RuleInfo[]): DocumentKind {
  return defineKind<ParsedText>({
    id: 'config',
    title: 'Model Openness configuration',
    hasName: (path) => baseName(path) === CONFIG_NAME,
    hasText: () => false,
    read: (parsed) => parsed,
    rules: configRules(rules),
    features: (parsed) => configFeatures(parsed, rules),
  });
}
