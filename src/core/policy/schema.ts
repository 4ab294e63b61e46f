import { t } from '../l10n';
import { type Span } from '../text/position';
import { nearest } from '../text/similar';
import { writtenSpan, type Entry, type Item, type ScalarNode, type TreeNode } from '../text/tree';
import schema from './policy.schema.json';

/** A part of the schema: the keywords of JSON Schema 2020-12 that it uses. */
export interface SchemaPart {
  type?: string | readonly string[];
  description?: string;
  $ref?: string;
  properties?: Readonly<Record<string, SchemaPart>>;
  required?: readonly string[];
  items?: SchemaPart;
  minItems?: number;
  maxItems?: number;
  enum?: readonly (string | number)[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
}

const ROOT: SchemaPart = schema;
const DEFS: Readonly<Record<string, SchemaPart>> = schema.$defs;

/** What the schema has at a path of keys and indexes; undefined where it has nothing. */
export function schemaAt(path: readonly (string | number)[]): SchemaPart | undefined {
  let part: SchemaPart | undefined = ROOT;
  for (const step of path) {
    const { properties, items }: SchemaPart = part;
    const next: SchemaPart | undefined =
      typeof step === 'number' ? items : properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
    if (!next) return undefined;
    part = resolve(next);
  }
  return part;
}

function resolve({ $ref, ...own }: SchemaPart): SchemaPart {
  return $ref === undefined ? own : { ...DEFS[$ref.slice('#/$defs/'.length)]!, ...own };
}

/** A place that is not as the schema has it. */
export interface SchemaBreach {
  at: Span;
  message: string;
  /** What may be meant, in place of what is written there. */
  meant?: string;
}

/** All places where a policy is not as the schema has it. */
export function schemaBreaches(root: TreeNode | undefined): SchemaBreach[] {
  const breaches: SchemaBreach[] = [];
  check(root, ROOT, { start: 0, end: 1 }, breaches);
  return breaches;
}

/** @param at where the value is to be shown, also where there is none */
function check(node: TreeNode | undefined, part: SchemaPart, at: Span, breaches: SchemaBreach[]): void {
  const wrong = (message: string, meant?: string) =>
    breaches.push({ at, message, ...(meant === undefined ? {} : { meant }) });
  const types = typeof part.type === 'string' ? [part.type] : part.type!;
  if (!types.some((type) => hasType(node, type))) {
    wrong(t('This must be {0}.', types.map(typeName)[0]!));
    return;
  }
  if (node!.kind === 'scalar') checkScalar(node as ScalarNode, part, wrong);
  else if (node!.kind === 'list') {
    const { items } = node as Extract<TreeNode, { kind: 'list' }>;
    if (items.length < (part.minItems ?? 0)) wrong(t('This must not be empty.'));
    if (items.length > part.maxItems!) wrong(t('A list has {0} entries at most.', part.maxItems!));
    else for (const item of items) checkHolder(item, resolve(part.items!), breaches);
  } else checkMap(node as Extract<TreeNode, { kind: 'map' }>, part, at, breaches);
}

function checkMap(
  { entries, start }: Extract<TreeNode, { kind: 'map' }>,
  { properties = {}, required = [] }: SchemaPart,
  at: Span,
  breaches: SchemaBreach[],
): void {
  const taken = entries.map(({ key }) => key.text);
  for (const entry of entries) {
    const { key, merged } = entry;
    if (merged) breaches.push(writtenElsewhere(at));
    else if (Object.hasOwn(properties, key.text)) checkHolder(entry, resolve(properties[key.text]!), breaches);
    else {
      const meant = nearest(key.text, Object.keys(properties));
      breaches.push({
        at: key,
        message: t('"{0}" is no setting.', key.text),
        ...(meant === undefined || taken.includes(meant) ? {} : { meant }),
      });
    }
  }
  for (const key of required)
    if (!taken.includes(key))
      breaches.push({ at: { start, end: start + 1 }, message: t('"{0}" is missing here.', key) });
}

function checkHolder(holder: Entry | Item, part: SchemaPart, breaches: SchemaBreach[]): void {
  if (holder.alias) breaches.push(writtenElsewhere(holder.alias));
  else check(holder.value, part, shownSpan(holder), breaches);
}

/** What stands behind an alias could be exchanged in another place than it is read in. */
function writtenElsewhere(at: Span): SchemaBreach {
  return { at, message: t('A policy has no aliases and no merge keys: write it out.') };
}

/** Scalars as a whole, of all else the beginning. */
function shownSpan(holder: Entry | Item): Span {
  const span = writtenSpan(holder);
  return holder.value?.kind === 'map' || holder.value?.kind === 'list'
    ? { start: span.start, end: Math.min(span.end, span.start + 1) }
    : span;
}

function checkScalar(node: ScalarNode, part: SchemaPart, wrong: (message: string, meant?: string) => void): void {
  const { minLength = 0, maxLength = Infinity, pattern } = part;
  if (part.enum && !part.enum.some((each) => each === node.value)) {
    const words = part.enum.map(String);
    wrong(t('This is one of {0}.', words.join(', ')), nearest(node.text, words));
  } else if (node.text.trim().length < minLength) wrong(t('This must not be empty.'));
  else if (node.text.length > maxLength) wrong(t('This has {0} characters at most.', maxLength));
  else if (pattern !== undefined && !new RegExp(pattern).test(node.text)) wrong(patternMessage(pattern));
}

function patternMessage(pattern: string): string {
  return pattern === schema.$defs.sha256.pattern
    ? t('Write a SHA-256 as 64 lower-case hexadecimal digits.')
    : t('Write a date as YYYY-MM-DD.');
}

function hasType(node: TreeNode | undefined, type: string): boolean {
  switch (type) {
    case 'object':
      return node?.kind === 'map';
    case 'array':
      return node?.kind === 'list';
    case 'integer':
      return node?.kind === 'scalar' && Number.isInteger(node.value);
    default:
      return node?.kind === 'scalar' && typeof node.value === type;
  }
}

function typeName(type: string): string {
  switch (type) {
    case 'object':
      return t('a map');
    case 'array':
      return t('a list');
    case 'boolean':
      return t('true or false');
    case 'integer':
      return t('a whole number');
    default:
      return t('a text');
  }
}
