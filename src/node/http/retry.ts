import { setTimeout as wait } from 'node:timers/promises';
import { CancelledError } from '../../core/signing/model/model';
import { HttpFailure } from './failure';
import { type Http, type HttpResponse } from './http';

/** Between attempts, in milliseconds. */
const PAUSES = [500, 1500] as const;
const LONGEST_PAUSE = 10_000;

/** Asks again where that may help: no connection, or a server that is overloaded. Whoever was slow is not asked again. */
export function retrying(http: Http): Http {
  return async (url, request) => {
    for (const pause of PAUSES) {
      const outcome = await http(url, request).catch((error: unknown) => {
        if (!isPassing(error)) throw error;
        return undefined;
      });
      if (outcome && !isOverloaded(outcome)) return outcome;
      await wait(outcome ? pauseFor(outcome, pause) : pause, undefined, { signal: request.signal }).catch(() => {
        throw new CancelledError();
      });
    }
    return http(url, request);
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof HttpFailure && (error.reason === 'refused' || error.reason === 'reset');
}

function isOverloaded({ status }: HttpResponse): boolean {
  return status === 429 || status >= 500;
}

/** `Retry-After` (RFC 9110, 10.2.3) in seconds, where that is not too long. */
function pauseFor({ headers }: HttpResponse, otherwise: number): number {
  const asked = Number(headers['retry-after']) * 1000;
  return asked > 0 ? Math.min(asked, LONGEST_PAUSE) : otherwise;
}
