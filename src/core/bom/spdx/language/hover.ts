import { type Hover } from '../../../language/features';
import { inlineCode } from '../../../language/markdown';
import { t } from '../../../l10n';
import { type ScalarNode } from '../../../text/tree';
import { type SpdxDocument } from '../document';
import { spdxClass, spdxEnum, type SpdxClass, type SpdxProperty } from '../table';
import { versionOfContext } from '../version';
import { classMeaning } from './class-meanings';
import { idFacts, relationSentence } from './facts';
import { idAt, placeAt, type Place } from './places';
import { propertyMeaning } from './property-meanings';
import { propertyNamed, requirement, typeWords } from './properties';
import { valueMeaning } from './value-meanings';

/** More values of an enumeration than this are not listed. */
const MOST_VALUES = 30;

/** What is known of the key or value at an offset. */
export function hover(document: SpdxDocument, offset: number): Hover | undefined {
  const place = placeAt(document, offset);
  if (!place) return undefined;
  const node = place.onKey ? place.entry.key : place.scalar;
  const contents = place.onKey ? onKey(place) : onValue(document, place, offset);
  return node && contents !== undefined ? { contents, span: { start: node.start, end: node.end } } : undefined;
}

function onKey(place: Place): string | undefined {
  const key = place.entry.key.text;
  const property = place.property ?? propertyNamed(key);
  const meaning = propertyMeaning(key);
  if (!property) return meaning === undefined ? undefined : `**${key}**\n\n${meaning}`;
  return propertyFacts(property, place.property && place.class, meaning);
}

/** A property with what it asks for; without a class, nothing is said about whether it is required. */
export function propertyFacts(
  property: SpdxProperty,
  of: SpdxClass | undefined,
  meaning = propertyMeaning(property.name),
): string {
  const needed = of ? [requirement(property, of)] : [];
  const head = [`**${property.name}**`, ...needed, typeWords(property)].join(' · ');
  const paragraphs = [head, meaning ?? ''];
  if (property.mandatory) paragraphs.push(t('The specification asks for it; the JSON schema does not check it.'));
  if (!of) paragraphs.push(t('Written in {0}.', inlineCode(property.owner)));
  const values = property.type === 'enum' ? [...spdxEnum(property.target!)!] : [];
  if (values.length && values.length <= MOST_VALUES) paragraphs.push(values.map(inlineCode).join(' '));
  return paragraphs.filter(Boolean).join('\n\n');
}

function onValue(document: SpdxDocument, { entry, property, map, scalar }: Place, offset: number): string | undefined {
  if (!scalar) return undefined;
  const value = scalar.text;
  const key = entry.key.text;
  if (key === 'type') return typeFacts(value);
  if (key === '@context') return contextFacts(value);
  if (property?.type === 'enum') {
    const sentence = key === 'relationshipType' ? relationSentence(document, map) : undefined;
    return enumFacts(property, scalar, sentence);
  }
  const named = idAt(document, offset);
  return named && idFacts(document, named.id);
}

function typeFacts(name: string): string | undefined {
  const of = spdxClass(name);
  if (!of) return undefined;
  const required = of.required.map((property) => `${inlineCode(property.name)}${property.mandatory ? ' ★' : ''}`);
  return [
    of.parent === undefined ? `**${name}**` : `**${name}** < ${of.parent}`,
    classMeaning(name)!,
    ...(required.length ? [t('Required: {0}', required.join(', '))] : []),
  ].join('\n\n');
}

function contextFacts(url: string): string | undefined {
  const version = versionOfContext(url);
  return version && t('SPDX {0}', version);
}

function enumFacts({ target }: SpdxProperty, { text }: ScalarNode, sentence: string | undefined): string | undefined {
  if (!spdxEnum(target!)?.has(text)) return undefined;
  const meaning = valueMeaning(target!, text);
  return [`**${text}**`, meaning, sentence].filter(Boolean).join('\n\n');
}
