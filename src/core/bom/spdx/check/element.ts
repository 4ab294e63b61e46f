import { type InnerElement, type SpdxElement } from '../element';
import { type Ids } from '../ids';
import { COMMON_KEYS } from '../keys';
import { isNewerName, isNewerValue } from '../newer';
import { meantClass, meantProperty, meantValue } from '../spelling';
import {
  individualClass,
  instantiable,
  propertyNumber,
  spdxClass,
  spdxEnum,
  targetOf,
  type SpdxClass,
  type SpdxProperty,
} from '../table';
import { fits, isBlankNode, isDateTime, isDecimal, isIri, isPlaceholder, isUnsaid, isUri } from './formats';
import { liteGaps } from './lite';
import { type Facts, type Problem } from './problem';
import { classBit, propertyBit } from './profiles';

type JsonMap = Record<string, unknown>;

const NO_PROBLEMS: readonly Problem[] = [];
const NO_INNER: readonly InnerElement[] = [];
const NO_WORDS: readonly string[] = [];

/**
 * Reads and checks one object of the graph.
 * @param root whether it is the root of the document at the same time, with the context in it
 */
export function readElement(value: unknown, ids: Ids, root = false): SpdxElement {
  return new ElementReader(ids, root).read(value);
}

class ElementReader {
  private readonly path: (string | number)[] = [];
  private readonly mentions: number[] = [];
  private inner: InnerElement[] | undefined;
  private imports: string[] | undefined;
  private problems: Problem[] | undefined;
  private profiles = 0;

  constructor(
    private readonly ids: Ids,
    private readonly root: boolean,
  ) {}

  read(value: unknown): SpdxElement {
    const written = isMap(value) ? value : undefined;
    if (written === undefined) this.say('spdx/wrong-value', 'value', { expected: 'object', target: 'Element' });
    const { of, map } = written ? this.object(written, undefined) : { of: undefined, map: undefined };
    return {
      type: isText(map?.type) ? map.type : undefined,
      class: of,
      id: map ? this.idOf(map) : -1,
      inner: this.inner ?? NO_INNER,
      mentions: this.mentions,
      relation: relationOf(map),
      expression: isText(map?.simplelicensing_licenseExpression) ? map.simplelicensing_licenseExpression : undefined,
      scope: typeof map?.scope === 'string' ? map.scope : undefined,
      commented: typeof map?.comment === 'string' && map.comment.trim() !== '',
      profiles: this.profiles,
      claims: Array.isArray(map?.profileConformance) ? map.profileConformance.filter(isText) : NO_WORDS,
      imports: this.imports ?? NO_WORDS,
      liteGaps: map && of ? liteGaps(of, map) : NO_WORDS,
      problems: this.problems ?? NO_PROBLEMS,
    };
  }

  private say(rule: string, part: Problem['part'], facts: Facts): void {
    (this.problems ??= []).push({ rule, path: [...this.path], part, facts });
  }

  /** Says something about a part of what is looked at. */
  private sayAt(step: string | number, rule: string, part: Problem['part'], facts: Facts): void {
    this.path.push(step);
    this.say(rule, part, facts);
    this.path.pop();
  }

  private idOf(map: JsonMap): number {
    const id = typeof map.spdxId === 'string' ? map.spdxId : map['@id'];
    return typeof id === 'string' ? this.ids.number(id) : -1;
  }

  /**
   * An object: an element of the graph, or what is written inside of one.
   * @param expected the property whose value it is
   * @returns its class, and what it says where misspelt keys are read as what they mean
   */
  private object(map: JsonMap, expected: SpdxProperty | undefined): { of: SpdxClass | undefined; map: JsonMap } {
    const of = this.classOf(map, expected);
    // Of an object of an unknown class nothing more can be said; what it refers to is known by the names of its keys.
    if (!of) {
      this.guess(map);
      return { of, map };
    }
    this.profiles |= classBit(of);
    const inlined = expected !== undefined && of.element;
    this.ownId(map, of, inlined);
    const meant = this.properties(map, of, inlined);
    this.extras(meant, of);
    return { of, map: meant };
  }

  /** The class of an object; a misspelt or missing one as what it can only mean, so that one mistake makes no others. */
  private classOf(map: JsonMap, expected: SpdxProperty | undefined): SpdxClass | undefined {
    const { type } = map;
    if (type === undefined) {
      const classes = expected?.target === undefined ? [] : instantiable(expected.target);
      const only = classes.length === 1 ? classes[0] : undefined;
      this.say('spdx/missing-type', 'head', { expected: expected?.target, only: only?.name });
      return only;
    }
    if (typeof type !== 'string') {
      this.sayAt('type', 'spdx/wrong-value', 'value', { expected: 'string', found: typeName(type) });
      return undefined;
    }
    const of = spdxClass(type);
    if (!of) {
      // Extensions may bring classes of their own, which have an address for a name.
      if (isUri(type) && !/spdx\.org\/rdf|^spdx:/i.test(type)) return undefined;
      const newer = isNewerName(type);
      const meant = newer ? undefined : meantClass(type);
      this.sayAt('type', 'spdx/unknown-type', 'value', { type, meant, newer: newer ? 'yes' : undefined });
      return meant === undefined ? undefined : spdxClass(meant);
    }
    if (of.abstract) {
      this.sayAt('type', 'spdx/abstract-type', 'value', { type });
      return undefined;
    }
    if (expected?.target !== undefined && !of.ancestors.has(expected.target))
      this.say('spdx/wrong-class', 'head', { property: expected.name, expected: expected.target, found: of.name });
    return of;
  }

  private ownId(map: JsonMap, of: SpdxClass, inlined: boolean): void {
    const key = of.element ? 'spdxId' : '@id';
    const id = map[key];
    if (id === undefined) {
      if (of.element && !inlined)
        this.say('spdx/missing-id', 'head', {
          instead: typeof map['@id'] === 'string' ? '@id' : undefined,
          type: of.name,
        });
      return;
    }
    if (typeof id !== 'string')
      this.sayAt(key, 'spdx/wrong-value', 'value', { expected: 'string', found: typeName(id) });
    else if (!isIri(id) && (of.element || !isBlankNode(id)))
      this.sayAt(key, 'spdx/invalid-id', 'value', { id, element: of.element ? 'yes' : undefined });
  }

  /**
   * Checks every property; gives the map with misspelt keys as what they mean.
   * @param inlined an element inside of another: what it lacks as one is said with that
   */
  private properties(map: JsonMap, of: SpdxClass, inlined: boolean): JsonMap {
    let corrected: JsonMap | undefined;
    for (const key of Object.keys(map)) {
      let property = of.properties.get(key);
      if (!property) {
        const meant = this.isOwnKey(key, map, of) ? undefined : this.unknown(key, map, of);
        if (meant === undefined) continue;
        (corrected ??= { ...map })[meant] = map[key];
        property = of.properties.get(meant);
        if (!property) continue;
      }
      this.profiles |= propertyBit(property.number);
      this.path.push(key);
      this.property(map[key], property);
      this.path.pop();
    }
    const meant = corrected ?? map;
    for (const { name, mandatory } of of.required)
      if (meant[name] === undefined && !(inlined && name === 'creationInfo'))
        this.say(mandatory ? 'spdx/missing-mandatory' : 'spdx/missing-property', 'head', {
          property: name,
          type: of.name,
        });
    return meant;
  }

  /** Whether a key that is no property may stand in an object. */
  private isOwnKey(key: string, map: JsonMap, of: SpdxClass): boolean {
    if (key === 'type' || key === (of.element ? 'spdxId' : '@id') || isUri(key)) return true;
    if (key === '@context') return this.root && !this.path.length;
    // An element that has `@id` in place of `spdxId` lacks its id: that is said there.
    return COMMON_KEYS.has(key) && of.element && map.spdxId === undefined;
  }

  /** A key that is no property of the class; gives the property that it most likely means. */
  private unknown(key: string, map: JsonMap, of: SpdxClass): string | undefined {
    const newer = isNewerName(key);
    const found = newer ? undefined : meantProperty(of, key);
    const meant = found !== undefined && map[found] === undefined ? found : undefined;
    this.sayAt(key, 'spdx/unknown-property', 'key', { key, type: of.name, meant, newer: newer ? 'yes' : undefined });
    return meant;
  }

  private property(value: unknown, property: SpdxProperty): void {
    if (!Array.isArray(value)) {
      if (property.list && value !== null) this.say('spdx/not-a-list', 'value', { property: property.name });
      this.value(value, property);
      return;
    }
    if (!property.list) {
      this.say('spdx/not-a-single-value', 'value', { property: property.name, count: value.length });
      if (property.type === 'class') for (const item of value) this.guessValue(item, property.number);
      return;
    }
    if (value.length < property.min || value.length > property.max)
      this.say('spdx/number-of-values', 'value', {
        property: property.name,
        count: value.length,
        min: property.min,
        max: property.max === Infinity ? undefined : property.max,
      });
    for (let i = 0; i < value.length; i++) {
      this.path.push(i);
      this.value(value[i], property);
      this.path.pop();
    }
  }

  /** A single value of a property. */
  private value(value: unknown, property: SpdxProperty): void {
    switch (property.type) {
      case 'class':
        this.reference(value, property);
        return;
      case 'boolean':
        if (typeof value !== 'boolean') this.wrong(value, property);
        return;
      case 'nonNegativeInteger':
      case 'positiveInteger':
        if (!Number.isInteger(value) || (value as number) < (property.type === 'positiveInteger' ? 1 : 0))
          this.wrong(value, property);
        return;
      case 'decimal':
        if (typeof value === 'number') return;
        if (typeof value !== 'string') this.wrong(value, property);
        else if (!isDecimal(value)) this.malformed(value, property);
        return;
    }
    if (typeof value !== 'string') this.wrong(value, property);
    else this.text(value, property);
  }

  private text(value: string, property: SpdxProperty): void {
    const { type, target } = property;
    if (type === 'enum') {
      if (spdxEnum(target!)!.has(value)) return;
      const newer = isNewerValue(target!, value);
      this.say('spdx/unknown-value', 'value', {
        value,
        property: property.name,
        enumeration: target,
        meant: newer ? undefined : meantValue(target!, value),
        newer: newer ? 'yes' : undefined,
      });
    } else if (type === 'dateTime') {
      if (!isDateTime(value)) this.malformed(value, property);
    } else if (type === 'anyURI') {
      if (isPlaceholder(value))
        this.say('spdx/placeholder', 'value', { value, property: property.name, min: property.min });
      else if (!isUri(value)) this.malformed(value, property);
    } else if (property.pattern) {
      if (!fits(value, property.pattern)) this.malformed(value, property);
    } else if (saysNothing(value, property))
      this.say('spdx/placeholder', 'value', { value, property: property.name, min: property.min });
  }

  private wrong(value: unknown, property: SpdxProperty): void {
    this.say('spdx/wrong-value', 'value', {
      property: property.name,
      expected: property.type,
      target: property.target,
      found: typeName(value),
    });
  }

  private malformed(value: string, property: SpdxProperty): void {
    this.say('spdx/invalid-format', 'value', {
      value,
      property: property.name,
      kind: property.pattern ?? property.type,
    });
  }

  private reference(value: unknown, property: SpdxProperty): void {
    if (typeof value === 'string') {
      const target = spdxClass(property.target!)!;
      // What is no element is written here, or has a blank node for an id: any other text is a value in the wrong place.
      if (!target.element && !value.includes(':')) this.wrong(value, property);
      else this.mentions.push(property.number, this.ids.number(value));
    } else if (isMap(value)) {
      const { of, map } = this.object(value, property);
      (this.inner ??= []).push({ id: this.idOf(value), class: of });
      // One without an id may be that of any reference.
      if (property.name === 'import')
        (this.imports ??= []).push(
          isText(map.externalSpdxId) && !isPlaceholder(map.externalSpdxId) ? map.externalSpdxId : '',
        );
      if (of?.element)
        this.say('spdx/inlined-element', 'head', {
          type: of.name,
          property: property.name,
          lacks: lackOf(map),
        });
    } else this.wrong(value, property);
  }

  /** Notes what an object of an unknown class refers to. */
  private guess(map: JsonMap): void {
    for (const key of Object.keys(map)) {
      const property = propertyNumber(key);
      if (property < 0) continue;
      this.profiles |= propertyBit(property);
      if (targetOf(property) !== undefined) this.guessValue(map[key], property);
    }
  }

  private guessValue(value: unknown, property: number): void {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value])
      if (
        typeof item === 'string' &&
        (individualClass(item) !== undefined || this.ids.known(item) !== undefined || item.includes(':'))
      )
        this.mentions.push(property, this.ids.number(item));
  }

  /** Rules about some classes that need nothing but the object. */
  private extras(map: JsonMap, of: SpdxClass): void {
    if (of.ancestors.has('ElementCollection')) {
      if (isFull(map.element) && !isFull(map.rootElement)) this.say('spdx/root-element', 'head', { type: of.name });
    } else if (of.ancestors.has('Relationship')) {
      const { to } = map;
      if (Array.isArray(to) && to.length > 1)
        to.forEach((id, i) => {
          if (isNone(id)) {
            this.path.push('to', i);
            this.say('spdx/none-with-others', 'value', {});
            this.path.length -= 2;
          }
        });
    } else if (of.name === 'simplelicensing_LicenseExpression') this.references(map);
    else if (of.name === 'ai_AIPackage') this.thresholds(map);
  }

  /** Licences with ids of their own need a text: `customIdToUri` says where. */
  private references(map: JsonMap): void {
    const expression = map.simplelicensing_licenseExpression;
    if (typeof expression !== 'string') return;
    const custom = map.simplelicensing_customIdToUri;
    const entries = (Array.isArray(custom) ? (custom as unknown[]) : [custom]).filter(isMap);
    const number = propertyNumber('simplelicensing_customIdToUri');
    for (const { value } of entries) if (typeof value === 'string') this.mentions.push(number, this.ids.number(value));
    const keys = new Set(entries.map(({ key }) => key));
    // An entry without a key may be that of any id.
    if (entries.some(({ key }) => !isText(key))) return;
    for (const match of expression.matchAll(/(?<![\w:.-])(?:LicenseRef|AdditionRef)-[A-Za-z\d.-]+/g))
      if (!keys.has(match[0]))
        this.sayAt('simplelicensing_licenseExpression', 'spdx/license-ref-without-text', 'value', {
          id: match[0],
          offset: match.index,
        });
  }

  /** A threshold belongs to a metric (ai_metricDecisionThreshold of the AI profile). */
  private thresholds(map: JsonMap): void {
    const metrics = new Set(keysOf(map.ai_metric));
    keysOf(map.ai_metricDecisionThreshold).forEach((key, i) => {
      if (key === undefined || metrics.has(key)) return;
      this.path.push('ai_metricDecisionThreshold', i, 'key');
      this.say('spdx/threshold-without-metric', 'value', { key });
      this.path.length -= 3;
    });
  }
}

/** The `key` of every dictionary entry in a list. */
function keysOf(list: unknown): (string | undefined)[] {
  return Array.isArray(list)
    ? list.map((entry) => (isMap(entry) && typeof entry.key === 'string' ? entry.key : undefined))
    : [];
}

/** Texts that have to say something: those that are demanded, and licence expressions; `NONE` of SPDX 2 says nothing either. */
function saysNothing(value: string, { name, min }: SpdxProperty): boolean {
  if (name === 'simplelicensing_licenseExpression') return isPlaceholder(value);
  return min > 0 && isUnsaid(value);
}

function relationOf(map: JsonMap | undefined): string | undefined {
  const written = map?.relationshipType;
  if (typeof written !== 'string') return undefined;
  return spdxEnum('RelationshipType')!.has(written) ? written : meantValue('RelationshipType', written);
}

const isNone = (id: unknown): boolean =>
  typeof id === 'string' && (id === 'NoneElement' || id.endsWith('/terms/Core/NoneElement'));
const isFull = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);
const isText = (value: unknown): value is string => typeof value === 'string';

function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** What keeps an element that is written inside of another from being one: the schema demands both. */
function lackOf(map: JsonMap): string | undefined {
  const lacks = ['spdxId', 'creationInfo'].filter((name) => map[name] === undefined);
  return lacks.length ? lacks.map((name) => `"${name}"`).join(', ') : undefined;
}
