// A timestamp authority: tokens of RFC 3161, asked for as github.com/sigstore/timestamp-authority takes it in JSON.
import { createHash, sign } from 'node:crypto';
import {
  context,
  element,
  elementIn,
  elementsOf,
  generalizedTime,
  integer,
  octets,
  oid,
  sequence,
  setOf,
} from './der.mjs';
import { jsonOf, Refusal } from './server.mjs';
import { ECDSA_SHA256, newSerial } from './x509.mjs';

/** @import { Authorities } from './authorities.mjs' */
/** @import { Request, Routes } from './server.mjs' */

const HASHES = /** @type {const} */ ({
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
});
const SHA256 = sequence(oid(HASHES.sha256));
const SIGNED_DATA = oid('1.2.840.113549.1.7.2');
const TST_INFO = oid('1.2.840.113549.1.9.16.1.4');
const CONTENT_TYPE = oid('1.2.840.113549.1.9.3');
const MESSAGE_DIGEST = oid('1.2.840.113549.1.9.4');
const SIGNING_CERTIFICATE_V2 = oid('1.2.840.113549.1.9.16.2.47');
/** The policy of Sigstore's authority. */
const POLICY = oid('1.3.6.1.4.1.57264.2');
const INTEGER = 0x02;
const GRANTED = sequence(integer(0));

const sha256 = (/** @type {Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest();

export class Tsa {
  /** @param {Authorities} authorities */
  constructor(authorities) {
    this.authorities = authorities;
  }

  /** @returns {Routes} */
  get routes() {
    return { 'POST /api/v1/timestamp': (request) => this.#stamp(request) };
  }

  /** @param {Request} request */
  #stamp(request) {
    const query = request.headers['content-type'] === 'application/timestamp-query';
    const asked = query ? askedInDer(request.body) : askedInJson(jsonOf(request));
    const body = sequence(GRANTED, this.#token(asked, request.lie));
    return { status: 201, type: 'application/timestamp-reply', body };
  }

  /**
   * RFC 3161, 2.4.2, in signed data of RFC 5652.
   * @param {Asked} asked
   * @param {boolean} lie
   */
  #token({ imprint, nonce }, lie) {
    const { der, serial } = this.authorities.tsa;
    const issuer = this.authorities.tsaRoot.name;
    const info = sequence(
      integer(1),
      POLICY,
      imprint,
      integer(newSerial()),
      generalizedTime(new Date()), // whole seconds: some readers know no others
      ...(nonce ? [nonce] : []),
    );
    const attributes = [
      sequence(CONTENT_TYPE, setOf(TST_INFO)),
      sequence(MESSAGE_DIGEST, setOf(octets(sha256(info)))),
      sequence(SIGNING_CERTIFICATE_V2, setOf(sequence(sequence(sequence(octets(sha256(der))))))),
    ];
    const attributeSet = setOf(...attributes);
    const signer = sequence(
      integer(1),
      sequence(issuer, integer(serial)),
      SHA256,
      // Signed as a set, written with another tag: RFC 5652, 5.4
      Buffer.concat([Buffer.from([0xa0]), attributeSet.subarray(1)]),
      ECDSA_SHA256,
      octets(sign('sha256', attributeSet, this.authorities.signingKey('tsa', lie))),
    );
    const data = sequence(
      integer(3),
      setOf(SHA256),
      sequence(TST_INFO, context(0, octets(info))),
      element(0xa0, der),
      setOf(signer),
    );
    return sequence(SIGNED_DATA, context(0, data));
  }
}

/** @typedef {{ imprint: Buffer, nonce: Buffer | undefined }} Asked both in DER */

/**
 * @param {any} asked
 * @returns {Asked}
 */
function askedInJson(asked) {
  const { artifactHash, hashAlgorithm, nonce } = asked ?? {};
  const algorithm = HASHES[/** @type {keyof typeof HASHES} */ (hashAlgorithm)];
  const hash = Buffer.from(String(artifactHash), 'base64');
  if (!algorithm || hash.length !== Number(hashAlgorithm.slice(3)) / 8)
    throw new Refusal(400, 'artifactHash has to be a hash, hashAlgorithm sha256, sha384 or sha512');
  return {
    imprint: sequence(sequence(oid(algorithm)), octets(hash)),
    nonce: nonce === undefined ? undefined : integer(BigInt(nonce)),
  };
}

/**
 * TimeStampReq: RFC 3161, 2.4.1
 * @param {Buffer} der
 * @returns {Asked}
 */
function askedInDer(der) {
  try {
    const imprint = elementIn(der, 1).whole;
    // After it, in this order: a policy, a nonce, whether the certificate is wanted.
    const nonce = elementsOf(elementsOf(der)[0]?.content ?? der)
      .slice(2)
      .find(({ tag }) => tag === INTEGER);
    return { imprint, nonce: nonce?.whole };
  } catch {
    throw new Refusal(400, 'the request is no TimeStampReq');
  }
}
