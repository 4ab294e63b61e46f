// Identity tokens (JWT, RFC 7519), signed with ES256.
import { createHash, sign, verify } from 'node:crypto';

/** @import { Authorities } from '../authorities.mjs' */
/** @import { Record } from '../record.mjs' */
/** @import { Behaviour, Claims } from '../bed.d.mts' */

export const AUDIENCE = 'sigstore';

const base64url = (/** @type {unknown} */ json) => Buffer.from(JSON.stringify(json)).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

export class Tokens {
  /**
   * @param {string} issuer
   * @param {Authorities} authorities
   * @param {Record} record
   * @param {Behaviour} behaviour
   */
  constructor(issuer, authorities, record, behaviour) {
    this.issuer = issuer;
    this.authorities = authorities;
    this.record = record;
    this.behaviour = behaviour;
  }

  /** The key that tokens are signed with (JWK, RFC 7517). */
  get key() {
    const jwk = this.authorities.pair('oidc').publicKey.export({ format: 'jwk' });
    const kid = createHash('sha256').update(`${jwk.x}.${jwk.y}`).digest('hex').slice(0, 16);
    return { ...jwk, kid, use: 'sig', alg: 'ES256' };
  }

  /**
   * @param {Claims} claims in addition to the usual ones
   * @param {boolean} [lie] signed with a key that is not the one above
   * @param {Claims} [over] in place of any other; null leaves one out
   */
  issue(claims, lie = false, over = this.behaviour.claims) {
    const { email, tokenSeconds } = this.behaviour;
    const issued = seconds();
    const all = {
      iss: this.issuer,
      aud: AUDIENCE,
      sub: createHash('sha256').update(email).digest('hex').slice(0, 32),
      iat: issued,
      exp: issued + tokenSeconds,
      email,
      email_verified: true,
      ...claims,
      ...over,
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
    const text = `${base64url({ alg: 'ES256', typ: 'JWT', kid: this.key.kid })}.${base64url(given)}`;
    const key = this.authorities.signingKey('oidc', lie);
    const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
    return this.record.keep(`${text}.${signature.toString('base64url')}`);
  }

  /**
   * The claims of a token that was issued here for Sigstore and is still good.
   * @param {unknown} token
   * @returns {Claims}
   * @throws {Error} that says what is wrong with it
   */
  claimsOf(token) {
    const [head, payload, signature, ...rest] = String(token).split('.');
    if (!head || !payload || !signature || rest.length) throw new Error('no JWT');
    const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    if (alg !== 'ES256' || kid !== this.key.kid) throw new Error('signed by no known key');
    const key = this.authorities.pair('oidc').publicKey;
    const signed = Buffer.from(`${head}.${payload}`);
    if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
      throw new Error('bad signature');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (claims.iss !== this.issuer) throw new Error('another issuer');
    if (![claims.aud].flat().includes(AUDIENCE)) throw new Error('another audience');
    if (!(claims.exp > seconds())) throw new Error('expired');
    return claims;
  }
}
