export type Service = 'oidc' | 'fulcio' | 'ct' | 'rekor' | 'tsa';
export type Fault = 'down' | 'slow' | 'html' | '500' | '429' | 'garbage' | 'wrong';
export type RekorVersion = 1 | 2;
export type Claims = Record<string, unknown>;

export interface FaultOptions {
  /** `slow`: after how long it answers (never, without it); `429`: what Retry-After says (1). */
  seconds?: number;
  /** How many requests meet it; all, without it. Not for `down`. */
  times?: number;
}

/** How the identity provider behaves. */
export interface Behaviour {
  /** Who signs in. */
  email: string;
  /** Whether the browser is sent back at once, or somebody has to press the button of a page. */
  login: 'automatic' | 'button';
  /** The user refuses. */
  deny: boolean;
  /** Put into every token, over what would be there; null leaves one out. */
  claims: Claims;
  /** How long a token is good; negative: it is out of date. */
  tokenSeconds: number;
  /** What comes back in place of the state. */
  state: string | undefined;
  /** Seconds between polls and until the end; how many polls go by before somebody has signed in (automatic login). */
  device: { interval: number; expires: number; pending: number };
}

export interface BedOptions extends Partial<Omit<Behaviour, 'device'>> {
  device?: Partial<Behaviour['device']>;
  /** Of the first service; the others follow. Any that are free, without it. */
  port?: number;
  /**
   * Whether Rekor v2 takes entries of kind `dsse` (it does, unless this is false). The public log took them until 2026;
   * since then an envelope is logged as a `hashedrekord` of its pre-authentication encoding, and sigstore-python 4.5
   * verifies nothing else: github.com/sigstore/sigstore-python/pull/1776.
   */
  takesDsse?: boolean;
  /** An earlier bed, of which this is to be the continuation: what it signed verifies with this one's trusted root. */
  saved?: Saved;
}

/** Private keys in PEM, from when they are trusted, and what is in the logs. */
export interface Saved {
  since: string;
  keys: Record<string, string>;
  logs: Record<string, string[]>;
}

/** A request without what is secret in it. */
export interface Sent {
  service: Service;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** JSON and forms as an object, anything else as base64. */
  body: unknown;
}

export interface Bed {
  /** Issuer of identities. */
  url: string;
  urls: { oidc: string; fulcio: string; rekorV1: string; rekorV2: string; tsa: string };
  trustedRoot: Record<string, unknown>;
  signingConfig(rekorVersion: RekorVersion): Record<string, unknown>;
  /** A ClientTrustConfig of both. */
  trustConfig(rekorVersion: RekorVersion): Record<string, unknown>;
  identityToken(claims?: Claims): string;
  /** Environment of a job in GitHub Actions whose identity this provider knows. */
  ciEnvironment(): Record<string, string>;
  /** May be changed at any time. */
  behaviour: Behaviour;
  faults: {
    /** Without a fault, the service works again. */
    set(service: Service, fault?: Fault, options?: FaultOptions): Promise<void>;
    /** All services work again. */
    clear(): Promise<void>;
  };
  requests: Sent[];
  /** Every token, code and verifier that was there: none of them may be in a log or message. */
  secrets: Set<string>;
  save(): Saved;
  close(): Promise<void>;
}

export function startBed(options?: BedOptions): Promise<Bed>;
