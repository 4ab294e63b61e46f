// What was sent to the bed, without what is secret in it; and, apart from it, the secrets, for tests that look for leaks.

/** @import { Sent, Service } from './bed.d.mts' */
/** @import { Request } from './server.mjs' */

const HIDDEN = '(hidden)';
const SECRET = new Set([
  'authorization',
  'oidcidentitytoken',
  'code',
  'code_verifier',
  'client_secret',
  'device_code',
  'id_token',
  'access_token',
  'refresh_token',
]);

export class Record {
  /** @type {Sent[]} */
  requests = [];
  /** @type {Set<string>} */
  secrets = new Set();

  /**
   * Takes note of something that may be in no log and no message.
   * @param {string} secret
   */
  keep(secret) {
    this.secrets.add(secret);
    return secret;
  }

  /**
   * @param {Service} service
   * @param {Request} request
   */
  add(service, { method, path, query, headers, body }) {
    this.requests.push({
      service,
      method,
      path,
      query: Object.fromEntries(this.#shown(query)),
      headers: Object.fromEntries(this.#shown(Object.entries(headers).map(([name, value]) => [name, String(value)]))),
      body: this.#body(headers['content-type'] ?? '', body),
    });
  }

  /**
   * @param {string} type
   * @param {Buffer} body
   */
  #body(type, body) {
    if (type.startsWith('application/x-www-form-urlencoded'))
      return Object.fromEntries(this.#shown(new URLSearchParams(body.toString('utf8'))));
    try {
      return JSON.parse(body.toString('utf8'), (name, value) =>
        typeof value === 'string' ? this.#hidden(name, value) : value,
      );
    } catch {
      return body.toString('base64');
    }
  }

  /** @param {Iterable<[string, string]>} entries */
  #shown(entries) {
    return [...entries].map(([name, value]) => [name, this.#hidden(name, value)]);
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #hidden(name, value) {
    if (!SECRET.has(name.toLowerCase())) return value;
    if (value) this.keep(value.replace(/^Bearer /i, ''));
    return HIDDEN;
  }
}
