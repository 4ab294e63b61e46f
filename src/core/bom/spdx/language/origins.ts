import { type OriginAt } from '../../../generate/hover';
import { ORIGINS_MEDIA_TYPE, readOrigins, type Origins } from '../../../generate/origins';
import { localValue } from '../../../generate/spdx/graph';
import { touches } from '../../../text/position';
import { writtenSpan } from '../../../text/tree';
import { type Json } from '../../view/json';
import { type SpdxDocument } from '../document';

/** Where the property at an offset came from, by the annotation of its element; of a relationship, by that of its beginning. */
export function originAt(document: SpdxDocument, offset: number): OriginAt | undefined {
  const element = document.elementAt(offset);
  const entry =
    element === undefined ? undefined : document.node(element)?.entries.find((member) => touches(member, offset));
  if (element === undefined || !entry) return undefined;
  const data = document.data(element) as Readonly<Record<string, Json>>;
  const relation = data['relationshipType'];
  const scope = typeof data['scope'] === 'string' ? `/${data['scope']}` : '';
  const subject = relation === undefined ? data['spdxId'] : data['from'];
  const property = typeof relation === 'string' ? `${relation}${scope}` : entry.key.text;
  const value = typeof relation === 'string' ? data['to'] : data[property];
  const known = typeof subject === 'string' ? originsOf(document, subject) : undefined;
  const origin = known?.origins.get(property);
  if (!origin || value === undefined) return undefined;
  const { start, end } = offset <= entry.key.end ? entry.key : writtenSpan(entry);
  return { span: { start, end }, origin, value: localValue(value, known!.base) };
}

/** What the annotation of an element says, and the id of the document that the element belongs to. */
function originsOf(document: SpdxDocument, id: string): { origins: Origins; base: string } | undefined {
  for (const element of document.graph.ofClass('Annotation')) {
    const { subject, contentType, statement, spdxId } = document.data(element);
    if (subject !== id || contentType !== ORIGINS_MEDIA_TYPE || typeof statement !== 'string') continue;
    return { origins: readOrigins(statement), base: String(spdxId).replace(/#[^]*$/, '') };
  }
  return undefined;
}
