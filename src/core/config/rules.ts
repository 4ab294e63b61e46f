import type { ErrorObject } from 'ajv';
import { type Rule, type RuleInfo } from '../findings/rule';
import { t } from '../l10n';
import { type Span } from '../text/position';
import { editorFor } from '../text/editor';
import { nearest } from '../text/similar';
import { asMap, entryOf, writtenSpan, type Entry, type ParsedText, type TreeNode } from '../text/tree';
import { validate } from './generated/validate';
import { configPlaceAt, SEVERITIES } from './places';
import { policyRules } from './policy-rules';

/** The rules for `.modelopenness.yml`. */
export function configRules(rules: () => readonly RuleInfo[]): readonly Rule<ParsedText>[] {
  return [invalid, unknownRule(rules), ...policyRules];
}

const invalid: Rule<ParsedText> = {
  id: 'config/invalid',
  title: 'Invalid configuration',
  help: 'A part of the configuration file has no effect because it is not what its schema allows.',
  severity: 'error',
  fixable: true,
  check(parsed, report) {
    if (!parsed.root) return;
    const value = toValue(parsed.root);
    if (value === null || validate(value)) return;
    const errors = validate.errors ?? [];
    for (const error of errors) {
      // A severity of the wrong type is one mistake: the list of severities says all.
      if (error.keyword === 'type' && errors.some((e) => e.keyword === 'enum' && e.instancePath === error.instancePath))
        continue;
      const place = locate(parsed.root, error);
      const meant = suggestion(place.written, place.taken, error);
      report({
        at: place.at,
        message: meant ? t('{0} Did you mean "{1}"?', describe(error), meant) : describe(error),
        fix: () => [
          meant
            ? {
                title: t('Change to "{0}"', meant),
                safe: false,
                edits: [{ ...place.at, newText: inQuotesOf(parsed.text[place.at.start], meant) }],
              }
            : undefined,
        ],
      });
    }
  },
};

function unknownRule(rules: () => readonly RuleInfo[]): Rule<ParsedText> {
  return {
    id: 'config/unknown-rule',
    title: 'Setting for an unknown rule',
    help: 'The configuration sets the severity of a rule that does not exist, so the line has no effect.',
    severity: 'warning',
    fixable: true,
    check(parsed, report) {
      const ids = rules().map((rule) => rule.id);
      for (const entry of ruleEntries(parsed.root)) {
        if (ids.includes(entry.key.text)) continue;
        const meant = nearest(entry.key.text, ids);
        report({
          at: entry.key,
          message: meant
            ? t('No rule "{0}". Did you mean "{1}"?', entry.key.text, meant)
            : t('No rule "{0}".', entry.key.text),
          fix: () => [
            meant
              ? {
                  title: t('Change to "{0}"', meant),
                  safe: false,
                  edits: editorFor(parsed).renameKey(entry, meant),
                }
              : undefined,
          ],
        });
      }
    },
  };
}

/** A word in the quotes of the text that it replaces. */
function inQuotesOf(first: string | undefined, word: string): string {
  return first === '"' || first === "'" ? first + word + first : word;
}

/** The entries of every `rules` map of the file. */
function ruleEntries(root: TreeNode | undefined): Entry[] {
  const overrides = entryOf(root, 'overrides')?.value;
  const holders = [root, ...(overrides?.kind === 'list' ? overrides.items.map((item) => item.value) : [])];
  return holders.flatMap((holder) => asMap(entryOf(holder, 'rules')?.value)?.entries ?? []);
}

/** The plain value of a tree. Aliases are not followed: a configuration has no use for them, and a bomb of them has no size. */
function toValue(node: TreeNode | undefined): unknown {
  if (!node) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map((item) => (item.alias ? null : toValue(item.value)));
  return Object.fromEntries(
    node.entries.filter((e) => !e.merged).map((e) => [e.key.text, e.alias ? null : toValue(e.value)]),
  );
}

/** Keys and indexes from the root to where an error of the schema is; keys that look like an index are none of ours. */
function stepsOf({ instancePath }: ErrorObject): (string | number)[] {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

/** Where an error of the schema stands in the text, what is written there, and which keys are there already. */
function locate(root: TreeNode, error: ErrorObject): { at: Span; written: string; taken: string[] } {
  let node: TreeNode | undefined = root;
  let at: Span = { start: root.start, end: root.start };
  for (const step of stepsOf(error)) {
    const holder: Entry | { value: TreeNode | undefined; start: number; end: number } | undefined =
      node?.kind === 'list' ? node.items[Number(step)] : entryOf(node, String(step));
    if (!holder) break;
    at = writtenSpan(holder);
    node = holder.value;
  }
  if (error.keyword === 'additionalProperties') {
    const entry = entryOf(node, String(error.params.additionalProperty));
    if (entry) return { at: entry.key, written: entry.key.text, taken: asMap(node)!.entries.map((e) => e.key.text) };
  }
  return {
    at: node?.kind === 'scalar' ? at : { start: at.start, end: Math.min(at.end, at.start + 1) },
    written: node?.kind === 'scalar' ? node.text : '',
    taken: [],
  };
}

/** What other tools call a severity. */
const OTHER_WORDS: Record<string, string> = {
  warn: 'warning',
  information: 'info',
  note: 'info',
  none: 'off',
  ignore: 'off',
  disabled: 'off',
};

function suggestion(written: string, taken: readonly string[], error: ErrorObject): string | undefined {
  if (error.keyword === 'enum') {
    const folded = written.toLowerCase();
    return Object.hasOwn(OTHER_WORDS, folded) ? OTHER_WORDS[folded] : nearest(written, SEVERITIES);
  }
  if (error.keyword !== 'additionalProperties') return undefined;
  const place = configPlaceAt(stepsOf(error));
  const meant = place?.kind === 'keys' ? nearest(written, Object.keys(place.keys)) : undefined;
  return meant && taken.includes(meant) ? undefined : meant;
}

function typeName(type: string): string {
  if (type === 'object') return t('a map');
  return type === 'array' ? t('a list') : t('a text');
}

function describe(error: ErrorObject): string {
  switch (error.keyword) {
    case 'additionalProperties':
      return t('"{0}" is no setting.', String(error.params.additionalProperty));
    case 'required':
      return t('"{0}" is missing here.', String(error.params.missingProperty));
    case 'enum':
      return t('The severity is one of {0}.', SEVERITIES.join(', '));
    case 'pattern':
      return t('Write a date as YYYY-MM-DD.');
    case 'type':
      return t('This must be {0}.', typeName(String(error.params.type)));
    default:
      return t('This must not be empty.');
  }
}
