import { apiHost, isLoopback } from '../../../core/oci/reference';

/** A registry, and how it is spoken to. */
export interface Endpoint {
  /** As references name it. */
  registry: string;
  /** Scheme, host and port that its requests go to. */
  origin: URL;
  /** Whether somebody decided for plain http, which is not assumed of other machines. */
  plainHttp: boolean;
}

/**
 * How to speak to a registry: https, but for this machine, where plain http leaves nothing unprotected.
 * @param plainHttp what the user decided; undefined where they said nothing
 */
export function endpointOf(registry: string, plainHttp?: boolean): Endpoint {
  const scheme = (plainHttp ?? isLoopback(registry)) ? 'http' : 'https';
  return { registry, origin: new URL(`${scheme}://${apiHost(registry)}/`), plainHttp: plainHttp === true };
}

/** Scheme, host and port: all that credentials are sent to. Another port may be another's. */
export function isSameOrigin(a: URL, b: URL): boolean {
  return a.protocol === b.protocol && a.host === b.host;
}

/** A URL as messages may show it: what comes after the path may be a signature or a token. */
export function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}
