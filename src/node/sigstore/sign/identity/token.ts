import { t } from '../../../../core/l10n';
import { isObject, own, type JsonObject } from '../../../../core/signing/json';
import { ServiceError } from '../../../../core/signing/signer';
import { readIdentityToken } from '../../../../core/signing/sigstore/identity-token';
import { type Http } from '../../../http/http';
import { asking, blaming, nonsense, quotable } from '../service';
import { type Issuer } from './issuer';
import { type OAuthClient } from './source';

/** What an identity provider answers to a form (RFC 6749, 5): members, or one of its codes for errors. */
export type FormAnswer = { json: JsonObject } | { error: string; description: string };

/**
 * Sends a form to an identity provider.
 * @throws {ServiceError}
 * @throws {CancelledError}
 */
export async function postForm(
  { service }: Issuer,
  url: URL,
  form: Readonly<Record<string, string>>,
  client: OAuthClient,
  http: Http,
  signal: AbortSignal | undefined,
): Promise<FormAnswer> {
  const ask = asking(service, http, ({ status }) => status === 400 || status === 401);
  return blaming(service, async () => {
    const { status, body } = await ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...credentials(client) },
      body: new URLSearchParams({ ...form, client_id: client.id }).toString(),
      signal,
    });
    const json: unknown = JSON.parse(body.toString('utf8'));
    if (!isObject(json)) throw nonsense(service);
    const error = own(json, 'error');
    if (typeof error === 'string') return { error, description: textIn(json, 'error_description') ?? '' };
    if (status >= 400) throw nonsense(service);
    return { json };
  });
}

/** RFC 6749, 2.3.1. Programs on people's machines can keep no secret, so that most have none. */
function credentials({ id, secret }: OAuthClient): Record<string, string> {
  if (secret === undefined) return {};
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

export function textIn(json: JsonObject, key: string): string | undefined {
  const value = own(json, key);
  return typeof value === 'string' && value ? value : undefined;
}

/** Somebody was not signed in. */
export function refusal({ service }: Issuer, error: string, description: string): ServiceError {
  const reason = quotable(description ? `${error}: ${description}` : error);
  return new ServiceError(service.kind, t('{0} did not sign you in: {1}.', service.who, reason));
}

/**
 * The identity token in an answer, checked as OpenID Connect Core 1.0, 3.1.3.7 has it. It came straight from the identity
 * provider, so that its signature is for Fulcio to check.
 * @param nonce what has to be in it
 * @throws {ServiceError} where it is not for this sign-in
 * @throws {SigningError} where it can't be used
 */
export function identityTokenIn(json: JsonObject, issuer: Issuer, client: OAuthClient, nonce?: string): string {
  const { kind, who } = issuer.service;
  const text = textIn(json, 'id_token');
  if (text === undefined) throw nonsense(issuer.service);
  const token = readIdentityToken(text, client.id, new Date());
  if (token.issuer !== issuer.name)
    throw new ServiceError(
      kind,
      t('{0} sent a token that {1} made. Nobody is signed in.', who, JSON.stringify(quotable(token.issuer))),
    );
  if (nonce !== undefined && token.nonce !== nonce)
    throw new ServiceError(kind, t('{0} sent a token that belongs to another sign-in. Try again.', who));
  return text;
}
