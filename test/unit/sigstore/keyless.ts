import { expect } from 'vitest';
import { ServiceError, SigningError } from '../../../src/core/signing/signer';
import { httpClient, type Http, type HttpResponse } from '../../../src/node/http/http';
import { type Bed, type Fault, type RekorVersion } from '../../sigstore-bed/bed.mjs';
import { servicesOf as servicesIn } from './keyless-services';

export { browse } from './keyless-services';

export const VERSIONS = [1, 2] as const;

export const http = httpClient();

/**
 * For a bed of which one service has a fault: a slow one is given up soon. With other faults, nobody waits, and a busy machine may
 * take its time.
 */
export const httpFacing = (fault: Fault): Http => (fault === 'slow' ? httpClient({ timeoutMs: 2000 }) : http);

const bytes = (json: unknown) => Buffer.from(JSON.stringify(json));

export const servicesOf = (bed: Bed, version: RekorVersion) => servicesIn(bed.trustConfig(version));

/** A transport that lies about the answer to some requests. */
export function altered(matches: string, alter: (json: Record<string, unknown>) => unknown): Http {
  return async (url, request) => {
    const response = await http(url, request);
    if (!url.href.includes(matches)) return response;
    return { ...response, body: bytes(alter(JSON.parse(response.body.toString()) as Record<string, unknown>)) };
  };
}

/** A transport that changes what some requests send. */
export function sending(matches: string, change: (body: string) => string): Http {
  return (url, request) =>
    http(url, url.href.includes(matches) && request.body ? { ...request, body: change(request.body) } : request);
}

/** A transport in which somebody else answers some requests. */
export function answering(matches: string, answer: (real: () => Promise<HttpResponse>) => Promise<HttpResponse>): Http {
  return (url, request) => (url.href.includes(matches) ? answer(() => http(url, request)) : http(url, request));
}

/** What a promise fails with: a sentence that tells no secret of the bed. */
export async function failureOf(bed: Bed, promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    (value) => expect.unreachable(`no failure, but ${String(value).slice(0, 40)}`) as never,
    (reason: unknown) => reason as Error,
  );
  for (const secret of bed.secrets) {
    expect(error.message).not.toContain(secret);
    expect(error.message).not.toContain(secret.slice(0, 24));
  }
  if (error instanceof ServiceError || error instanceof SigningError)
    expect(error.message).toMatch(/^(?:(?!\{\d\}).)+\.$/);
  return error;
}
