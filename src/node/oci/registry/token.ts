import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { isObject, own, parseJson } from '../../../core/signing/json';
import { type Credential } from '../credentials/credential';
import { bodyBytes, refusalOf } from './answer';
import { bytesBody } from './body';
import { type Scope } from './scope';
import { type HttpAnswer, type HttpRequest } from './transport';

/** A token, and what it is good for. */
export interface Token {
  value: string;
  scopes: readonly Scope[];
  /** When a new one is needed, by {@link performance.now}. */
  endsAt: number;
}

/** Where tokens come from: the challenge of a registry. */
export interface TokenServer {
  realm: URL;
  service: string | undefined;
}

export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

/** Tokens live as long where their server says nothing (distribution, "Token Authentication Specification"). */
const DEFAULT_SECONDS = 60;

/** A token is replaced so long before it ends, in seconds; one that lives only a moment, after three quarters of it. */
const MARGIN_SECONDS = 10;

const TOKEN_BYTES = 1024 * 1024;
const TOKEN_VALUES = 10_000;

/**
 * Gets a token, for a name and password or for nobody by GET, for an identity token by POST (distribution, "Docker Registry
 * v2 authentication via central service", and "… using OAuth2").
 * @param registry for messages
 * @throws {OciError}
 */
export async function fetchToken(
  { realm, service }: TokenServer,
  scopes: readonly Scope[],
  credential: Credential | undefined,
  registry: string,
  send: Send,
): Promise<Token> {
  const began = performance.now();
  const what = t('No token for {0} from {1}', registry, realm.host);
  const answer = await send(tokenRequest(realm, service, scopes, credential));
  if (answer.status >= 300 && answer.status < 400) {
    await answer.discard();
    throw new OciError('registry', t('{0}: it sends on to somewhere else, which is not followed.', what));
  }
  if (answer.status !== 200) throw await refused(answer, what, realm.host, credential);
  const bytes = await bodyBytes(answer, TOKEN_BYTES, t('The token of {0}', realm.host));
  const { value, seconds } = readToken(bytes, what);
  const life = seconds - Math.min(MARGIN_SECONDS, seconds / 4);
  return { value, scopes, endsAt: began + 1000 * life };
}

function tokenRequest(
  realm: URL,
  service: string | undefined,
  scopes: readonly Scope[],
  credential: Credential | undefined,
): HttpRequest {
  const url = new URL(realm);
  if (credential?.kind === 'identity') {
    const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'model-openness' });
    if (service !== undefined) form.set('service', service);
    form.set('scope', scopes.join(' '));
    form.set('refresh_token', credential.token);
    const body = bytesBody(Buffer.from(form.toString()));
    return { method: 'POST', url, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body };
  }
  if (service !== undefined) url.searchParams.set('service', service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  return {
    method: 'GET',
    url,
    ...(credential?.kind === 'password' && { headers: { Authorization: basic(credential) } }),
  };
}

/** RFC 7617. */
export function basic({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

async function refused(
  answer: HttpAnswer,
  what: string,
  host: string,
  credential: Credential | undefined,
): Promise<OciError> {
  const refusal = await refusalOf(answer, host, what);
  // OAuth 2 says 400 to a token that is not good any more (RFC 6749, section 5.2).
  const isUnknown = refusal.status === 401 || (credential?.kind === 'identity' && refusal.status === 400);
  if (!isUnknown || !credential) return refusal;
  return new OciError('unauthorized', t('{0}: the credentials from {1} are not accepted.', what, credential.from));
}

function readToken(bytes: Uint8Array, what: string): { value: string; seconds: number } {
  let json: unknown;
  try {
    json = parseJson(bytes, TOKEN_VALUES);
  } catch {
    // Of something that may be a token nothing is shown.
  }
  const value = isObject(json) ? (own(json, 'token') ?? own(json, 'access_token')) : undefined;
  // What a header may hold (RFC 6750, section 2.1).
  if (typeof value !== 'string' || !/^[\w.~+/=-]+$/.test(value))
    throw new OciError('registry', t('{0}: its answer makes no sense.', what));
  const seconds = Number(own(json as object as Record<string, unknown>, 'expires_in'));
  return { value, seconds: seconds > 0 ? seconds : DEFAULT_SECONDS };
}
