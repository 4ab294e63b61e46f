// What can go wrong with a service, on request.

/** @import { Fault, FaultOptions, Service } from './bed.d.mts' */
/** @import { Reply } from './server.mjs' */

/** @type {readonly Service[]} */
const SERVICES = ['oidc', 'fulcio', 'ct', 'rekor', 'tsa'];

export class Faults {
  /** @type {Map<Service, { fault: Fault } & FaultOptions>} */
  #faults = new Map();
  /** @type {(service: Service, down: boolean) => Promise<void>} */
  #switch;

  /** @param {(service: Service, down: boolean) => Promise<void>} turn how a service is shut and opened again */
  constructor(turn) {
    this.#switch = turn;
  }

  /**
   * @param {Service} service
   * @param {Fault} [fault] without one, it works again
   * @param {FaultOptions} [options]
   */
  async set(service, fault, options = {}) {
    if (fault) this.#faults.set(service, { fault, ...options });
    else this.#faults.delete(service);
    await this.#switch(service, fault === 'down');
  }

  /** Everything works again. */
  async clear() {
    for (const service of SERVICES) await this.set(service);
  }

  /**
   * The fault that a request meets.
   * @param {Service} service
   */
  meet(service) {
    const found = this.#faults.get(service);
    if (!found) return undefined;
    if (found.times !== undefined && found.times-- <= 0) return undefined;
    return found;
  }
}

/**
 * What a faulty service answers in place of the truth; nothing for `slow` and `wrong`, which are up to the service.
 * @param {{ fault: Fault } & FaultOptions} found
 * @returns {Reply | undefined}
 */
export function faultyReply({ fault, seconds = 1 }) {
  switch (fault) {
    case 'html':
      return {
        status: 200,
        type: 'text/html',
        body: '<!doctype html><title>Sign in</title><p>Welcome to this network.</p>',
      };
    case '500':
      return { status: 500, json: { code: 13, message: 'something broke' } };
    case '429':
      return {
        status: 429,
        json: { code: 8, message: 'too many requests' },
        headers: { 'retry-after': String(seconds) },
      };
    case 'garbage':
      return { status: 200, type: 'application/json', body: '{"half": [1, 2' };
    default:
      return undefined;
  }
}
