import { type Inspection } from '../inspection';

/**
 * An inspection as JSON, by `schema.json`: everything, with the texts that it was made from. Characters that turn the direction
 * of writing or control a terminal are written as escapes, which changes no value.
 */
export function inspectionJson(inspection: Inspection): string {
  return `${JSON.stringify(inspection, null, 2).replace(UNSAFE, escaped)}\n`;
}

/** JSON escapes control characters of ASCII by itself; these are left. */
const UNSAFE = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
