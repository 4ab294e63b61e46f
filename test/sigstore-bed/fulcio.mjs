// A certificate authority for identities: Fulcio's API, github.com/sigstore/fulcio, fulcio.proto.
import { createPublicKey, verify } from 'node:crypto';
import { requestedKey } from './csr.mjs';
import { element, octets, sequence, utf8 } from './der.mjs';
import { jsonOf, Refusal } from './server.mjs';
import {
  extendedKeyUsage,
  extension,
  FOR_SIGNATURES,
  keyIds,
  newSerial,
  NO_NAME,
  pem,
  signed,
  toBeSigned,
} from './x509.mjs';

/** @import { Authorities } from './authorities.mjs' */
/** @import { CertificateLog } from './ct.mjs' */
/** @import { Claims } from './bed.d.mts' */
/** @import { Tokens } from './oidc/tokens.mjs' */
/** @import { KeyObject } from 'node:crypto' */
/** @import { Request, Routes } from './server.mjs' */

const MINUTES = 60_000;
const FULCIO = '1.3.6.1.4.1.57264.1';
const SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';

export class Fulcio {
  /**
   * @param {Authorities} authorities
   * @param {Tokens} tokens those it takes
   * @param {CertificateLog} log
   */
  constructor(authorities, tokens, log) {
    this.authorities = authorities;
    this.tokens = tokens;
    this.log = log;
  }

  /** @returns {Routes} */
  get routes() {
    return {
      'POST /api/v2/signingCert': (request) => this.#certify(request),
      'GET /api/v2/trustBundle': () => ({ json: { chains: [{ certificates: this.#chain() }] } }),
    };
  }

  #chain() {
    return [pem(this.authorities.ca.der), pem(this.authorities.caRoot.der)];
  }

  /** @param {Request} request */
  async #certify(request) {
    const asked = jsonOf(request);
    const claims = this.#claims(asked?.credentials?.oidcIdentityToken ?? bearer(request));
    const subject = subjectOf(claims);
    const key = provenKey(asked, subject.challenge);
    const certificate = await this.#issue(key, claims, subject.name, request.lie);
    return {
      json: { signedCertificateEmbeddedSct: { chain: { certificates: [pem(certificate), ...this.#chain()] } } },
    };
  }

  /** @param {unknown} token */
  #claims(token) {
    try {
      return this.tokens.claimsOf(token);
    } catch {
      throw new Refusal(400, 'There was an error processing the identity token');
    }
  }

  /**
   * @param {KeyObject} key
   * @param {Claims} claims
   * @param {Buffer} name a GeneralName
   * @param {boolean} lie
   */
  async #issue(key, claims, name, lie) {
    const { ca } = this.authorities;
    const from = new Date(Math.floor(Date.now() / 1000) * 1000);
    const extensions = [
      FOR_SIGNATURES,
      extendedKeyUsage('codeSigning'),
      ...keyIds(key, ca.key),
      extension('2.5.29.17', sequence(name), true),
      ...claimExtensions(claims),
    ];
    const certificate = {
      serial: newSerial(),
      issuer: ca.name,
      subject: NO_NAME,
      from,
      to: new Date(from.getTime() + 10 * MINUTES),
      key,
    };
    const scts = await this.log.submit(toBeSigned({ ...certificate, extensions }), ca.key);
    const tbs = toBeSigned({ ...certificate, extensions: [...extensions, extension(SCT_LIST, octets(scts))] });
    return signed(tbs, this.authorities.signingKey('ca', lie));
  }
}

/** @param {Request} request */
const bearer = ({ headers }) => headers.authorization?.replace(/^Bearer /i, '');

/**
 * Who it is: the name in the certificate, and what the key has to have signed.
 * @param {Claims} claims
 */
function subjectOf({ email, email_verified: verified, sub, job_workflow_ref: workflow, ci_config_ref_uri: pipeline }) {
  if (typeof email === 'string') {
    if (verified !== true) throw new Refusal(400, 'There was an error processing the identity token');
    return { name: element(0x81, Buffer.from(email)), challenge: email };
  }
  let uri = sub;
  if (typeof workflow === 'string') uri = `https://github.com/${workflow}`;
  else if (typeof pipeline === 'string') uri = `https://${pipeline}`;
  if (typeof sub !== 'string' || typeof uri !== 'string')
    throw new Refusal(400, 'There was an error processing the identity token');
  return { name: element(0x86, Buffer.from(uri)), challenge: sub };
}

/**
 * The key to certify, of which has been shown that whoever asks has it.
 * @param {any} asked
 * @param {string} challenge
 */
function provenKey(asked, challenge) {
  if (asked?.certificateSigningRequest) return requestedKey(String(asked.certificateSigningRequest));
  const { publicKey, proofOfPossession } = asked?.publicKeyRequest ?? {};
  const key = publicKeyIn(publicKey?.content);
  const proof = Buffer.from(String(proofOfPossession), 'base64');
  if (!verify('sha256', Buffer.from(challenge), key, proof))
    throw new Refusal(400, 'The signature supplied in the request could not be verified');
  return key;
}

/** @param {unknown} text PEM */
function publicKeyIn(text) {
  try {
    return createPublicKey(String(text));
  } catch {
    throw new Refusal(400, 'The public key supplied in the request could not be parsed');
  }
}

/**
 * What the token says about where it comes from: github.com/sigstore/fulcio, docs/oid-info.md
 * @param {Claims} claims
 */
function claimExtensions(claims) {
  const repository = claims.repository && `https://github.com/${claims.repository}`;
  const workflow = claims.job_workflow_ref && `https://github.com/${claims.job_workflow_ref}`;
  const issuer = issuerOf(claims);
  const texts = /** @type {[number, unknown][]} */ ([
    [8, issuer],
    [9, workflow],
    [11, claims.runner_environment],
    [12, repository],
    [13, claims.sha],
    [14, claims.ref],
    [20, claims.event_name],
  ]).filter(([, value]) => value !== undefined);
  return [
    extension(`${FULCIO}.1`, Buffer.from(issuer)),
    ...texts.map(([number, value]) => extension(`${FULCIO}.${number}`, utf8(String(value)))),
  ];
}

/**
 * Who vouches: behind a provider that only passes on what others say, they.
 * @param {Claims} claims
 */
function issuerOf({ iss, federated_claims: federated }) {
  const connector = /** @type {{ connector_id?: unknown } | undefined} */ (federated)?.connector_id;
  return String(connector ?? iss);
}
