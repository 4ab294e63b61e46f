import { fragment } from '../../bom/convert/ids';
import { type Json, type JsonObject } from '../../bom/view/json';
import { SPDX_CONTEXT } from '../../bom/convert/to-spdx';
import { type Fact } from '../../modelfolder/inventory';
import { Described } from '../described';
import { type Origin, type ToDo } from '../generated';
import { ORIGINS_MEDIA_TYPE, writeOrigins } from '../origins';

export const CREATION_INFO = '_:creationInfo';

/**
 * An SPDX document while it is made. Ids are those of the document followed by a name that stays the same from one version of it to
 * the next, so that what was written by hand in one version is found in the other.
 */
export class SpdxGraph {
  private readonly elements: Described[] = [];
  private readonly byId = new Map<string, Described>();

  /** @param base id of the document */
  constructor(readonly base: string) {}

  /** The id of a thing by its lasting name; a name that is taken gets a number. */
  freeId(name: string): string {
    const wanted = this.id(name);
    let id = wanted;
    for (let n = 2; this.byId.has(id); n++) id = `${wanted}-${n}`;
    return id;
  }

  id(name: string): string {
    return `${this.base}#${fragment(name)}`;
  }

  /** Adds an element under an id that is free. */
  add(type: string, spdxId: string, rest: JsonObject = {}): Described {
    const element = new Described({ type, spdxId, creationInfo: CREATION_INFO, ...rest }, (value) => this.local(value));
    this.elements.push(element);
    this.byId.set(spdxId, element);
    return element;
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** A value in which ids are without that of the document. */
  private local(value: Json): Json {
    return localValue(value, this.base);
  }

  /**
   * Relates elements. Where the relationship came from is told with the origins of `from`.
   * @param facts why they are related; undefined where it follows from how the document is made
   */
  relate(
    from: Described,
    relationshipType: string,
    to: readonly string[],
    facts?: readonly Fact<unknown>[],
    { type = 'Relationship', ...more }: JsonObject = {},
  ): void {
    if (!to.length) return;
    const id = from.value['spdxId'] as string;
    const scope = typeof more['scope'] === 'string' ? `/${more['scope']}` : '';
    const name = `Relationship/${id.slice(this.base.length + 1)}/${relationshipType}${scope}`;
    this.add(type as string, this.freeDecoded(name), { relationshipType, from: id, to: [...new Set(to)], ...more });
    if (facts) from.came(`${relationshipType}${scope}`, [...to], facts);
  }

  /** Like {@link freeId}, for a name whose parts are escaped already. */
  private freeDecoded(name: string): string {
    const wanted = `${this.base}#${name}`;
    let id = wanted;
    for (let n = 2; this.byId.has(id); n++) id = `${wanted}-${n}`;
    return id;
  }

  /** The whole document, with where its values came from in annotations at its end. */
  finish(head: readonly JsonObject[]): { graph: JsonObject; toDos: ToDo[]; origins: Origin[] } {
    const described = [...this.elements];
    for (const { value, origins } of described) {
      if (!origins.size) continue;
      const subject = value['spdxId'] as string;
      this.add('Annotation', this.freeDecoded(`Origins/${subject.slice(this.base.length + 1)}`), {
        annotationType: 'other',
        contentType: ORIGINS_MEDIA_TYPE,
        statement: writeOrigins(origins),
        subject,
      });
    }
    const toDos: ToDo[] = [];
    const origins: Origin[] = [];
    described.forEach(({ value, origins: from, questions }, index) => {
      const at = `/@graph/${head.length + index}`;
      for (const { property, ...question } of questions)
        toDos.push({ at: property in value ? `${at}/${property}` : at, ...question });
      for (const [property, { sources, certainty }] of from)
        if (sources.length && property in value) origins.push({ at: `${at}/${property}`, sources, certainty });
    });
    const graph = { '@context': SPDX_CONTEXT, '@graph': [...head, ...this.elements.map(({ value }) => value)] };
    return { graph, toDos, origins };
  }

  /** Classes of all elements, for the profiles that the document claims. */
  types(): ReadonlySet<string> {
    return new Set(this.elements.map(({ value }) => value['type'] as string));
  }
}

/** A value in which ids are without that of their document, so that it can be compared with that of another version. */
export function localValue(value: Json, base: string): Json {
  if (typeof value === 'string') return value.startsWith(`${base}#`) ? value.slice(base.length) : value;
  if (Array.isArray(value)) return value.map((item) => localValue(item, base));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, localValue(each, base)]));
}
