import { nearest } from '../../text/similar';
import { spdxClass, spdxClasses, spdxEnum, type SpdxClass } from './table';

/** Suggestions that were asked for before: in a long document one mistake is often made a thousand times. */
const known = new Map<string, string | undefined>();
/** More are forgotten: whoever types makes new words all the time. */
const MOST = 10_000;

function remembered(key: string, find: () => string | undefined): string | undefined {
  if (known.has(key)) return known.get(key);
  if (known.size > MOST) known.clear();
  const found = find();
  known.set(key, found);
  return found;
}

/** A name without its prefix, in small letters: what is left where the prefix was forgotten or is another one. */
const base = (name: string): string => name.slice(name.indexOf('_') + 1).toLowerCase();
const fold = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '');

/** The one candidate that a test holds for. */
function only(candidates: readonly string[], test: (name: string) => boolean): string | undefined {
  const found = candidates.filter(test);
  return found.length === 1 ? found[0] : undefined;
}

function meant(written: string, candidates: readonly string[]): string | undefined {
  return (
    only(candidates, (name) => fold(name) === fold(written)) ??
    only(candidates, (name) => base(name) === base(written)) ??
    nearest(written, candidates)
  );
}

/** The class that a misspelt type means. */
export function meantClass(type: string): string | undefined {
  const name = type.slice(Math.max(type.lastIndexOf('/'), type.lastIndexOf(':')) + 1);
  return remembered(`class ${type}`, () =>
    meant(
      name,
      [...spdxClasses().values()].filter(({ abstract }) => !abstract).map((c) => c.name),
    ),
  );
}

/** Words for properties that generators use, by class. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DictionaryEntry: { name: 'key', id: 'key', metric: 'key' },
  Element: { id: 'spdxId', SPDXID: 'spdxId', license: '' },
  Hash: { value: 'hashValue', content: 'hashValue' },
};

/** The property that a misspelt key means, of those that a class has. */
export function meantProperty(of: SpdxClass, key: string): string | undefined {
  for (const name of of.ancestors) {
    const aliases = ALIASES[name];
    if (aliases && Object.hasOwn(aliases, key)) return aliases[key] || undefined;
  }
  return remembered(`property ${of.name} ${key}`, () =>
    meant(key, [...of.properties.keys(), of.element ? 'spdxId' : '@id', 'type']),
  );
}

/** The value that a misspelt one means. */
export function meantValue(enumeration: string, written: string): string | undefined {
  const name = written.slice(written.lastIndexOf('/') + 1);
  return remembered(`value ${enumeration} ${written}`, () => meant(name, [...spdxEnum(enumeration)!]));
}

/** Whether a name differs from what is meant in case, prefix or the like only, so that nothing else can be meant. */
export function sameButForm(written: string, name: string): boolean {
  const tail = written.slice(Math.max(written.lastIndexOf('/'), written.lastIndexOf(':')) + 1);
  return fold(tail) === fold(name) || base(tail) === base(name);
}

/** Whether a class takes a reference to another. */
export function takes(expected: string, of: SpdxClass): boolean {
  return of.ancestors.has(expected) || spdxClass(expected) === undefined;
}
