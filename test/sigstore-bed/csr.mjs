// Certificate signing requests (PKCS #10, RFC 2986), which Node does not read.
import { createPublicKey, verify } from 'node:crypto';
import { elementIn } from './der.mjs';
import { Refusal } from './server.mjs';

/**
 * The key of a request that was signed with it.
 * @param {string} encoded base64 of PEM
 */
export function requestedKey(encoded) {
  try {
    const pem = Buffer.from(encoded, 'base64').toString('latin1');
    const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
    const info = elementIn(der, 0).whole;
    const spki = elementIn(info, 2).whole;
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    // A bit string begins with how many of its last bits do not count.
    if (verify('sha256', info, key, elementIn(der, 2).content.subarray(1))) return key;
  } catch {
    throw new Refusal(400, 'The certificate signing request could not be parsed');
  }
  throw new Refusal(400, 'The signature supplied in the request could not be verified');
}
