// A certificate transparency log (RFC 6962): it promises to log a certificate, and the promise goes into that.
import { sign } from 'node:crypto';
import { faultyReply } from './faults.mjs';
import { sha256 } from './merkle.mjs';
import { Refusal } from './server.mjs';
import { spki } from './x509.mjs';

/** @import { Authorities } from './authorities.mjs' */
/** @import { Faults } from './faults.mjs' */
/** @import { KeyObject } from 'node:crypto' */

const uint = (/** @type {number} */ bytes, /** @type {number | bigint} */ value) =>
  Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex');
const V1 = uint(1, 0);
const CERTIFICATE_TIMESTAMP = uint(1, 0);
const PRECERT_ENTRY = uint(2, 1);
const NO_EXTENSIONS = uint(2, 0);
const SHA256_ECDSA = Buffer.from([4, 3]);

/** Nobody but the certificate authority talks to it, and nobody asks what it has: no port of its own, and no tree. */
export class CertificateLog {
  /**
   * @param {Authorities} authorities
   * @param {Faults} faults
   */
  constructor(authorities, faults) {
    this.authorities = authorities;
    this.faults = faults;
    this.id = sha256(spki(authorities.pair('ct').publicKey));
  }

  /**
   * Promises to log what will be a certificate.
   * @param {Buffer} tbs the certificate without what this returns
   * @param {KeyObject} issuer
   * @returns {Promise<Buffer>} content of the extension 1.3.6.1.4.1.11129.2.4.2: a list of one signed timestamp
   */
  async submit(tbs, issuer) {
    const found = this.faults.meet('ct');
    if (found?.fault === 'slow')
      await new Promise((resolve) => setTimeout(resolve, (found.seconds ?? 3600) * 1000).unref());
    if (found?.fault === 'down' || (found && faultyReply(found)))
      throw new Refusal(500, 'Error entering certificate in CTL', { code: 13 });
    const time = uint(8, Date.now());
    const entry = [PRECERT_ENTRY, sha256(spki(issuer)), uint(3, tbs.length), tbs, NO_EXTENSIONS];
    const signed = Buffer.concat([V1, CERTIFICATE_TIMESTAMP, time, ...entry]);
    const signature = sign('sha256', signed, this.authorities.signingKey('ct', found?.fault === 'wrong'));
    const sct = Buffer.concat([
      ...[V1, this.id, time, NO_EXTENSIONS, SHA256_ECDSA],
      ...[uint(2, signature.length), signature],
    ]);
    return Buffer.concat([uint(2, sct.length + 2), uint(2, sct.length), sct]);
  }
}
