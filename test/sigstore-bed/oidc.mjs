// An identity provider (OpenID Connect Core 1.0): code with PKCE, out of band, device flow, and tokens for a CI job.
import { createHash, randomBytes, randomUUID, sign, verify } from 'node:crypto';
import { Refusal } from './server.mjs';

/** @import { Authorities } from './authorities.mjs' */
/** @import { Record } from './record.mjs' */
/** @import { Reply, Request, Routes } from './server.mjs' */

/** @typedef {{ [claim: string]: unknown }} Claims */
/**
 * How it behaves; a test may change it at any time.
 * @typedef {object} Behaviour
 * @property {string} email who signs in
 * @property {'automatic' | 'button'} login whether somebody has to press the button of a page
 * @property {boolean} deny the user refuses
 * @property {Claims} claims put into every token, over what would be there; null leaves one out
 * @property {number} tokenSeconds how long a token is good; negative: it is out of date
 * @property {string | undefined} state what comes back in place of the state
 * @property {{ interval: number, expires: number, pending: number }} device seconds between polls and until the end; how
 *   many polls go by before somebody has signed in, where the login is automatic
 */

const AUDIENCE = 'sigstore';
export const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const CODE_SECONDS = 60;
const now = () => Math.floor(Date.now() / 1000);
const base64url = (/** @type {unknown} */ json) => Buffer.from(JSON.stringify(json)).toString('base64url');
const secret = () => randomBytes(24).toString('base64url');

export class Oidc {
  /** @type {Behaviour} */
  behaviour;
  /** Requests that wait for the button. @type {Map<string, URLSearchParams>} */
  #waiting = new Map();
  /** @type {Map<string, { asked: URLSearchParams, until: number }>} */
  #codes = new Map();
  /** @type {Map<string, Device>} */
  #devices = new Map();

  /**
   * @param {string} issuer
   * @param {Authorities} authorities
   * @param {Record} record
   * @param {Partial<Behaviour>} behaviour
   */
  constructor(issuer, authorities, record, behaviour) {
    this.issuer = issuer;
    this.authorities = authorities;
    this.record = record;
    this.behaviour = {
      email: 'tester@example.org',
      login: 'automatic',
      deny: false,
      claims: {},
      tokenSeconds: 60,
      state: undefined,
      ...behaviour,
      device: { interval: 1, expires: 300, pending: 1, ...behaviour.device },
    };
  }

  /** @returns {Routes} */
  get routes() {
    return {
      'GET /.well-known/openid-configuration': () => ({ json: this.#discovery() }),
      'GET /keys': () => ({ json: { keys: [this.#jwk()] } }),
      'GET /auth': (request) => this.#authorize(request),
      'POST /auth': (request) => this.#pressed(request),
      'POST /token': (request) => this.#token(request),
      'POST /device/code': (request) => this.#device(request),
      'GET /device': ({ query }) => this.#devicePage(query),
      'POST /device': (request) => this.#devicePressed(request),
      'GET /ci/token': (request) => this.#ciToken(request),
    };
  }

  /**
   * A signed ID token (JWT, RFC 7519).
   * @param {Claims} [claims] over what would be there; null leaves one out
   */
  identityToken(claims = {}, lie = false) {
    const { email, tokenSeconds } = this.behaviour;
    const issued = now();
    const all = {
      iss: this.issuer,
      aud: AUDIENCE,
      sub: createHash('sha256').update(email).digest('hex').slice(0, 32),
      iat: issued,
      exp: issued + tokenSeconds,
      email,
      email_verified: true,
      ...this.behaviour.claims,
      ...claims,
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
    const text = `${base64url({ alg: 'ES256', typ: 'JWT', kid: this.#jwk().kid })}.${base64url(given)}`;
    const key = this.authorities.signingKey('oidc', lie);
    const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
    return this.record.keep(`${text}.${signature.toString('base64url')}`);
  }

  /**
   * The claims of a token that this provider made for Sigstore and that is still good.
   * @param {unknown} token
   * @returns {Claims}
   * @throws {Error} that says what is wrong with it
   */
  claimsOf(token) {
    const [head, payload, signature, ...rest] = String(token).split('.');
    if (!head || !payload || !signature || rest.length) throw new Error('no JWT');
    const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    if (alg !== 'ES256' || kid !== this.#jwk().kid) throw new Error('signed by no known key');
    const key = this.authorities.pair('oidc').publicKey;
    const signed = Buffer.from(`${head}.${payload}`);
    if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
      throw new Error('bad signature');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (claims.iss !== this.issuer) throw new Error('another issuer');
    if (![claims.aud].flat().includes(AUDIENCE)) throw new Error('another audience');
    if (!(claims.exp > now())) throw new Error('expired');
    return claims;
  }

  #discovery() {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      device_authorization_endpoint: `${issuer}/device/code`,
      grant_types_supported: ['authorization_code', DEVICE_GRANT],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'email'],
      claims_supported: ['iss', 'sub', 'aud', 'iat', 'exp', 'email', 'email_verified'],
    };
  }

  #jwk() {
    const jwk = this.authorities.pair('oidc').publicKey.export({ format: 'jwk' });
    const kid = createHash('sha256').update(`${jwk.x}.${jwk.y}`).digest('hex').slice(0, 16);
    return { ...jwk, kid, use: 'sig', alg: 'ES256' };
  }

  /** @param {Request} request */
  #authorize({ query }) {
    const mistake = mistakeIn(query);
    if (mistake) return page(400, 'This request cannot be answered', `<p>${escape(mistake)}</p>`);
    if (this.behaviour.login === 'automatic') return this.#granted(query);
    const id = secret();
    this.#waiting.set(id, query);
    return this.#button('/auth', id);
  }

  /** @param {Request} request */
  #pressed(request) {
    const id = formOf(request).get('request') ?? '';
    const asked = this.#waiting.get(id);
    this.#waiting.delete(id);
    return asked ? this.#granted(asked) : page(400, 'This page is out of date', '<p>Sign in again.</p>');
  }

  /**
   * Sends the user back with a code, or shows it.
   * @param {URLSearchParams} asked
   */
  #granted(asked) {
    const redirect = asked.get('redirect_uri') ?? '';
    const answer = new URLSearchParams({ state: this.behaviour.state ?? asked.get('state') ?? '' });
    if (this.behaviour.deny) {
      if (redirect === OUT_OF_BAND) return page(403, 'Signed out', '<p>You refused to sign in.</p>');
      answer.set('error', 'access_denied');
      answer.set('error_description', 'The user refused.');
    } else {
      const code = this.record.keep(secret());
      this.#codes.set(code, { asked, until: now() + CODE_SECONDS });
      if (redirect === OUT_OF_BAND)
        return page(
          200,
          'Signed in',
          `<p>Enter this code where you came from:</p><p><code id="code">${code}</code></p>`,
        );
      answer.set('code', code);
    }
    const back = new URL(redirect);
    for (const [name, value] of answer) back.searchParams.set(name, value);
    return { status: 303, headers: { location: back.href } };
  }

  /** @param {Request} request */
  #token(request) {
    const form = formOf(request);
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return this.#redeem(form, request.lie);
      case DEVICE_GRANT:
        return this.#poll(form, request.lie);
      default:
        return oauthError('unsupported_grant_type');
    }
  }

  /** @param {URLSearchParams} form */
  #redeem(form, lie = false) {
    const code = form.get('code') ?? '';
    const found = this.#codes.get(code);
    this.#codes.delete(code); // good once only
    const same = (/** @type {string} */ name) => form.get(name) === found?.asked.get(name);
    if (!found || found.until < now() || !same('redirect_uri') || !same('client_id'))
      return oauthError('invalid_grant');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    // RFC 7636, 4.1 and 4.6
    if (!/^[\w.~-]{43,128}$/.test(verifier) || challenge !== found.asked.get('code_challenge'))
      return oauthError('invalid_grant');
    return this.#tokens({ nonce: found.asked.get('nonce') }, lie);
  }

  /** @param {Claims} claims */
  #tokens(claims, lie = false) {
    return {
      json: {
        access_token: this.record.keep(secret()),
        token_type: 'bearer',
        expires_in: this.behaviour.tokenSeconds,
        id_token: this.identityToken(claims, lie),
      },
    };
  }

  /**
   * Device flow (RFC 8628).
   * @param {Request} request
   */
  #device(request) {
    if (formOf(request).get('client_id') !== AUDIENCE) return oauthError('invalid_client', 401);
    const { interval, expires } = this.behaviour.device;
    const code = this.record.keep(secret());
    const user = randomBytes(4).toString('hex').toUpperCase().replace(/^..../, '$&-');
    this.#devices.set(code, {
      user,
      interval,
      until: Date.now() + expires * 1000,
      asked: -Infinity,
      polls: 0,
      state: 'pending',
    });
    return {
      json: {
        device_code: code,
        user_code: user,
        verification_uri: `${this.issuer}/device`,
        verification_uri_complete: `${this.issuer}/device?user_code=${user}`,
        expires_in: expires,
        interval,
      },
    };
  }

  /** @param {URLSearchParams} form */
  #poll(form, lie = false) {
    const code = form.get('device_code') ?? '';
    const device = this.#devices.get(code);
    if (!device) return oauthError('invalid_grant');
    if (device.until <= Date.now()) return oauthError('expired_token');
    const since = Date.now() - device.asked;
    device.asked = Date.now();
    // Clocks and timers differ by some milliseconds.
    if (since < device.interval * 1000 - 50) {
      device.interval += 5; // RFC 8628, 3.5
      return oauthError('slow_down');
    }
    const {
      login,
      deny,
      device: { pending },
    } = this.behaviour;
    if (login === 'automatic' && ++device.polls > pending) device.state = deny ? 'denied' : 'granted';
    if (device.state === 'pending') return oauthError('authorization_pending');
    this.#devices.delete(code);
    return device.state === 'denied' ? oauthError('access_denied') : this.#tokens({}, lie);
  }

  /** @param {URLSearchParams} query */
  #devicePage(query) {
    return this.#button('/device', query.get('user_code') ?? '', true);
  }

  /** @param {Request} request */
  #devicePressed(request) {
    const user = (formOf(request).get('request') ?? '').toUpperCase();
    const device = [...this.#devices.values()].find((each) => each.user === user);
    if (!device) return page(400, 'Nobody waits for this code', '<p>Is it the one that was shown?</p>');
    device.state = this.behaviour.deny ? 'denied' : 'granted';
    return page(200, 'Signed in', '<p>You may close this page.</p>');
  }

  /**
   * What GitHub Actions gives a job that may ask for identity tokens.
   * @param {Request} request
   */
  #ciToken({ query, headers }) {
    if (headers.authorization !== `Bearer ${this.ciSecret}`) throw new Refusal(401, 'unauthorized', { code: 16 });
    return { json: { value: this.identityToken({ ...CI_CLAIMS, aud: query.get('audience') ?? AUDIENCE }) } };
  }

  /** The environment of a job in GitHub Actions that asks this provider for its identity. */
  ciEnvironment() {
    return {
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.issuer}/ci/token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: this.record.keep(this.ciSecret),
    };
  }

  ciSecret = secret();

  /**
   * @param {string} action
   * @param {string} id
   */
  #button(action, id, shown = false) {
    const field = shown
      ? `<label>Code <input name="request" value="${escape(id)}"></label>`
      : `<input type="hidden" name="request" value="${escape(id)}">`;
    const who = escape(this.behaviour.email);
    return page(
      200,
      'Sign in to the Sigstore test bed',
      `<form method="post" action="${action}">${field} <button type="submit">Sign in as ${who}</button></form>`,
    );
  }
}

/** @typedef {{ user: string, interval: number, until: number, asked: number, polls: number, state: 'pending' | 'granted' | 'denied' }} Device */

const WORKFLOW = 'example/model/.github/workflows/release.yml@refs/heads/main';
/** Names of GitHub's claims: docs.github.com, "OpenID Connect reference". */
const CI_CLAIMS = {
  email: null,
  email_verified: null,
  sub: 'repo:example/model:ref:refs/heads/main',
  repository: 'example/model',
  repository_owner: 'example',
  ref: 'refs/heads/main',
  sha: '5c1d0d1a1f9f3c1c4c2f0f3f2f0d1a1f9f3c1c4c',
  event_name: 'push',
  workflow: 'release',
  workflow_ref: WORKFLOW,
  job_workflow_ref: WORKFLOW,
  runner_environment: 'github-hosted',
  jti: randomUUID(),
};

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

/** @param {Request} request */
const formOf = ({ body }) => new URLSearchParams(body.toString('utf8'));

/** @param {string} error RFC 6749, 5.2 */
const oauthError = (error, status = 400) => ({ status, json: { error } });

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * @param {number} status
 * @param {string} title
 * @param {string} body HTML
 * @returns {Reply}
 */
function page(status, title, body) {
  return {
    status,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`,
  };
}
