/** What the generated validator calls: formats, lengths, equal items, and the list of its errors. */

/** One error of the validator: where, which keyword, and what the keyword wanted. */
export interface SchemaError {
  /** JSON Pointer (RFC 6901). */
  instancePath: string;
  keyword: string;
  params: Readonly<Record<string, unknown>>;
}

export function add(errors: SchemaError[] | null, error: SchemaError): SchemaError[] {
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}

export function join(errors: SchemaError[] | null, more: SchemaError[]): SchemaError[] {
  if (errors === null) return more;
  for (const error of more) errors.push(error);
  return errors;
}

/** Length in characters, as JSON Schema counts it: a surrogate pair is one. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0xd800 && code <= 0xdbff && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length--;
      i++;
    }
  }
  return length;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|[+-](\d\d)(?::?(\d\d))?)$/i;
// What may stand in an address, non-ASCII included (RFC 3987 §2.2).
const ADDRESS = /^(?:[^\s\p{Cc}<>"{}|\\^`%]|%[\da-f]{2})*$/iu;

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (!day) return false;
  const y = Number(year);
  const leap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
  const last = month === '02' && leap ? 29 : (DAYS[Number(month) - 1] ?? 0);
  return Number(day) >= 1 && Number(day) <= last;
}

function isTime(text: string): boolean {
  const [, hour, minute, second, zoneHour = '0', zoneMinute = '0'] = TIME.exec(text) ?? [];
  if (!second || Number(zoneHour) > 23 || Number(zoneMinute) > 59) return false;
  // A leap second ends a day in some time zone.
  return Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= (minute === '59' ? 60 : 59);
}

/** The formats that the schemas name (RFC 3339, RFC 3987; addresses of mail only as far as they can be told). */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  'date-time': (text) => /^.{10}[t\s]/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11)),
  'idn-email': (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  'iri-reference': (text) => ADDRESS.test(text),
  uri: (text) => /^[a-z][a-z\d+.-]*:[!-~]*$/i.test(text) && ADDRESS.test(text),
};

/** Pairs of equal items: the index of the first, and that of each later one. */
export function repeated(list: readonly unknown[]): [number, number][] {
  if (list.length < 2) return [];
  const pairs: [number, number][] = [];
  const byHash = new Map<number, number>();
  const written = new Map<number, Map<string, number>>();
  list.forEach((item, i) => {
    const hash = quickHash(item);
    const alike = byHash.get(hash);
    if (alike === undefined) {
      byHash.set(hash, i);
      return;
    }
    // Only items that may be equal are looked at whole, each once.
    let texts = written.get(hash);
    if (!texts) written.set(hash, (texts = new Map([[canonical(list[alike]), alike]])));
    const text = canonical(item);
    const first = texts.get(text);
    if (first === undefined) texts.set(text, i);
    else pairs.push([first, i]);
  });
  return pairs;
}

/** A number that is the same for equal values: of a map, all of its keys and texts in any order. */
function quickHash(value: unknown): number {
  if (typeof value === 'string') return textHash(value);
  if (typeof value !== 'object' || value === null) return textHash(String(value));
  if (Array.isArray(value)) return value.length;
  let hash = 7;
  for (const [key, inner] of Object.entries(value))
    hash = (hash + textHash(key) * (typeof inner === 'string' ? textHash(inner) | 1 : 3)) | 0;
  return hash;
}

/** Characters of a text that are hashed: enough for all that is no blob. */
const HASHED = 64;

function textHash(text: string): number {
  let hash = text.length;
  const end = Math.min(text.length, HASHED);
  for (let i = 0; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

/** A text that is the same for equal values. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
