import { type Definition, type References, type Renaming } from '../../../language/features';
import { t } from '../../../l10n';
import { type SpdxDocument } from '../document';
import { individualClass } from '../table';
import { definitionSpan, importOf, shortName } from './lookup';
import { idAt } from './places';
import { spansOf } from './spans';

/** From a reference to the id of what it stands for, or to where another document is named that defines it. */
export function define(document: SpdxDocument, offset: number): Definition | undefined {
  const named = idAt(document, offset);
  if (!named) return undefined;
  const target = definitionSpan(document, named.id);
  return target && target.start !== named.span.start ? { origin: named.span, target } : undefined;
}

/** Every place that names the same thing. */
export function references(document: SpdxDocument, offset: number): References | undefined {
  const named = idAt(document, offset);
  if (!named) return undefined;
  const definition = definitionSpan(document, named.id);
  const uses = spansOf(document, named.id).filter(({ start }) => start !== definition?.start);
  return { origin: named.span, definition, uses, name: named.id };
}

/** An IRI: a scheme, a colon, and no character that RFC 3987 leaves out. */
const IRI = /^[A-Za-z][\w+.-]*:[^\s<>"{}|\\^`]+$/;
const BLANK = /^_:[^\s<>"{}|\\^`]+$/;

/** The edits that give a thing another id everywhere, or why it can't have it. */
export function rename(document: SpdxDocument, offset: number, name: string): Renaming | undefined {
  const found = references(document, offset);
  // What SPDX itself defines keeps its name, and what nothing defines has none.
  if (!found?.definition || individualClass(found.name) !== undefined) return undefined;
  const id = name.trim();
  if (id === found.name) return { edits: [] };
  const refused = refusal(document, found.name, id);
  if (refused !== undefined) return { refused };
  const newText = JSON.stringify(id).slice(1, -1);
  return { edits: [found.definition, ...found.uses].map(({ start, end }) => ({ start, end, newText })) };
}

function refusal(document: SpdxDocument, from: string, to: string): string | undefined {
  const { graph } = document;
  const definition = graph.definitionOf(from);
  const element = !definition?.class || definition.class.element;
  if (!(to.startsWith('_:') ? BLANK : IRI).test(to))
    return element
      ? t('"{0}" is no IRI. An element has one such as https://example.org/bom#model.', to)
      : t('"{0}" is neither an IRI nor a name such as _:creation.', to);
  if (element && to.startsWith('_:')) return t('Elements have IRIs; a name with "_:" is for what is no element.');
  if (individualClass(to) !== undefined) return t('"{0}" is a name that SPDX itself defines.', to);
  const taken = graph.definitionOf(to);
  if (taken) return t('"{0}" is taken already, by {1}.', to, shortName(document, taken.element));
  if (importOf(document, to)) return t('"{0}" is taken already, by an element of another document.', to);
  return undefined;
}
