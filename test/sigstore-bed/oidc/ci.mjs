// The identity of a CI job: what GitHub Actions gives jobs that may ask for identity tokens.
import { randomBytes } from 'node:crypto';
import { Refusal } from '../server.mjs';

/** @import { Request } from '../server.mjs' */
/** @import { Tokens } from './tokens.mjs' */

const WORKFLOW = 'example/model/.github/workflows/release.yml@refs/heads/main';
/** Names of the claims: docs.github.com, "OpenID Connect reference". */
const CLAIMS = {
  email: null,
  email_verified: null,
  sub: 'repo:example/model:ref:refs/heads/main',
  repository: 'example/model',
  repository_owner: 'example',
  ref: 'refs/heads/main',
  sha: 'd5c1a0b8f6e47239d5c1a0b8f6e47239d5c1a0b8',
  event_name: 'push',
  workflow: 'release',
  workflow_ref: WORKFLOW,
  job_workflow_ref: WORKFLOW,
  runner_environment: 'github-hosted',
};

export class CiJob {
  #secret = randomBytes(24).toString('base64url');

  /** @param {Tokens} tokens */
  constructor(tokens) {
    this.tokens = tokens;
  }

  get environment() {
    return {
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.tokens.issuer}/ci/token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: this.tokens.record.keep(this.#secret),
    };
  }

  /** @param {Request} request */
  token({ query, headers, lie }) {
    if (headers.authorization?.replace(/^bearer /i, '') !== this.#secret)
      throw new Refusal(401, 'unauthorized', { code: 16 });
    // Without an audience, GitHub takes the owner of the repository for one.
    const aud = query.get('audience') ?? 'https://github.com/example';
    return { json: { value: this.tokens.issue({ ...CLAIMS, aud }, lie) } };
  }
}
