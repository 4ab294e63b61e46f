// An identity provider (OpenID Connect Core 1.0): who signs in is who the test says.
import { randomBytes } from 'node:crypto';
import { formOf } from '../server.mjs';
import { CiJob } from './ci.mjs';
import { CodeFlow } from './code.mjs';
import { DeviceFlow } from './device.mjs';
import { oauthError } from './replies.mjs';
import { Tokens } from './tokens.mjs';

/** @import { Authorities } from '../authorities.mjs' */
/** @import { Behaviour, BedOptions } from '../bed.d.mts' */
/** @import { Record } from '../record.mjs' */
/** @import { Request, Routes } from '../server.mjs' */
/** @import { Grant } from './replies.mjs' */

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

export class Provider {
  /** @type {Behaviour} */
  behaviour;

  /**
   * @param {string} issuer
   * @param {Authorities} authorities
   * @param {Record} record
   * @param {BedOptions} options
   */
  constructor(issuer, authorities, record, { email, login, deny, claims, tokenSeconds, state, device }) {
    this.issuer = issuer;
    this.behaviour = {
      email: email ?? 'tester@example.org',
      login: login ?? 'automatic',
      deny: deny ?? false,
      claims: claims ?? {},
      tokenSeconds: tokenSeconds ?? 60, // as long as those of Sigstore's public provider
      state,
      device: { interval: 1, expires: 300, pending: 1, ...device },
    };
    this.tokens = new Tokens(issuer, authorities, record, this.behaviour);
    /** @type {Grant} */
    const grant = (granted, lie) => ({
      json: {
        access_token: record.keep(randomBytes(24).toString('base64url')),
        token_type: 'bearer',
        expires_in: this.behaviour.tokenSeconds,
        id_token: this.tokens.issue(granted, lie),
      },
    });
    this.code = new CodeFlow(this.behaviour, record, grant);
    this.device = new DeviceFlow(issuer, this.behaviour, record, grant);
    this.ci = new CiJob(this.tokens);
  }

  /** @returns {Routes} */
  get routes() {
    return {
      'GET /.well-known/openid-configuration': () => ({ json: this.#discovery() }),
      'GET /keys': () => ({ json: { keys: [this.tokens.key] } }),
      'GET /auth': (request) => this.code.authorize(request),
      'POST /auth': (request) => this.code.pressed(request),
      'POST /token': (request) => this.#token(request),
      'POST /device/code': (request) => this.device.start(request),
      'GET /device': (request) => this.device.authorize(request),
      'POST /device': (request) => this.device.pressed(request),
      'GET /ci/token': (request) => this.ci.token(request),
    };
  }

  /** OpenID Connect Discovery 1.0 */
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

  /** @param {Request} request */
  #token(request) {
    const form = formOf(request);
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return this.code.redeem(form, request.lie);
      case DEVICE_GRANT:
        return this.device.poll(form, request.lie);
      default:
        return oauthError('unsupported_grant_type');
    }
  }
}
