import { docsUrl, type RuleInfo } from '../findings/rule';
import { type Completion } from '../language/features';
import { Inserter, TabStop, type Piece } from '../language/insert';
import { t } from '../l10n';
import { allLicenses } from '../licenses/catalogue';
import { cursorAt, type Cursor } from '../text/cursor';
import { type ParsedText } from '../text/tree';
import { SEVERITIES, configPlaceAt, type ConfigPlace } from './places';

/** What can be typed at an offset of the configuration: keys, rule ids, severities. */
export function completeConfig(parsed: ParsedText, rules: readonly RuleInfo[], offset: number): Completion[] {
  const cursor = cursorAt(parsed.text, parsed.syntax, offset);
  const place = cursor && configPlaceAt(cursor.path);
  if (!place) return [];
  const found = completePlace(place, cursor, new Inserter(parsed, cursor), rules);
  // Editors match the item with all characters that it replaces, an opening quote included.
  return cursor.quote ? found.map((item) => ({ ...item, filterText: cursor.quote + item.label })) : found;
}

function completePlace(place: ConfigPlace, cursor: Cursor, insert: Inserter, rules: readonly RuleInfo[]): Completion[] {
  if (place.kind === 'severity') return completeSeverities(place.rule, insert, rules);
  if (place.kind === 'license') return completeLicenses(insert);
  if (cursor.at !== 'key') return [];
  switch (place.kind) {
    case 'keys':
      return completeKeys(place, cursor, insert);
    case 'rules':
      return completeRules(cursor, insert, rules);
    case 'exceptions':
      return [
        {
          label: t('exception for a licence'),
          kind: 'snippet',
          sortText: '0',
          ...insert.items([{ license: new TabStop(), reason: new TabStop(), expires: new TabStop() }]),
        },
      ];
    case 'overrides':
      return [
        {
          label: t('override for some files'),
          kind: 'snippet',
          sortText: '0',
          ...insert.items([
            { files: [new TabStop('**/*.yml')], rules: { 'license/not-open': new TabStop('', SEVERITIES) } },
          ]),
        },
      ];
  }
}

function completeKeys(
  { keys, required }: Extract<ConfigPlace, { kind: 'keys' }>,
  cursor: Cursor,
  insert: Inserter,
): Completion[] {
  return Object.entries(keys)
    .filter(([key]) => !cursor.siblings.has(key))
    .map(([key, description], index) => ({
      label: key,
      kind: 'property',
      detail: required.includes(key) ? t('required') : t('optional'),
      documentation: description,
      sortText: `${required.includes(key) ? 0 : 1}${index}`,
      ...insert.key(key, valueOf(key)),
    }));
}

/** What is inserted behind a new key. */
function valueOf(key: string): Piece {
  switch (key) {
    case 'files':
    case 'exclude':
    case 'allow':
    case 'deny':
      return [new TabStop()];
    case 'overrides':
      return [{ files: [new TabStop()], rules: new TabStop() }];
    default:
      return '';
  }
}

function completeRules(cursor: Cursor, insert: Inserter, rules: readonly RuleInfo[]): Completion[] {
  return rules
    .filter((rule) => !cursor.siblings.has(rule.id))
    .map((rule) => ({
      label: rule.id,
      kind: 'rule',
      detail: rule.title,
      documentation: `${rule.help}\n\n[${t('More about this rule')}](${docsUrl(rule.id)})`,
      sortText: rule.id,
      ...insert.key(rule.id, new TabStop('', SEVERITIES)),
    }));
}

function completeSeverities(id: string, insert: Inserter, rules: readonly RuleInfo[]): Completion[] {
  const own = rules.find((rule) => rule.id === id)?.severity;
  return SEVERITIES.map((severity, index) => ({
    label: severity,
    kind: 'enum',
    ...(severity === own ? { detail: t('default of this rule') } : {}),
    ...(severity === 'off' ? { detail: t('silences the rule') } : {}),
    sortText: String(index),
    ...insert.value(severity),
  }));
}

/** Ids of the SPDX list; what is deprecated is listed last. */
function completeLicenses(insert: Inserter): Completion[] {
  return [...allLicenses()].map(({ id, name, deprecated }) => ({
    label: id,
    kind: 'license',
    detail: deprecated ? `${name} · ${t('deprecated')}` : name,
    sortText: `${deprecated ? 1 : 0}${id.toLowerCase()}`,
    ...insert.value(id),
  }));
}
