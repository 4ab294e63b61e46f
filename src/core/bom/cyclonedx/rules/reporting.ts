import { type Report, type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { type Span } from '../../../text/position';
import { type ParsedText, type TreeNode } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { type Mistake, type SchemaRule } from '../mistakes';
import { type Spot } from '../place';

/** What a rule about the schema says of one mistake, where it stands. */
export type Describe = (document: CycloneDxDocument, mistake: Mistake, spot: Spot) => Report;

/** A rule that reports what the schema has against a document. */
export function schemaRule(
  rule: SchemaRule,
  info: Omit<Rule<CycloneDxDocument>, 'id' | 'check' | 'severity'>,
  describe: Describe,
): Rule<CycloneDxDocument> {
  return {
    id: `cyclonedx/${rule}`,
    severity: 'error',
    ...info,
    check(document, report) {
      for (const mistake of document.mistakes[rule] ?? [])
        report(() => describe(document, mistake, document.spot(mistake.path)));
    },
  };
}

/** Of a value on several lines, the first one: nobody wants a page underlined. */
export function firstLine({ lines }: ParsedText, node: Span): Span {
  const { end } = lines.lineSpan(lines.positionAt(node.start).line);
  return { start: node.start, end: Math.max(node.start + 1, Math.min(node.end, end)) };
}

/** Where something is missing in a map: at its key, or else at its beginning. */
export function headOf({ parsed }: CycloneDxDocument, { holder, node }: Spot): Span {
  if (holder && 'key' in holder) return holder.key;
  const first = node?.kind === 'map' ? node.entries[0] : undefined;
  return firstLine(parsed, { start: node?.start ?? 0, end: first ? first.key.end : (node?.end ?? 0) });
}

/** What a value is, in words. */
export function kindOf(node: TreeNode | undefined): string {
  if (node?.kind === 'map') return t('a map');
  if (node?.kind === 'list') return t('a list');
  switch (typeof node?.value) {
    case 'number':
      return t('a number');
    case 'boolean':
      return t('true or false');
    case 'string':
      return t('a text');
    default:
      return t('null');
  }
}

/** A type of the schema, in words. */
export function typeName(type: string): string {
  switch (type) {
    case 'object':
      return t('a map');
    case 'array':
      return t('a list');
    case 'number':
      return t('a number');
    case 'integer':
      return t('a whole number');
    case 'boolean':
      return t('true or false');
    default:
      return t('a text');
  }
}

/** The name of a value in its map; of an item, that of its list. */
export function nameOf({ path }: Mistake): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

/** Texts in quotes, as many as can be taken in at a glance. */
export function listOf(words: readonly string[]): string {
  const shown = words.slice(0, LISTED).map((word) => `"${word}"`);
  return words.length > LISTED ? `${shown.join(', ')}, …` : shown.join(', ');
}

const LISTED = 14;
