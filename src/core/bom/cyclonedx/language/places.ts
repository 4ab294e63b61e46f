import { locate } from '../../../text/locate';
import { touches, type Span } from '../../../text/position';
import { asScalar, writtenSpan, type Entry, type ScalarNode } from '../../../text/tree';
import { roleOf } from '../contents';
import { type CycloneDxDocument } from '../document';
import { definitionName, schemaAt, type Schema } from '../schema';

/** What is at an offset of the text. */
export interface TextPlace {
  path: (string | number)[];
  /** On the key of an entry, not on its value. */
  entry: Entry | undefined;
  onKey: boolean;
  span: Span;
  /** What the format has there. */
  schema: Schema | undefined;
  scalar: ScalarNode | undefined;
}

/** The key or value at an offset. */
export function placeAt(document: CycloneDxDocument, offset: number): TextPlace | undefined {
  const found = locate(document.parsed.root, offset);
  if (!found) return undefined;
  const { holder, onKey, path } = found;
  const entry = 'key' in holder ? holder : undefined;
  const span = onKey && entry ? entry.key : writtenSpan(holder);
  if (!touches(span, offset)) return undefined;
  return {
    path,
    entry,
    onKey,
    span: { start: span.start, end: span.end },
    schema: schemaAt(path, document.version),
    scalar: asScalar(holder.value),
  };
}

/** The `bom-ref` that is given or named at an offset. */
export function refAt(document: CycloneDxDocument, offset: number): { name: string; span: Span } | undefined {
  const place = placeAt(document, offset);
  if (!place?.schema || place.onKey || typeof place.scalar?.value !== 'string') return undefined;
  const role = roleOf(place.schema, String(place.path.at(-1)), document.version);
  return role && { name: place.scalar.value, span: inner(place.scalar) };
}

/** A text without its quotes. */
export function inner({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}

/** What a map is called: its definition in the schema, or the key it stands behind. */
export function mapName(path: readonly (string | number)[], schema: Schema | undefined): string {
  return definitionName(schema) ?? String(path.findLast((step) => typeof step === 'string') ?? 'bom');
}
