import { execFile } from 'node:child_process';
import { t } from '../../../../core/l10n';
import { isObject, own } from '../../../../core/signing/json';
import { CancelledError } from '../../../../core/signing/model/model';
import { SigningError } from '../../../../core/signing/signer';
import { isSecure } from '../../../../core/signing/sigstore/signing-config';
import { type Http } from '../../../http/http';
import { retrying } from '../../../http/retry';
import { asking, blaming, namedService, nonsense } from '../service';
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
 */
export function ambientIdentity({ environment, audience, http }: AmbientOptions): IdentitySource {
  return {
    async token(signal) {
      const { SIGSTORE_ID_TOKEN: token, GITHUB_ACTIONS, BUILDKITE } = environment;
      if (token) return token.trim();
      const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = environment;
      if (url && secret) return githubToken(url, secret, audience, http, signal);
      if (GITHUB_ACTIONS === 'true')
        throw new SigningError(
          t('This job of GitHub Actions may not ask for an identity. Give it the permission "id-token: write".'),
        );
      if (BUILDKITE === 'true') return buildkiteToken(audience, signal);
      throw new SigningError(
        t(
          'No identity of a CI job was found: there is no SIGSTORE_ID_TOKEN, and this is no job of GitHub Actions or Buildkite.',
        ),
      );
    },
  };
}

/** docs.github.com, "OpenID Connect reference", "Methods for requesting the OIDC token" */
async function githubToken(
  address: string,
  secret: string,
  audience: string,
  http: Http,
  signal: AbortSignal | undefined,
): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !isSecure(url, true))
    throw new SigningError(t('{0} is no URL that a token can be asked for at.', 'ACTIONS_ID_TOKEN_REQUEST_URL'));
  url.searchParams.set('audience', audience);
  const service = namedService('identity-provider', url.href);
  return blaming(service, async () => {
    const { body } = await asking(
      service,
      retrying(http),
      () => false,
    )(url, {
      method: 'GET',
      headers: { authorization: `Bearer ${secret}` },
      signal,
    });
    const json: unknown = JSON.parse(body.toString('utf8'));
    const token = isObject(json) ? own(json, 'value') : undefined;
    if (typeof token !== 'string') throw nonsense(service);
    return token;
  });
}

/** buildkite.com/docs/agent/v3/cli-oidc */
async function buildkiteToken(audience: string, signal: AbortSignal | undefined): Promise<string> {
  const args = ['oidc', 'request-token', '--audience', audience];
  return new Promise((resolve, reject) => {
    execFile('buildkite-agent', args, { signal, timeout: TIMEOUT_MS }, (error, stdout) => {
      if (signal?.aborted) reject(new CancelledError());
      else if (error) reject(new SigningError(t('buildkite-agent gave no identity token ({0}).', error.code ?? '?')));
      else resolve(stdout.trim());
    });
  });
}
