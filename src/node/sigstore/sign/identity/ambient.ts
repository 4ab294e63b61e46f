import { execFile } from 'node:child_process';
import { t } from '../../../../core/l10n';
import { isObject, own } from '../../../../core/signing/json';
import { CancelledError } from '../../../../core/signing/model/model';
import { SigningError } from '../../../../core/signing/signer';
import { isSecure } from '../../../../core/signing/sigstore/signing-config';
import { type Http } from '../../../http/http';
import { retrying } from '../../../http/retry';
import { asking, blaming, namedService, nonsense } from '../service';
import { givenIdentity } from './given';
import { type IdentitySource } from './source';

export interface AmbientOptions {
  environment: NodeJS.ProcessEnv;
  /** Whom the token is made for. */
  audience: string;
  http: Http;
}

const TIMEOUT_MS = 20_000;

/**
 * The identity of a CI job, of which its surroundings know: a token in `SIGSTORE_ID_TOKEN`, where GitLab and others put it,
 * GitHub Actions, or Buildkite. Only for whoever asks for it, because a variable of the environment must not choose who signs.
 * @throws {SigningError} where there is none
 */
export function ambientIdentity({ environment, audience, http }: AmbientOptions): IdentitySource {
  const { SIGSTORE_ID_TOKEN: token, GITHUB_ACTIONS, BUILDKITE } = environment;
  const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = environment;
  if (token) return givenIdentity(token.trim());
  if (address && secret) {
    const url = requestUrl(address, audience);
    return { token: (signal) => githubToken(url, secret, http, signal) };
  }
  if (GITHUB_ACTIONS === 'true')
    throw new SigningError(
      t('This job of GitHub Actions may not ask for an identity. Give it the permission "id-token: write".'),
    );
  if (BUILDKITE === 'true') return { token: (signal) => buildkiteToken(environment, audience, signal) };
  throw new SigningError(
    t(
      'No identity of a CI job was found: there is no SIGSTORE_ID_TOKEN, and this is no job of GitHub Actions or Buildkite.',
    ),
  );
}

/** Where a job of GitHub Actions asks: docs.github.com, "OpenID Connect reference". */
function requestUrl(address: string, audience: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !isSecure(url, true))
    throw new SigningError(t('{0} is no URL that a token can be asked for at.', 'ACTIONS_ID_TOKEN_REQUEST_URL'));
  url.searchParams.set('audience', audience);
  return url;
}

async function githubToken(url: URL, secret: string, http: Http, signal: AbortSignal | undefined): Promise<string> {
  const service = namedService('identity-provider', url.href);
  const ask = asking(service, retrying(http), () => false);
  return blaming(service, async () => {
    const { body } = await ask(url, { method: 'GET', headers: { authorization: `Bearer ${secret}` }, signal });
    const json: unknown = JSON.parse(body.toString('utf8'));
    const token = isObject(json) ? own(json, 'value') : undefined;
    if (typeof token !== 'string') throw nonsense(service);
    return token;
  });
}

/** buildkite.com/docs/agent/v3/cli-oidc */
async function buildkiteToken(
  env: NodeJS.ProcessEnv,
  audience: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const args = ['oidc', 'request-token', '--audience', audience];
  return new Promise((resolve, reject) => {
    execFile('buildkite-agent', args, { env, signal, timeout: TIMEOUT_MS }, (error, stdout) => {
      if (signal?.aborted) reject(new CancelledError());
      else if (error) reject(new SigningError(t('buildkite-agent gave no identity token ({0}).', error.code ?? '?')));
      else resolve(stdout.trim());
    });
  });
}
