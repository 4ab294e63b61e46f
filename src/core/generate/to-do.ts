import { type PlaceholderType } from './generated';

/*
 * Placeholders have the type of what they stand for, so that documents stay valid, and a form that nobody writes by accident. They
 * are in English whatever the language of the user, as the same folder is to give the same document.
 */

/** Stands for a time: in the year 1 nobody released a model. */
export const TO_DO_TIME = '0001-01-01T00:00:00Z';

/** Begins a text. */
export const TO_DO_TEXT = 'TODO: ';

/** Begins an address; the domain `invalid` leads nowhere by definition (RFC 2606 §2). */
export const TO_DO_ADDRESS = 'https://todo.invalid/';

/** A placeholder for a text. */
export function toDoText(what: string): string {
  return `${TO_DO_TEXT}${what}`;
}

/** A placeholder for an address. */
export function toDoAddress(what: string): string {
  return `${TO_DO_ADDRESS}${what.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** What a value is a placeholder for; undefined for everything that somebody means. */
export function placeholderType(value: string): PlaceholderType | undefined {
  if (value === TO_DO_TIME) return 'time';
  if (value.startsWith(TO_DO_TEXT)) return 'text';
  return value.startsWith(TO_DO_ADDRESS) ? 'address' : undefined;
}
