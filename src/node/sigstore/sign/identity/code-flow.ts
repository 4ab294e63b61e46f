import { createHash, randomBytes } from 'node:crypto';
import { type Http } from '../../../http/http';
import { type Issuer } from './issuer';
import { type OAuthClient } from './source';
import { identityTokenIn, postForm, refusal } from './token';

/** What a sign-in asks for. */
export const SCOPE = 'openid email';

/** A code that only whoever asked for it can use (RFC 7636). */
export interface Proof {
  verifier: string;
  challenge: string;
}

export function newProof(): Proof {
  const verifier = random();
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

function random(): string {
  return randomBytes(32).toString('base64url');
}

/** A sign-in by code (OpenID Connect Core 1.0, 3.1) that has begun. */
export interface CodeFlow {
  /** Where somebody signs in, in a browser. */
  url: string;
  /** What comes back with the code. */
  state: string;
  /**
   * Exchanges the code for an identity token.
   * @throws {ServiceError}
   * @throws {SigningError}
   * @throws {CancelledError}
   */
  redeem(code: string, http: Http, signal: AbortSignal | undefined): Promise<string>;
}

/** @param redirectUri where the code is sent */
export function beginCodeFlow(issuer: Issuer, client: OAuthClient, redirectUri: string): CodeFlow {
  const [proof, state, nonce] = [newProof(), random(), random()];
  const url = new URL(issuer.authorizationEndpoint);
  const query = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: SCOPE,
    state,
    nonce,
    code_challenge_method: 'S256',
    code_challenge: proof.challenge,
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return {
    url: url.href,
    state,
    async redeem(code, http, signal) {
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: proof.verifier,
      };
      const answer = await postForm(issuer, issuer.tokenEndpoint, form, client, http, signal);
      if ('error' in answer) throw refusal(issuer, answer.error, answer.description);
      return identityTokenIn(answer.json, issuer, client, nonce);
    },
  };
}
