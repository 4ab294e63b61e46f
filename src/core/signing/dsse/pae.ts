import { concatBytes } from '../bytes';
import { PAYLOAD_TYPE } from './envelope';

/** The bytes that a DSSE signature signs: the payload with its type and length, so that neither can be swapped. */
export function preAuthEncoding(payload: Uint8Array): Uint8Array {
  return concatBytes([ascii(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `), payload]);
}

/**
 * What model_signing 0.2.0 signed by mistake: a capital V, and instead of the payload its notation as a literal of Python.
 * For verification of old signatures only.
 */
export function legacyPreAuthEncoding(payload: Uint8Array): Uint8Array {
  return ascii(`DSSEV1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} ${pythonLiteral(payload)}`);
}

const QUOTE = "'".charCodeAt(0);
const DOUBLE_QUOTE = '"'.charCodeAt(0);
const ESCAPES = new Map([
  ['\\'.charCodeAt(0), '\\\\'],
  ['\t'.charCodeAt(0), '\\t'],
  ['\n'.charCodeAt(0), '\\n'],
  ['\r'.charCodeAt(0), '\\r'],
]);

/** Bytes as `repr(bytes)` of Python writes them. */
function pythonLiteral(bytes: Uint8Array): string {
  const quote = bytes.includes(QUOTE) && !bytes.includes(DOUBLE_QUOTE) ? '"' : "'";
  let text = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    const isPlain = byte >= 0x20 && byte < 0x7f;
    if (char === quote) text += `\\${quote}`;
    else text += ESCAPES.get(byte) ?? (isPlain ? char : `\\x${byte.toString(16).padStart(2, '0')}`);
  }
  return `b${quote}${text}${quote}`;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
