/**
 * What SPDX 3.1 adds or replaces, as far as its drafts are settled (spdx-spec, branch of 3.1, 2026): enough to tell
 * something newer from something misspelt.
 */
const NAMESPACES = /^(?:functionalsafety|hardware|operations|service|supplychain)_/i;
const PROPERTIES: ReadonlySet<string> = new Set([
  'ai_isoAutomationLevel',
  'isoAutomationLevel',
  'software_artifactSize',
]);
const RELATIONSHIPS: ReadonlySet<string> = new Set([
  'evaluatedOn',
  'finetunedOn',
  'follows',
  'pretrainedOn',
  'validatedOn',
]);
const CLASSES: ReadonlySet<string> = new Set(['ai_AIAgent', 'ai_Prompt']);

/** Whether a class or property comes with SPDX 3.1 only. */
export function isNewerName(name: string): boolean {
  return NAMESPACES.test(name) || PROPERTIES.has(name) || CLASSES.has(name);
}

/** Whether a value of an enumeration comes with SPDX 3.1 only. */
export function isNewerValue(enumeration: string, value: string): boolean {
  return enumeration === 'RelationshipType' && RELATIONSHIPS.has(value);
}
