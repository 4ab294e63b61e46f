// Writes and reads DER (ITU-T X.690), as much of it as certificates and timestamps need.

/** @typedef {Buffer} Der one element, or several one after the other */

/**
 * @param {number} tag
 * @param {...Uint8Array} parts the content
 * @returns {Der}
 */
export function element(tag, ...parts) {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

/** @param {number} length */
function lengthOf(length) {
  if (length < 0x80) return [length];
  const bytes = bytesOf(BigInt(length));
  return [0x80 | bytes.length, ...bytes];
}

/** @param {bigint} value not negative */
function bytesOf(value) {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}

/** @param {...Uint8Array} parts */
export const sequence = (...parts) => element(0x30, ...parts);

/**
 * SET OF, whose elements stand in the order of their bytes (X.690, 11.6).
 * @param {...Uint8Array} parts
 */
export const setOf = (...parts) => element(0x31, ...[...parts].sort(Buffer.compare));

/**
 * A constructed element of a context-specific tag.
 * @param {number} number
 * @param {...Uint8Array} parts
 */
export const context = (number, ...parts) => element(0xa0 | number, ...parts);

/** @param {number | bigint} value not negative */
export function integer(value) {
  const bytes = bytesOf(BigInt(value));
  // A first bit that is set would make it negative.
  return (bytes[0] ?? 0) & 0x80 ? element(0x02, Buffer.from([0]), bytes) : element(0x02, bytes);
}

/** @param {string} dotted */
export function oid(dotted) {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const digits = [part & 0x7f];
    for (let left = Math.floor(part / 128); left; left = Math.floor(left / 128)) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return element(0x06, Buffer.from(bytes));
}

/** @param {...Uint8Array} parts */
export const octets = (...parts) => element(0x04, ...parts);

/** @param {Uint8Array} bytes whole bytes of bits */
export const bits = (bytes) => element(0x03, Buffer.from([0]), bytes);

/** @param {string} text */
export const utf8 = (text) => element(0x0c, Buffer.from(text));

export const TRUE = element(0x01, Buffer.from([0xff]));

/** @param {Date} date its whole seconds count */
const compact = (date) => `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;

/** @param {Date} date */
export const generalizedTime = (date) => element(0x18, Buffer.from(compact(date)));

/**
 * A time in a certificate: the short form up to 2049 (RFC 5280, 4.1.2.5).
 * @param {Date} date
 */
export const time = (date) =>
  date.getUTCFullYear() < 2050 ? element(0x17, Buffer.from(compact(date).slice(2))) : generalizedTime(date);

/** @import { Read } from './der.d.mts' */

/**
 * Reads elements that stand one after the other.
 * @param {Buffer} bytes
 * @returns {Read[]}
 */
export function elementsOf(bytes) {
  /** @type {Read[]} */
  const elements = [];
  for (let at = 0; at < bytes.length;) {
    const [tag = 0, first = 0] = bytes.subarray(at, at + 2);
    const more = first & 0x80 ? first & 0x7f : 0;
    const start = at + 2 + more;
    const end = start + (more ? bytes.readUIntBE(at + 2, more) : first);
    if (end > bytes.length) throw new RangeError('DER is cut off');
    elements.push({ tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

/**
 * One of the elements in a sequence.
 * @param {Buffer} der the sequence
 * @param {number} index
 * @returns {Read}
 */
export function elementIn(der, index) {
  const found = elementsOf(elementsOf(der)[0]?.content ?? der)[index];
  if (!found) throw new RangeError('an element is missing');
  return found;
}
