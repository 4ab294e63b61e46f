// Makes X.509 certificates (RFC 5280): Node reads them, but makes none.
import { createHash, randomBytes, sign } from 'node:crypto';
import { bits, context, element, integer, octets, oid, sequence, setOf, time, TRUE, utf8 } from './der.mjs';

/** @import { KeyObject } from 'node:crypto' */

export const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/** @param {KeyObject} key a public one */
export const spki = (key) => key.export({ type: 'spki', format: 'der' });

/**
 * Organization and common name.
 * @param {string} commonName
 */
export const name = (commonName) =>
  sequence(
    setOf(sequence(oid('2.5.4.10'), utf8('Sigstore test bed'))),
    setOf(sequence(oid('2.5.4.3'), utf8(commonName))),
  );

export const NO_NAME = sequence();

/** A new serial number: 19 random bytes, of which the first is not zero. */
export const newSerial = () => BigInt(`0x7f${randomBytes(18).toString('hex')}`);

/**
 * What a certificate of an authority has for a serial number: always the same for the same key.
 * @param {KeyObject} key
 */
export const serialOf = (key) => BigInt(`0x7f${keyId(key).toString('hex').slice(0, 30)}`);

/** @param {KeyObject} key */
const keyId = (key) => createHash('sha1').update(spki(key)).digest();

/**
 * @param {string} id
 * @param {Buffer} value
 */
export const extension = (id, value, critical = false) => sequence(oid(id), ...(critical ? [TRUE] : []), octets(value));

/** @param {number} pathLength how many authorities may follow */
export const authority = (pathLength) => [
  extension('2.5.29.19', sequence(TRUE, integer(pathLength)), true),
  // keyCertSign, cRLSign
  extension('2.5.29.15', element(0x03, Buffer.from([1, 0x06])), true),
];

/** Key usage: digitalSignature. */
export const FOR_SIGNATURES = extension('2.5.29.15', element(0x03, Buffer.from([7, 0x80])), true);

/**
 * @param {'codeSigning' | 'timeStamping'} usage
 */
export const extendedKeyUsage = (usage) =>
  usage === 'codeSigning'
    ? extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.3')))
    : extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.8')), true); // critical: RFC 3161, 2.3

/**
 * Whose key it is, and whose signed it.
 * @param {KeyObject} subject
 * @param {KeyObject} issuer
 */
export const keyIds = (subject, issuer) => [
  extension('2.5.29.14', octets(keyId(subject))),
  extension('2.5.29.35', sequence(element(0x80, keyId(issuer)))),
];

/**
 * What a certificate is signed over.
 * @param {{ serial: bigint, issuer: Buffer, subject: Buffer, from: Date, to: Date, key: KeyObject, extensions: Buffer[] }} input
 */
export function toBeSigned({ serial, issuer, subject, from, to, key, extensions }) {
  return sequence(
    context(0, integer(2)),
    integer(serial),
    ECDSA_SHA256,
    issuer,
    sequence(time(from), time(to)),
    subject,
    spki(key),
    context(3, sequence(...extensions)),
  );
}

/**
 * @param {Buffer} tbs
 * @param {KeyObject} key a private one, P-256
 */
export const signed = (tbs, key) => sequence(tbs, ECDSA_SHA256, bits(sign('sha256', tbs, key)));

/** @param {Buffer} der */
export const pem = (der) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
