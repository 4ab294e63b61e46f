// Signing in with a browser: authorization code with PKCE (RFC 6749, 4.1; RFC 7636), sent back or shown.
import { createHash, randomBytes } from 'node:crypto';
import { formOf } from '../server.mjs';
import { escapeHtml, oauthError, page, signInPage } from './replies.mjs';
import { AUDIENCE } from './tokens.mjs';

/** @import { Behaviour } from '../bed.d.mts' */
/** @import { Record } from '../record.mjs' */
/** @import { Request } from '../server.mjs' */
/** @import { Grant } from './replies.mjs' */

const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';
const CODE_MS = 60_000;
const secret = () => randomBytes(24).toString('base64url');

export class CodeFlow {
  /** Requests that wait for the button. @type {Map<string, URLSearchParams>} */
  #waiting = new Map();
  /** @type {Map<string, { asked: URLSearchParams, until: number }>} */
  #codes = new Map();

  /**
   * @param {Behaviour} behaviour
   * @param {Record} record
   * @param {Grant} grant
   */
  constructor(behaviour, record, grant) {
    this.behaviour = behaviour;
    this.record = record;
    this.grant = grant;
  }

  /** @param {Request} request */
  authorize({ query }) {
    const mistake = mistakeIn(query);
    if (mistake) return page(400, 'This request cannot be answered', `<p>${escapeHtml(mistake)}</p>`);
    if (this.behaviour.login === 'automatic') return this.#answer(query);
    const id = secret();
    this.#waiting.set(id, query);
    return signInPage('/auth', this.behaviour.email, `<input type="hidden" name="request" value="${id}">`);
  }

  /** @param {Request} request */
  pressed(request) {
    const id = formOf(request).get('request') ?? '';
    const asked = this.#waiting.get(id);
    this.#waiting.delete(id);
    return asked ? this.#answer(asked) : page(400, 'This page is out of date', '<p>Sign in again.</p>');
  }

  /**
   * Sends the user back with a code, or shows it.
   * @param {URLSearchParams} asked
   */
  #answer(asked) {
    const redirect = asked.get('redirect_uri') ?? '';
    const code = this.behaviour.deny ? undefined : this.record.keep(secret());
    if (code) this.#codes.set(code, { asked, until: Date.now() + CODE_MS });
    if (redirect === OUT_OF_BAND) {
      if (!code) return page(403, 'Not signed in', '<p>You refused.</p>');
      return page(200, 'Signed in', `<p>Enter this code where you came from:</p><p><code id="code">${code}</code></p>`);
    }
    const back = new URL(redirect);
    const answer = code ? { code } : { error: 'access_denied', error_description: 'The user refused.' };
    const state = this.behaviour.state ?? asked.get('state') ?? '';
    for (const [name, value] of Object.entries({ ...answer, state })) back.searchParams.set(name, value);
    return { status: 303, headers: { location: back.href } };
  }

  /**
   * @param {URLSearchParams} form
   * @param {boolean} lie
   */
  redeem(form, lie) {
    const code = form.get('code') ?? '';
    const found = this.#codes.get(code);
    this.#codes.delete(code); // good once only
    const same = (/** @type {string} */ name) => form.get(name) === found?.asked.get(name);
    if (!found || found.until < Date.now() || !same('redirect_uri') || !same('client_id'))
      return oauthError('invalid_grant');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    // RFC 7636, 4.1 and 4.6
    if (!/^[\w.~-]{43,128}$/.test(verifier) || challenge !== found.asked.get('code_challenge'))
      return oauthError('invalid_grant');
    return this.grant({ nonce: found.asked.get('nonce') }, lie);
  }
}

/**
 * What is wrong with a request to sign in, where the user must not be sent back.
 * @param {URLSearchParams} query
 */
function mistakeIn(query) {
  const redirect = query.get('redirect_uri') ?? '';
  // Any port of this machine: RFC 8252, 7.3
  if (redirect !== OUT_OF_BAND && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d+(\/|$)/.test(redirect))
    return `redirect_uri is ${redirect || 'missing'}`;
  if (query.get('client_id') !== AUDIENCE) return 'client_id is unknown';
  if (query.get('response_type') !== 'code') return 'response_type has to be code';
  if (!(query.get('scope') ?? '').split(' ').includes('openid')) return 'scope has to contain openid';
  if (query.get('code_challenge_method') !== 'S256') return 'code_challenge_method has to be S256';
  if (!/^[\w-]{43}$/.test(query.get('code_challenge') ?? '')) return 'code_challenge is no SHA-256';
  return undefined;
}
