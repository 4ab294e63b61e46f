// One service on a port of this machine: routes, faults, and a record of what was sent.
import http from 'node:http';
import { faultyReply } from './faults.mjs';

/** @import { AddressInfo } from 'node:net' */
/** @import { Service } from './bed.d.mts' */
/** @import { Faults } from './faults.mjs' */
/** @import { Record } from './record.mjs' */

/**
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path
 * @property {URLSearchParams} query
 * @property {http.IncomingHttpHeaders} headers
 * @property {Buffer} body
 * @property {boolean} lie whether a well-formed lie is wanted
 */
/**
 * @typedef {object} Reply
 * @property {number} [status] 200 without it
 * @property {unknown} [json]
 * @property {string | Buffer} [body]
 * @property {string} [type]
 * @property {{ [name: string]: string }} [headers]
 */
/** @typedef {(request: Request) => Reply | Promise<Reply>} Handler */
/** @typedef {{ [route: string]: Handler }} Routes by method and path; a path that ends with `*` stands for all below */

const MAX_BODY = 64 * 1024 * 1024;
export const HOST = '127.0.0.1';

/** An answer other than success, as gRPC's gateway writes it. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {{ code?: number, headers?: { [name: string]: string } }} [more]
   */
  constructor(status, message, { code = 3, headers = {} } = {}) {
    super(message);
    this.reply = { status, json: { code, message }, headers };
  }
}

export class Server {
  #http = http.createServer((request, response) => void this.#answer(request, response));
  #port = 0;
  /** @type {Routes} */
  routes = {};

  /**
   * @param {Service} service
   * @param {{ faults: Faults, record: Record }} bed
   */
  constructor(service, bed) {
    this.service = service;
    this.bed = bed;
  }

  get url() {
    return `http://${HOST}:${this.#port}`;
  }

  /**
   * @param {number} [port] the one it had before, or any, without it
   * @returns {Promise<void>}
   */
  open(port = this.#port) {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(port, HOST, () => {
        this.#http.off('error', reject);
        this.#port = /** @type {AddressInfo} */ (this.#http.address()).port;
        resolve();
      });
    });
  }

  /** @returns {Promise<void>} */
  shut() {
    return new Promise((resolve) => {
      this.#http.close(() => resolve());
      this.#http.closeAllConnections();
    });
  }

  /** @param {boolean} down */
  async turn(down) {
    if (down === !this.#http.listening) return;
    await (down ? this.shut() : this.open());
  }

  /**
   * @param {http.IncomingMessage} incoming
   * @param {http.ServerResponse} response
   */
  async #answer(incoming, response) {
    response.on('error', () => response.destroy());
    try {
      const body = await bodyOf(incoming);
      const { pathname, searchParams } = new URL(incoming.url ?? '/', this.url);
      const { method = 'GET', headers } = incoming;
      const request = { method, path: pathname, query: searchParams, headers, body, lie: false };
      this.bed.record.add(this.service, request);
      const found = this.bed.faults.meet(this.service);
      if (found?.fault === 'slow') {
        if (found.seconds === undefined) return; // until it is closed
        await new Promise((resolve) => setTimeout(resolve, (found.seconds ?? 0) * 1000));
      }
      request.lie = found?.fault === 'wrong';
      send(response, (found && faultyReply(found)) ?? (await this.#handle(request)));
    } catch (error) {
      if (error instanceof Refusal) send(response, error.reply);
      else send(response, { status: 400, json: { code: 3, message: String(error) } });
    }
  }

  /** @param {Request} request */
  #handle(request) {
    const at = `${request.method} ${request.path}`;
    const route = Object.keys(this.routes).find((each) =>
      each.endsWith('*') ? at.startsWith(each.slice(0, -1)) : at === each,
    );
    if (!route) throw new Refusal(404, `${at} is not served here`, { code: 5 });
    return /** @type {Handler} */ (this.routes[route])(request);
  }
}

/** @param {http.IncomingMessage} incoming */
async function bodyOf(incoming) {
  const parts = [];
  let size = 0;
  for await (const part of incoming) {
    size += part.length;
    if (size > MAX_BODY) throw new Refusal(413, 'too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * @param {http.ServerResponse} response
 * @param {Reply} reply
 */
function send(response, { status = 200, json, body, type = 'application/json', headers = {} }) {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    // A connection that a client keeps for later would fail in another way when the service is shut.
    connection: 'close',
    ...headers,
  });
  response.end(json === undefined ? body : JSON.stringify(json));
}

/**
 * @param {Request} request
 * @returns {any} whatever was sent; the service that reads it says what is missing
 */
export function jsonOf({ body }) {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'the request is not JSON');
  }
}

/** @param {Request} request */
export const formOf = ({ body }) => new URLSearchParams(body.toString('utf8'));
