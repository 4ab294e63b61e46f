// Signing in on another device (RFC 8628).
import { randomBytes } from 'node:crypto';
import { formOf } from '../server.mjs';
import { escapeHtml, oauthError, page, signInPage } from './replies.mjs';
import { AUDIENCE } from './tokens.mjs';

/** @import { Behaviour } from '../bed.d.mts' */
/** @import { Record } from '../record.mjs' */
/** @import { Request } from '../server.mjs' */
/** @import { Grant } from './replies.mjs' */

/**
 * @typedef {object} Device
 * @property {string} user the code that the user enters
 * @property {number} interval seconds between polls
 * @property {number} until
 * @property {number} asked when it last polled
 * @property {number} polls how often it did at a proper pace
 * @property {'pending' | 'granted' | 'denied'} state
 */

/** Timers may be early by some milliseconds. */
const EARLY_MS = 50;

export class DeviceFlow {
  /** By device code. @type {Map<string, Device>} */
  #devices = new Map();

  /**
   * @param {string} issuer
   * @param {Behaviour} behaviour
   * @param {Record} record
   * @param {Grant} grant
   */
  constructor(issuer, behaviour, record, grant) {
    this.issuer = issuer;
    this.behaviour = behaviour;
    this.record = record;
    this.grant = grant;
  }

  /** @param {Request} request */
  start(request) {
    if (formOf(request).get('client_id') !== AUDIENCE) return oauthError('invalid_client', 401);
    const { interval, expires } = this.behaviour.device;
    const code = this.record.keep(randomBytes(24).toString('base64url'));
    const user = randomBytes(4).toString('hex').toUpperCase().replace(/^..../, '$&-');
    const until = Date.now() + expires * 1000;
    this.#devices.set(code, { user, interval, until, asked: -Infinity, polls: 0, state: 'pending' });
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

  /**
   * @param {URLSearchParams} form
   * @param {boolean} lie
   */
  poll(form, lie) {
    const code = form.get('device_code') ?? '';
    const device = this.#devices.get(code);
    if (!device) return oauthError('invalid_grant');
    if (device.until <= Date.now()) return oauthError('expired_token');
    const waited = Date.now() - device.asked;
    device.asked = Date.now();
    if (waited < device.interval * 1000 - EARLY_MS) {
      device.interval += 5; // RFC 8628, 3.5
      return oauthError('slow_down');
    }
    device.polls += 1;
    const { login, deny, device: behaviour } = this.behaviour;
    if (login === 'automatic' && device.polls > behaviour.pending) device.state = deny ? 'denied' : 'granted';
    // 401 where the RFC says 400: so does Dex, which is Sigstore's public provider.
    if (device.state === 'pending') return oauthError('authorization_pending', 401);
    this.#devices.delete(code);
    return device.state === 'denied' ? oauthError('access_denied') : this.grant({}, lie);
  }

  /** @param {Request} request */
  authorize({ query }) {
    const user = escapeHtml(query.get('user_code') ?? '');
    return signInPage('/device', this.behaviour.email, `<label>Code <input name="user_code" value="${user}"></label>`);
  }

  /** @param {Request} request */
  pressed(request) {
    const user = (formOf(request).get('user_code') ?? '').toUpperCase();
    const device = [...this.#devices.values()].find((each) => each.user === user);
    if (!device) return page(400, 'Nobody waits for this code', '<p>Is it the one that was shown?</p>');
    device.state = this.behaviour.deny ? 'denied' : 'granted';
    return page(200, 'Signed in', '<p>You may close this page.</p>');
  }
}
