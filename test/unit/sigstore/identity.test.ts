// Ways to prove who one is, against the identity provider of the test bed.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, type AddressInfo } from 'node:net';
import http1 from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/signing/model/model';
import { readIdentityToken } from '../../../src/core/signing/sigstore/identity-token';
import { ambientIdentity } from '../../../src/node/sigstore/sign/identity/ambient';
import { browserIdentity, type BrowserSignIn } from '../../../src/node/sigstore/sign/identity/browser';
import { deviceIdentity, type DevicePrompt } from '../../../src/node/sigstore/sign/identity/device';
import { LoopbackServer } from '../../../src/node/sigstore/sign/identity/loopback';
import { outOfBandIdentity } from '../../../src/node/sigstore/sign/identity/out-of-band';
import { startBed, type Bed, type Behaviour } from '../../sigstore-bed/bed.mjs';
import { altered, answering, browse, failureOf, http, httpFacing } from './keyless';

const client = { id: 'sigstore' };
let bed: Bed;
let usual: Behaviour;
beforeAll(async () => {
  bed = await startBed();
  usual = structuredClone(bed.behaviour);
});
afterAll(() => bed.close());
afterEach(async () => {
  await bed.faults.clear();
  Object.assign(bed.behaviour, structuredClone(usual));
});

const whose = (token: string) => readIdentityToken(token, 'sigstore', new Date()).identity.name;
const portIsClosed = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(false);
    }).on('error', () => resolve(true));
  });

describe('with a browser', () => {
  let opened = '';
  const signIn = (options: Partial<BrowserSignIn> = {}, signal?: AbortSignal) =>
    browserIdentity({
      issuer: bed.url,
      client,
      http,
      open: async (url) => {
        opened = url;
        await browse(url);
      },
      timeoutMs: 5000,
      ...options,
    }).token(signal);
  const redirectPort = () => Number(new URL(new URL(opened).searchParams.get('redirect_uri')!).port);
  /** A browser that comes back with something else. */
  const comingBackWith =
    (query: (state: string) => Record<string, string>) =>
    async (url: string): Promise<void> => {
      const { searchParams } = new URL(url);
      const back = `${searchParams.get('redirect_uri')}?${new URLSearchParams(query(searchParams.get('state')!))}`;
      await fetch(back);
    };

  it('gets a token, shows a page, and closes its port', async () => {
    let page = '';
    const token = await signIn({ open: async (url) => void ([opened, page] = [url, await browse(url)]) });
    expect(whose(token)).toBe('tester@example.org');
    expect(page).toContain('<h1>You are back</h1>');
    expect(page).not.toContain('<script');
    const query = Object.fromEntries(new URL(opened).searchParams);
    expect(query).toMatchObject({
      response_type: 'code',
      client_id: 'sigstore',
      redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+\/auth\/callback$/),
      scope: 'openid email',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query[name]).toMatch(/^[\w-]{43}$/);
    expect(await portIsClosed(redirectPort())).toBe(true);
  });
  describe('on another machine', () => {
    const otherwise = { token: async () => 'another way' };

    it('comes back through a tunnel', async () => {
      // Whoever forwards a port passes the name on that the browser uses.
      const tunnel = http1.createServer(({ url, headers }, response) => {
        http1.get({ port: target, path: url, headers }, (answer) => answer.pipe(response));
      });
      let target = 0;
      await new Promise<void>((resolve) => void tunnel.listen(0, '127.0.0.1', resolve));
      const { port } = tunnel.address() as AddressInfo;
      const reach = async (address: string) => {
        target = Number(new URL(address).port);
        return `http://localhost:${port}/auth/callback`;
      };
      expect(whose(await signIn({ remote: { reach, otherwise } }))).toBe('tester@example.org');
      expect(redirectPort()).toBe(port);
      tunnel.close();
    });
    it.each(['https://machine.example/auth/callback', 'http://127.0.0.1:8080/proxy/1234/auth/callback'])(
      'signs in in another way where it would come to %s',
      async (address) => {
        opened = '';
        expect(await signIn({ remote: { reach: async () => address, otherwise } })).toBe('another way');
        expect(opened).toBe('');
      },
    );
  });
  it('uses nothing twice', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 3; i++) {
      await signIn();
      for (const name of ['state', 'nonce', 'code_challenge']) seen.add(new URL(opened).searchParams.get(name)!);
    }
    expect(seen.size).toBe(9);
  });
  it('does not wait for a browser that runs on', async () => {
    const running: { open?: Promise<void> } = {};
    const token = await signIn({
      open: async (url) => {
        running.open = browse(url).then(() => undefined);
      },
    });
    expect(whose(token)).toBe('tester@example.org');
    await running.open;
  });
  it.each([
    ['the user refuses', { deny: true }, 'did not sign you in: access_denied: The user refused.'],
    ['it answers to another sign-in', { state: 'other' }, 'answered to another sign-in'],
    ['the token is of another sign-in', { claims: { nonce: 'other' } }, 'belongs to another sign-in'],
    ['the token has no nonce', { claims: { nonce: null } }, 'belongs to another sign-in'],
    [
      'somebody else made the token',
      { claims: { iss: 'https://evil.example' } },
      'a token that "https://evil.example" made',
    ],
    ['the token is for somebody else', { claims: { aud: 'other' } }, 'made for "other"'],
    ['the token has expired', { tokenSeconds: -1 }, 'The identity token expired at'],
    ['the token is about to expire', { tokenSeconds: 2 }, 'too soon to sign with it'],
    ['nobody has verified the address', { claims: { email_verified: false } }, 'has not verified'],
  ])('fails when %s', async (_title, behaviour, message) => {
    Object.assign(bed.behaviour, behaviour);
    expect((await failureOf(bed, signIn())).message).toContain(message);
    expect(await portIsClosed(redirectPort())).toBe(true);
  });
  it.each([
    ['no code', (state: string) => ({ state }), 'there is no code'],
    ['no state', () => ({ code: 'c' }), 'another sign-in'],
    ['a code that nobody gave out', (state: string) => ({ state, code: 'made-up' }), 'invalid_grant'],
    [
      'another issuer',
      (state: string) => ({ state, code: 'c', iss: 'https://evil.example' }),
      'not from whom was asked',
    ],
    [
      'an error with a page in it',
      (state: string) => ({ state, error: 'x', error_description: '<script>\u202e\n'.repeat(99) }),
      'x: <script>\\u{202e}\\u{a}',
    ],
  ])('fails when the browser brings %s', async (_title, query, message) => {
    expect((await failureOf(bed, signIn({ open: comingBackWith(query) }))).message).toContain(message);
  });
  it('wants to be told who sends a code where that was announced', async () => {
    const announcing = altered('openid-configuration', (json) => ({
      ...json,
      authorization_response_iss_parameter_supported: true,
    }));
    expect((await failureOf(bed, signIn({ http: announcing }))).message).toContain('not from whom was asked');
    const open = comingBackWith((state) => ({ state, code: 'made-up', iss: bed.url }));
    expect((await failureOf(bed, signIn({ http: announcing, open }))).message).toContain('invalid_grant');
  });
  it.each([
    [
      'another name',
      (json: object) => ({ ...json, issuer: 'https://evil.example' }),
      'calls itself "https://evil.example"',
    ],
    ['no name', () => ({}), 'calls itself nothing'],
    ['a list', () => [], 'no answer of such a service'],
    ['no endpoint', (json: object) => ({ ...json, token_endpoint: 7 }), 'no answer of such a service'],
    [
      'an endpoint elsewhere without encryption',
      (json: object) => ({ ...json, authorization_endpoint: 'http://evil.example/auth' }),
      'without encryption, at http://evil.example',
    ],
    [
      'an endpoint that is no web page',
      (json: object) => ({ ...json, authorization_endpoint: 'file:///bin/sh' }),
      'without encryption',
    ],
  ])('fails when the provider says that it has %s', async (_title, alter, message) => {
    const error = await failureOf(bed, signIn({ http: altered('openid-configuration', alter) }));
    expect(error.message).toContain(message);
  });
  it.each([
    ['down', 'refuses connections'],
    ['slow', 'did not answer in time'],
    ['html', 'sent a web page'],
    ['500', 'failed: 500 something broke'],
    ['429', 'asked too often: 429'],
    ['garbage', 'no answer of such a service'],
  ] as const)('fails when the provider is at fault from the beginning: %s', async (fault, message) => {
    await bed.faults.set('oidc', fault);
    const error = await failureOf(bed, signIn({ http: httpFacing(fault) }));
    expect(error).toMatchObject({ name: 'ServiceError', service: 'identity-provider' });
    expect(error.message).toContain(message);
    expect(error.message).toContain(`The identity provider (${new URL(bed.url).host})`);
  });
  it.each(['slow', 'html', '500', 'garbage', 'down'] as const)(
    'fails when it is so for the token: %s',
    async (fault) => {
      const open = async (url: string) => {
        const { searchParams } = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location')!);
        await bed.faults.set('oidc', fault);
        const { searchParams: asked } = new URL(url);
        await fetch(`${asked.get('redirect_uri')}?${searchParams}`);
      };
      const error = await failureOf(bed, signIn({ open, http: httpFacing(fault) }));
      expect(error).toMatchObject({ name: 'ServiceError', service: 'identity-provider' });
    },
  );
  it('gives up when nobody signs in', async () => {
    const error = await failureOf(bed, signIn({ open: async (url) => void (opened = url), timeoutMs: 200 }));
    expect(error.message).toContain('Nobody signed in within 0.2 s');
    expect(await portIsClosed(redirectPort())).toBe(true);
  });
  it('gives up when the browser does not open', async () => {
    const open = async (url: string) => {
      opened = url;
      throw new Error('no browser');
    };
    expect((await failureOf(bed, signIn({ open }))).message).toBe('no browser');
    expect(await portIsClosed(redirectPort())).toBe(true);
  });
  it('can be cancelled while it waits', async () => {
    const cancel = new AbortController();
    const open = async (url: string) => {
      opened = url;
      cancel.abort();
    };
    expect(await failureOf(bed, signIn({ open }, cancel.signal))).toBeInstanceOf(CancelledError);
    expect(await portIsClosed(redirectPort())).toBe(true);
  });
  it('can be cancelled while it asks, and does nothing when it was before', async () => {
    await bed.faults.set('oidc', 'slow');
    expect(await failureOf(bed, signIn({}, AbortSignal.timeout(100)))).toBeInstanceOf(CancelledError);
    const asked = bed.requests.length;
    expect(await failureOf(bed, signIn({}, AbortSignal.abort()))).toBeInstanceOf(CancelledError);
    expect(bed.requests).toHaveLength(asked);
  });
  it('sends a secret that the provider gave to a program, and does not show it', async () => {
    const secret = 'kept: between/us';
    const open = comingBackWith((state) => ({ state, code: 'made-up' }));
    const error = await failureOf(bed, signIn({ client: { ...client, secret }, open }));
    expect(error.message).not.toContain('kept');
    const [, encoded] = [...bed.secrets].map((each) => each.match(/^Basic (.*)/) ?? []).find((each) => each[1]) ?? [];
    expect(Buffer.from(encoded!, 'base64').toString()).toBe('sigstore:kept%3A%20between%2Fus');
  });
});

describe('the server on this machine', () => {
  let server: LoopbackServer;
  beforeAll(async () => {
    server = await LoopbackServer.open();
  });
  afterAll(() => server.close());
  const raw = (options: http1.RequestOptions) =>
    new Promise<number>((resolve, reject) => {
      const { port } = new URL(server.redirectUri);
      http1
        .request({ host: '127.0.0.1', port, ...options }, (response) => {
          response.resume();
          resolve(response.statusCode!);
        })
        .on('error', reject)
        .end();
    });
  const host = () => new URL(server.redirectUri).host;

  it.each([
    ['another path', { path: '/' }, 404],
    ['a path that leads up', { path: '/auth/callback/../../x' }, 404],
    ['a request for another host', { path: '/auth/callback?code=c&state=s', headers: { host: 'evil.example' } }, 404],
    ['another method', { path: '/auth/callback?code=c&state=s', method: 'POST' }, 405],
    ['no answer', { path: '/auth/callback' }, 400],
    ['an answer twice', { path: '/auth/callback?code=a&code=b&state=s' }, 400],
    ['a path that is none', { path: 'http://[' }, 404],
    ['too much', { path: `/auth/callback?code=${'c'.repeat(20_000)}` }, 431],
  ])('does not take %s', async (_title, options, status) => {
    expect(await raw({ headers: { host: host() }, ...options })).toBe(status);
  });
  it('is at no address but that of this machine', () => {
    expect((server as unknown as { server: http1.Server }).server.address()).toMatchObject({ address: '127.0.0.1' });
  });
  it('says nothing of what it got on its page, which can do nothing', async () => {
    const response = await fetch(server.redirectUri + '?state=s&error=%3Cscript%3E&error_description=%3Cb%3E');
    const text = await response.text();
    expect(text).toContain('You are not signed in');
    expect(text).not.toMatch(/script|<b>/);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      connection: 'close',
    });
    expect(await server.callback).toMatchObject({ state: 's', error: '<script>', code: undefined });
  });
});

describe('out of band', () => {
  let url = '';
  const signIn = (ask: (url: string) => Promise<string | undefined>, signal?: AbortSignal) =>
    outOfBandIdentity({ issuer: bed.url, client, http, ask: (shown) => ask((url = shown)) }).token(signal);
  const shownCode = async (page: string) => /id="code">([^<]+)</.exec(await browse(page))![1]!;

  it('gets a token for the code that was shown', async () => {
    expect(whose(await signIn(async (page) => `  ${await shownCode(page)}\n`))).toBe('tester@example.org');
    expect(new URL(url).searchParams.get('redirect_uri')).toBe('urn:ietf:wg:oauth:2.0:oob');
  });
  it('fails with another code', async () => {
    expect(
      (
        await failureOf(
          bed,
          signIn(async () => 'guessed'),
        )
      ).message,
    ).toContain('invalid_grant');
  });
  it('fails when the token is of another sign-in', async () => {
    bed.behaviour.claims = { nonce: 'other' };
    expect((await failureOf(bed, signIn(shownCode))).message).toContain('another sign-in');
  });
  it.each([undefined, '', ' \n'])('gives up with the user (%j)', async (code) => {
    expect(
      await failureOf(
        bed,
        signIn(async () => code),
      ),
    ).toBeInstanceOf(CancelledError);
  });
  it('can be cancelled', async () => {
    const cancel = new AbortController();
    const ask = async (page: string) => {
      cancel.abort();
      return shownCode(page);
    };
    expect(await failureOf(bed, signIn(ask, cancel.signal))).toBeInstanceOf(CancelledError);
  });
});

describe('on another device', () => {
  let prompt: DevicePrompt | undefined;
  const signIn = (transport = http, signal?: AbortSignal) =>
    deviceIdentity({ issuer: bed.url, client, http: transport, show: (shown) => (prompt = shown) }).token(signal);

  it('gets a token once somebody has signed in', async () => {
    expect(whose(await signIn())).toBe('tester@example.org');
    expect(prompt).toEqual({
      url: `${bed.url}/device`,
      code: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/),
      urlWithCode: expect.stringContaining('/device?user_code='),
    });
  });
  it('asks more slowly when it is told to', async () => {
    let told = 0;
    const busy = answering('/token', async (real) => {
      const response = await real();
      if (told++) return response;
      return { ...response, status: 400, body: Buffer.from('{"error":"slow_down"}') };
    });
    bed.behaviour.device.pending = 1;
    const since = Date.now();
    expect(whose(await signIn(busy))).toBe('tester@example.org');
    // One second, and then six: RFC 8628, 3.5
    expect(Date.now() - since).toBeGreaterThan(6900);
  }, 30_000);
  it.each([
    ['the user refuses', { deny: true }, 'access_denied'],
    ['nobody signs in in time', { device: { interval: 1, expires: 2, pending: 99 } }, /expired_token|nobody signed in/],
  ])('fails when %s', async (_title, behaviour, message) => {
    Object.assign(bed.behaviour, behaviour);
    expect((await failureOf(bed, signIn())).message).toMatch(message);
  });
  it.each([
    ['no code', { device_code: undefined }, 'no answer'],
    ['no page', { verification_uri: undefined }, 'no answer'],
    ['a page that is none', { verification_uri: 'javascript:alert(1)' }, 'no answer'],
    ['a page elsewhere without encryption', { verification_uri_complete: 'http://evil.example' }, 'no answer'],
  ])('fails when the provider sends %s', async (_title, change, message) => {
    const transport = altered('/device/code', (json) => ({ ...json, ...change }));
    expect((await failureOf(bed, signIn(transport))).message).toContain(message);
  });
  it('says when the provider does not offer that', async () => {
    const transport = altered('openid-configuration', (json) => ({
      ...json,
      device_authorization_endpoint: undefined,
    }));
    expect((await failureOf(bed, signIn(transport))).message).toContain('does not offer to sign in on another device');
  });
  it('can be cancelled while it waits', async () => {
    bed.behaviour.device = { interval: 60, expires: 300, pending: 99 };
    expect(await failureOf(bed, signIn(http, AbortSignal.timeout(300)))).toBeInstanceOf(CancelledError);
  });
});

describe('as a CI job', () => {
  const ambient = (environment: NodeJS.ProcessEnv, audience = 'sigstore') =>
    ambientIdentity({ environment, audience, http });

  it('asks GitHub Actions', async () => {
    const token = await ambient(bed.ciEnvironment()).token();
    expect(whose(token)).toBe('https://github.com/example/model/.github/workflows/release.yml@refs/heads/main');
    const other = await ambient(bed.ciEnvironment(), 'mine').token();
    expect(readIdentityToken(other, 'mine', new Date()).issuer).toBe(bed.url);
  });
  it('takes a token that is there before it asks', async () => {
    const token = bed.identityToken();
    expect(await ambient({ ...bed.ciEnvironment(), SIGSTORE_ID_TOKEN: ` ${token}\n` }).token()).toBe(token);
  });
  it('does not show the secret of the job when it is refused', async () => {
    const environment = { ...bed.ciEnvironment(), ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a-secret-of-the-job' };
    const { message } = await failureOf(bed, ambient(environment).token());
    expect(message).toContain('refused: 401');
    expect(message).not.toContain('a-secret');
  });
  it.each([
    ['no CI job', {}, 'No identity of a CI job was found'],
    ['a job without permission', { GITHUB_ACTIONS: 'true' }, 'id-token: write'],
    [
      'an address that is none',
      { ACTIONS_ID_TOKEN_REQUEST_URL: 'ftp://x', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' },
      'ACTIONS_ID_TOKEN_REQUEST_URL is no URL',
    ],
    [
      'an address elsewhere without encryption',
      { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://evil.example', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' },
      'ACTIONS_ID_TOKEN_REQUEST_URL is no URL',
    ],
  ])('says what is missing: %s', (_title, environment, message) => {
    expect(() => ambient(environment)).toThrow(message);
  });
  it.runIf(process.platform !== 'win32')('asks the agent of Buildkite', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'buildkite-'));
    try {
      const agent = path.join(folder, 'buildkite-agent');
      const token = bed.identityToken();
      const environment = { BUILDKITE: 'true', PATH: `${folder}:/usr/bin:/bin` };
      writeFileSync(agent, `#!/bin/sh\n[ "$*" = "oidc request-token --audience sigstore" ] && echo ${token}\n`);
      chmodSync(agent, 0o755);
      expect(await ambient(environment).token()).toBe(token);
      writeFileSync(agent, `#!/bin/sh\necho ${token}; exit 3\n`);
      expect((await failureOf(bed, ambient(environment).token())).message).toContain('gave no identity token (3)');
      rmSync(agent);
      expect((await failureOf(bed, ambient(environment).token())).message).toContain('(ENOENT)');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
