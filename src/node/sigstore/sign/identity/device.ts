import { setTimeout as wait } from 'node:timers/promises';
import { t } from '../../../../core/l10n';
import { own, type JsonObject } from '../../../../core/signing/json';
import { CancelledError } from '../../../../core/signing/model/model';
import { ServiceError } from '../../../../core/signing/signer';
import { isSecure } from '../../../../core/signing/sigstore/signing-config';
import { type Http } from '../../../http/http';
import { nonsense } from '../service';
import { newProof, SCOPE } from './code-flow';
import { discover, type Issuer } from './issuer';
import { type IdentitySource, type OAuthClient } from './source';
import { identityTokenIn, postForm, refusal, textIn } from './token';

/** What somebody is shown, to sign in on any device. */
export interface DevicePrompt {
  /** The page to open. */
  url: string;
  /** The code to enter there. */
  code: string;
  /** The page with the code in it, where there is one. */
  urlWithCode?: string;
}

export interface DeviceSignIn {
  /** Name of the identity provider, a URL. */
  issuer: string;
  client: OAuthClient;
  http: Http;
  show(prompt: DevicePrompt): void;
}

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** In seconds. RFC 8628, 3.2 and 3.5; whatever a server says, nobody waits longer. */
const INTERVAL = { usual: 5, longest: 60, more: 5 } as const;
const LONGEST = 1800;

/** Has somebody sign in on any device, and asks until they have (RFC 8628). */
export function deviceIdentity({ issuer: name, client, http, show }: DeviceSignIn): IdentitySource {
  return {
    async token(signal) {
      const issuer = await discover(name, http, signal);
      if (!issuer.deviceEndpoint)
        throw new ServiceError(
          issuer.service.kind,
          t('{0} does not offer to sign in on another device. Choose another way.', issuer.service.who),
        );
      const proof = newProof();
      const asked = { scope: SCOPE, code_challenge_method: 'S256', code_challenge: proof.challenge };
      const answer = await postForm(issuer, issuer.deviceEndpoint, asked, client, http, signal);
      if ('error' in answer) throw refusal(issuer, answer.error, answer.description);
      show(promptIn(answer.json, issuer));
      const json = await poll(
        answer.json,
        issuer,
        (form) =>
          postForm(issuer, issuer.tokenEndpoint, { ...form, code_verifier: proof.verifier }, client, http, signal),
        signal,
      );
      return identityTokenIn(json, issuer, client);
    },
  };
}

function promptIn(json: JsonObject, issuer: Issuer): DevicePrompt {
  const [url, code] = [pageIn(json, 'verification_uri', issuer), textIn(json, 'user_code')];
  if (url === undefined || code === undefined) throw nonsense(issuer.service);
  const urlWithCode = pageIn(json, 'verification_uri_complete', issuer);
  return { url, code, ...(urlWithCode === undefined ? {} : { urlWithCode }) };
}

function pageIn(json: JsonObject, key: string, { name, service }: Issuer): string | undefined {
  const value = textIn(json, key);
  if (value === undefined) return undefined;
  if (URL.canParse(value) && isSecure(new URL(value), new URL(name).protocol === 'http:')) return value;
  throw nonsense(service);
}

/** Asks until somebody has signed in, has refused, or the time is over. */
async function poll(
  json: JsonObject,
  issuer: Issuer,
  ask: (form: Record<string, string>) => ReturnType<typeof postForm>,
  signal: AbortSignal | undefined,
): Promise<JsonObject> {
  const code = textIn(json, 'device_code');
  if (code === undefined) throw nonsense(issuer.service);
  let interval = Math.min(secondsIn(json, 'interval') ?? INTERVAL.usual, INTERVAL.longest);
  const end = performance.now() + Math.min(secondsIn(json, 'expires_in') ?? LONGEST, LONGEST) * 1000;
  for (;;) {
    await wait(interval * 1000, undefined, { signal }).catch(() => {
      throw new CancelledError();
    });
    if (performance.now() > end) throw refusal(issuer, t('nobody signed in within the time that it allows'), '');
    const answer = await ask({ grant_type: GRANT, device_code: code });
    if (!('error' in answer)) return answer.json;
    if (answer.error === 'slow_down') interval = Math.min(interval + INTERVAL.more, INTERVAL.longest);
    else if (answer.error !== 'authorization_pending') throw refusal(issuer, answer.error, answer.description);
  }
}

function secondsIn(json: JsonObject, key: string): number | undefined {
  const value = own(json, key);
  return typeof value === 'number' && value > 0 ? value : undefined;
}
