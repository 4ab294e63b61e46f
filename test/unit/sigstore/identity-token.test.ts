import { describe, expect, it } from 'vitest';
import { SigningError } from '../../../src/core/signing/signer';
import { readIdentityToken } from '../../../src/core/signing/sigstore/identity-token';

const NOW = new Date('2026-11-23T12:00:00Z');
const seconds = NOW.getTime() / 1000;
const encoded = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
const CLAIMS = {
  iss: 'https://id.example',
  aud: 'sigstore',
  sub: 'somebody',
  iat: seconds - 1,
  exp: seconds + 60,
  email: 'ann@example.org',
  email_verified: true,
};
const token = (claims: object = {}) => `${encoded({ alg: 'none' })}.${encoded({ ...CLAIMS, ...claims })}.c2ln`;
const read = (text: string) => readIdentityToken(text, 'sigstore', NOW);
const noEmail = { email: undefined, email_verified: undefined };
const GITHUB = 'https://token.actions.githubusercontent.com';

describe('the identity that becomes public', () => {
  it.each([
    ['an e-mail address', {}, 'ann@example.org', 'https://id.example', true],
    ['letters of any language', { email: 'änn@exämple.org' }, 'änn@exämple.org', 'https://id.example', true],
    [
      'whoever is behind a provider that passes on what others say',
      { federated_claims: { connector_id: 'https://github.com/login/oauth' } },
      'ann@example.org',
      'https://github.com/login/oauth',
      true,
    ],
    [
      'a workflow of GitHub',
      {
        ...noEmail,
        iss: GITHUB,
        sub: 'repo:o/r:ref:refs/heads/main',
        job_workflow_ref: 'o/r/.github/workflows/w.yml@refs/heads/main',
      },
      'https://github.com/o/r/.github/workflows/w.yml@refs/heads/main',
      GITHUB,
      true,
    ],
    [
      'a workflow of an enterprise',
      { ...noEmail, iss: `${GITHUB}/firm`, job_workflow_ref: 'o/r/w@x' },
      'https://github.com/o/r/w@x',
      `${GITHUB}/firm`,
      true,
    ],
    [
      'a workflow of a GitHub of somebody’s own',
      { ...noEmail, job_workflow_ref: 'o/r/w@x' },
      'https://github.com/o/r/w@x',
      'https://id.example',
      false,
    ],
    [
      'a pipeline of GitLab',
      { ...noEmail, iss: 'https://gitlab.com', ci_config_ref_uri: 'gitlab.com/g/p//.gitlab-ci.yml@refs/heads/main' },
      'https://gitlab.com/g/p//.gitlab-ci.yml@refs/heads/main',
      'https://gitlab.com',
      true,
    ],
    [
      'a pipeline of Buildkite',
      { ...noEmail, iss: 'https://agent.buildkite.com', organization_slug: 'o', pipeline_slug: 'p' },
      'https://buildkite.com/o/p',
      'https://agent.buildkite.com',
      true,
    ],
    ['a subject', noEmail, 'somebody', 'https://id.example', false],
  ])('is %s', (_title, claims, name, issuer, exact) => {
    expect(read(token(claims)).identity).toEqual({ name, issuer, exact });
  });
});

it('is for one of several audiences, or for another program', () => {
  expect(read(token({ aud: ['other', 'sigstore'] })).issuer).toBe('https://id.example');
  expect(readIdentityToken(token({ aud: 'mine' }), 'mine', NOW).text).toBe(token({ aud: 'mine' }));
});

it.each([
  ['nothing', '', 'no identity token'],
  ['words', 'not a token', 'no identity token'],
  ['two parts', 'e30.e30', 'no identity token'],
  ['four parts', `${token()}.x`, 'no identity token'],
  ['a list', `e30.${encoded([])}.x`, 'no identity token'],
  ['no JSON', `e30.${Buffer.from('{').toString('base64url')}.x`, 'no identity token'],
  ['no UTF-8', `e30.${Buffer.from([0xff, 0xfe]).toString('base64url')}.x`, 'no identity token'],
  ['no base64', 'e30.!!!.x', 'no identity token'],
  ['megabytes', `e30.${'A'.repeat(1 << 20)}.x`, 'no identity token'],
  ['no issuer', token({ iss: undefined }), '(iss)'],
  ['an issuer that is no text', token({ iss: {} }), '(iss)'],
  ['another audience', token({ aud: 'https://github.com/o' }), 'made for "https://github.com/o"'],
  ['no audience', token({ aud: undefined }), 'made for ""'],
  ['no end', token({ exp: undefined }), '(exp)'],
  ['an end that is no number', token({ exp: 'never' }), '(exp)'],
  ['an end that is no date', token({ exp: 1e300 }), '(exp)'],
  [
    'an end in the past',
    token({ exp: seconds - 1 }),
    'expired at 2026-11-23T11:59:59.000Z, and this clock says 2026-11-23T12:00:00.000Z',
  ],
  ['an end right now', token({ exp: seconds + 2 }), 'too soon'],
  [
    'a clock that is a year behind',
    token({ iat: seconds + 31536000, exp: seconds + 31536060 }),
    'this clock says 2026-11-23',
  ],
  [
    'an address that nobody has verified',
    token({ email_verified: false }),
    'has not verified the e-mail address ann@example.org',
  ],
  ['nobody', token({ ...noEmail, sub: undefined }), '(sub)'],
])('refuses %s, and does not show it', (_title, text, message) => {
  expect(() => read(text)).toThrow(SigningError);
  expect(() => read(text)).toThrow(message);
  try {
    read(text);
  } catch (error) {
    if (text.length > 20) expect((error as Error).message).not.toContain(text.split('.')[1]);
  }
});
