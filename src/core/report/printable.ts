/**
 * Control characters and those that turn the direction of writing. Files under review may hold them in names and values;
 * printed as they are, they could rewrite what the terminal shows or end a line early.
 */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text on one line in which characters that act instead of showing are written as `\u{…}`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (c) => `\\u{${c.charCodeAt(0).toString(16)}}`);
}
