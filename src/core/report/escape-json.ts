/** JSON escapes control characters of ASCII by itself; these are left. */
const ACTING = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** JSON in which characters that act in a terminal, or turn the direction of writing, are escapes. It means the same. */
export function escapeActing(json: string): string {
  return json.replace(ACTING, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
