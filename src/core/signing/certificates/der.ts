/** One element of DER: its tag, and where its content is. */
export interface DerElement {
  tag: number;
  content: Uint8Array;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
} as const;

const LONG_FORM = 0x80;

/**
 * Reads elements that stand one after the other.
 * @throws {RangeError} when they are cut off, or longer than fits
 */
export function readDer(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = byteAt(bytes, at++);
    let length = byteAt(bytes, at++);
    if (length >= LONG_FORM) {
      const count = length - LONG_FORM;
      if (count < 1 || count > 4) throw new RangeError('length of DER');
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + byteAt(bytes, at++);
    }
    if (at + length > bytes.length) throw new RangeError('DER is cut off');
    elements.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return elements;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('DER is cut off');
  return byte;
}

/** An object identifier in dots. */
export function readOid(content: Uint8Array): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte & LONG_FORM) continue;
    if (parts.length) parts.push(value);
    else parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    value = 0;
  }
  return parts.join('.');
}
