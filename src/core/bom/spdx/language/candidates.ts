import { type SpdxDocument } from '../document';
import { individuals, isA } from '../table';
import { shortName } from './lookup';

/** Something that a reference may name. */
export interface Candidate {
  id: string;
  class: string;
  name: string;
  /** Defined by SPDX itself. */
  individual: boolean;
}

/** More are not offered at once; what is typed leaves fewer. */
const MOST = 200;

/** The elements of a class, and what SPDX defines of it, whose id or name has the letters that are typed. */
export function candidates(document: SpdxDocument, target: string, typed: string): Candidate[] {
  const { graph } = document;
  const sought = typed.toLowerCase();
  const found: Candidate[] = [];
  for (const element of graph.ofClass(target)) {
    const id = graph.idOf(element);
    if (id === undefined) continue;
    // The name is in the text of the element; to look there is only worth it for what the id does not tell.
    const name = shortName(document, element);
    if (!id.toLowerCase().includes(sought) && !name.toLowerCase().includes(sought)) continue;
    found.push({ id, class: graph.elements[element]!.class!.name, name, individual: false });
    if (found.length >= MOST) break;
  }
  for (const [id, of] of individuals()) if (isA(of, target)) found.push({ id, class: of, name: id, individual: true });
  return found;
}
