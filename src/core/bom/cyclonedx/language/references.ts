import { type Definition, type References, type Renaming } from '../../../language/features';
import { t } from '../../../l10n';
import { type Span } from '../../../text/position';
import { type CycloneDxDocument } from '../document';
import { type Place } from '../place';
import { inner, refAt } from './places';

/** From a reference to the `bom-ref` that it names. */
export function define(document: CycloneDxDocument, offset: number): Definition | undefined {
  const named = refAt(document, offset);
  const target = named && definitionSpan(document, named.name);
  return named && target && target.start !== named.span.start ? { origin: named.span, target } : undefined;
}

/** Every place that names the same thing. */
export function references(document: CycloneDxDocument, offset: number): References | undefined {
  const named = refAt(document, offset);
  if (!named) return undefined;
  const { names, uses } = document.contents;
  const given = names.get(named.name) ?? [];
  const places = [...given.slice(1), ...uses.filter(({ target }) => target === named.name).map(({ place }) => place)];
  return {
    origin: named.span,
    definition: definitionSpan(document, named.name),
    uses: places.map((place) => textSpan(document, place)).sort((a, b) => a.start - b.start),
    name: named.name,
  };
}

/** The edits that give a thing another `bom-ref` everywhere, or why it can't have it. */
export function rename(document: CycloneDxDocument, offset: number, name: string): Renaming | undefined {
  const found = references(document, offset);
  if (!found?.definition) return undefined;
  if (name === found.name) return { edits: [] };
  if (name.trim() === '') return { refused: t('A "bom-ref" must not be empty.') };
  if (name.startsWith('urn:cdx:')) return { refused: t('"urn:cdx:" begins a reference to another document.') };
  if (document.contents.names.has(name)) return { refused: t('"{0}" is taken already.', name) };
  const newText = JSON.stringify(name).slice(1, -1);
  return { edits: [found.definition, ...found.uses].map(({ start, end }) => ({ start, end, newText })) };
}

/** Where a name is given first. */
function definitionSpan(document: CycloneDxDocument, name: string): Span | undefined {
  const [first] = document.contents.names.get(name) ?? [];
  return first && textSpan(document, first);
}

function textSpan(document: CycloneDxDocument, place: Place): Span {
  return inner(document.spot(place).node!);
}
