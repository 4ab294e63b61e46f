/** What a file's bytes say about their encoding. */
export interface DecodedText {
  /** The text; where the bytes are not UTF-8, the best reading of them (so that ranges can be shown). */
  text: string;
  /** What the bytes are, as far as can be told. */
  encoding: 'utf-8' | 'utf-16' | 'unknown';
  /** Offset in `text` of the first character that is not UTF-8, where the encoding is unknown. */
  badOffset?: number;
  /** The file begins with a UTF-8 byte order mark that the host took off the text, as editors do. */
  byteOrderMark?: boolean;
}

/**
 * Decodes a file. A UTF-8 byte order mark stays in the text as U+FEFF, for a rule to report. UTF-16 is told by its
 * byte order mark (Unicode 16.0 §23.8); anything else that is not UTF-8 is shown as Latin-1.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length >= 2) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe)
      return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
      return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const text = new TextDecoder('latin1').decode(bytes);
    return { text, encoding: 'unknown', badOffset: firstInvalid(bytes) };
  }
}

/** The index of the first byte that begins no well-formed UTF-8 sequence (Unicode 16.0, table 3-7). */
function firstInvalid(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  // A longer prefix can only add errors, save for a sequence cut at its end: `stream` accepts that.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodes(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  let start = low;
  while (start > 0 && start > low - 3 && (bytes[start - 1]! & 0xc0) === 0x80) start--;
  // Step back to the lead byte where the prefix ended inside a sequence.
  return start > 0 && bytes[start - 1]! >= 0xc0 && !decodesWhole(bytes.subarray(start - 1, low)) ? start - 1 : low;
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decodesWhole(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
