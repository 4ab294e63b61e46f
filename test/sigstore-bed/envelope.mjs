// What a log looks at before it takes an entry: that the signature is one.
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { Refusal } from './server.mjs';

/** @import { KeyObject } from 'node:crypto' */

/**
 * @param {Uint8Array | undefined} bytes a certificate or a public key, DER or PEM
 * @returns {KeyObject}
 */
export function keyIn(bytes) {
  const given = Buffer.from(bytes ?? []);
  for (const read of [
    () => new X509Certificate(given).publicKey,
    () => createPublicKey(given),
    () => createPublicKey({ key: given, format: 'der', type: 'spki' }),
  ]) {
    try {
      return read();
    } catch {
      // The next form.
    }
  }
  throw new Refusal(400, 'the verifier is neither a certificate nor a public key');
}

/**
 * @param {{ payloadType?: unknown, payload?: unknown, signatures?: { sig?: unknown }[] }} envelope DSSE, in JSON
 * @param {KeyObject} key
 * @returns {{ payload: Buffer, signature: string }}
 */
export function checkedEnvelope({ payloadType, payload, signatures }, key) {
  const [first, ...more] = Array.isArray(signatures) ? signatures : [];
  if (!first || more.length) throw new Refusal(400, 'exactly one signature is expected');
  const type = String(payloadType);
  const bytes = Buffer.from(String(payload), 'base64');
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${bytes.length} `), bytes]);
  const signature = String(first.sig);
  if (!verify(hashFor(key), signed, key, Buffer.from(signature, 'base64')))
    throw new Refusal(400, 'the signature does not fit the envelope');
  return { payload: bytes, signature };
}

/** @param {KeyObject} key */
function hashFor({ asymmetricKeyType, asymmetricKeyDetails }) {
  if (asymmetricKeyType === 'ed25519') return undefined;
  return { secp384r1: 'sha384', secp521r1: 'sha512' }[asymmetricKeyDetails?.namedCurve ?? ''] ?? 'sha256';
}
