import { text as textOf, type Json } from '../../bom/view/json';
import { t } from '../../l10n';
import { type Change } from './update';
import { type PropertyChange } from './merge';

/** Longer values are cut in messages. */
const LONGEST = 80;

/** A change of a property as a sentence. */
export function propertySentence({ property, kind, now }: PropertyChange, of: string): string {
  const value = shown(now);
  switch (kind) {
    case 'added':
      return t('The folder now says "{0}" of "{1}": {2}', property, of, value);
    case 'removed':
      return t('The folder no longer says "{0}" of "{1}".', property, of);
    case 'changed':
      return t('The folder now says otherwise in "{0}" of "{1}": {2}', property, of, value);
    default:
      return t('"{0}" of "{1}" was written by hand and stays; the folder says: {2}', property, of, value);
  }
}

/** A part that came, went, or is another, as a sentence. */
export function partSentence(kind: Exclude<Change['kind'], 'kept'>, name: string): string {
  switch (kind) {
    case 'added':
      return t('The folder has "{0}", and the document does not.', name);
    case 'removed':
      return t('The document has "{0}", and the folder no longer does.', name);
    default:
      return t('"{0}" has changed since the document was made.', name);
  }
}

/** A file of which nobody knows yet whether it is another, as a sentence. */
export function unreadSentence(name: string): string {
  return t(
    '"{0}" may have changed since the document was made; an update from the folder reads and compares it.',
    name,
  );
}

/** An entry of a dictionary or a property by its name and value, all else as JSON. */
function itemText(value: Json): string {
  if (typeof value === 'string') return value;
  const [name, text] = [textOf(value, 'key') ?? textOf(value, 'name'), textOf(value, 'value')];
  if (name !== undefined && text !== undefined) return `${name}: ${text}`;
  return name ?? JSON.stringify(value);
}

function shown(value: Json | undefined): string {
  const text = Array.isArray(value) ? value.map(itemText).join(', ') : itemText(value ?? null);
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
