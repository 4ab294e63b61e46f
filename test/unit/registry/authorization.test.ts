import { describe, expect, it } from 'vitest';
import { type Credential, type CredentialSource, CredentialError } from '../../../src/node/oci/credentials/credential';
import { parseChallenges } from '../../../src/node/oci/registry/challenge';
import { covers, mergeScopes } from '../../../src/node/oci/registry/scope';
import { blobOf, randomBlob, sourceOf } from '../../registry/content';
import { bodyOf, end, fail, json, type FakeRegistry, type Loopback } from '../../registry/fake-registry';
import { brokenLine, fakeRegistry, repository, server } from '../../registry/scene';

const NAME = 'lab/model';
const ALICE: Credential = { kind: 'password', username: 'alice', password: 'gehe:im ü', from: 'the test' };
const only = (credential: Credential | undefined): CredentialSource => ({ find: async () => credential });
const basicOf = (name: string, password: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
const { descriptor: BLOB } = randomBlob(10);

function wantsBasic(fake: FakeRegistry): void {
  fake.intercept((request, response) => {
    if (request.headers.authorization === basicOf('alice', 'gehe:im ü')) return false;
    request.resume();
    end(response, 401, { 'WWW-Authenticate': 'Basic realm="lab"' });
    return true;
  });
}

interface TokenLab {
  fake: FakeRegistry;
  tokens: Loopback;
  /** Scopes of each token that was given. */
  given: string[][];
  /** From now on none of them is any good. */
  forget(): void;
}

interface TokenOptions {
  seconds?: number;
  /** Whether a request for a token is from somebody. */
  knows?: (authorization: string | undefined, form: URLSearchParams) => boolean;
  grants?: (scopes: string[]) => string[];
}

/** A registry with a server of tokens: as Docker's, it wants scopes and forgets them after a while. */
async function tokenLab({
  seconds = 300,
  knows = () => true,
  grants = (scopes) => scopes,
}: TokenOptions = {}): Promise<TokenLab> {
  const known = new Map<string, { scopes: string[]; ends: number }>();
  const given: string[][] = [];
  const tokens = await server(async (request, response) => {
    const form = new URLSearchParams((await bodyOf(request)).toString());
    const query = new URL(request.url!, 'http://x').searchParams;
    if (!knows(request.headers.authorization, form)) return fail(response, 401, 'UNAUTHORIZED');
    const scopes = [...query.getAll('scope'), ...form.getAll('scope').flatMap((scope) => scope.split(' '))];
    given.push(scopes);
    const token = `t${known.size}.${Math.random()}`;
    known.set(token, { scopes: grants(scopes), ends: Date.now() + seconds * 1000 });
    json(
      response,
      request.method === 'POST' ? { access_token: token, expires_in: seconds } : { token, expires_in: seconds },
    );
  });
  const fake = await fakeRegistry();
  fake.intercept((request, response) => {
    const repositoryName = /^\/v2\/(.*?)\/(?:blobs|manifests|tags|referrers)/.exec(request.url!)?.[1];
    const action = /GET|HEAD/.test(request.method!)
      ? 'pull'
      : request.method === 'DELETE' && request.url!.includes('manifests')
        ? 'delete'
        : 'push';
    const token = known.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
    const may = token?.scopes.some(
      (scope) => scope.startsWith(`repository:${repositoryName}:`) && scope.includes(action),
    );
    if (may && token!.ends > Date.now()) return false;
    request.resume();
    const scope = `repository:${repositoryName}:${action === 'push' ? 'pull,push' : action}`;
    end(response, 401, {
      'WWW-Authenticate': `Bearer realm="${tokens.origin}/token",service="lab",scope="${scope}"`,
    });
    return true;
  });
  return { fake, tokens, given, forget: () => known.clear() };
}

describe('Basic', () => {
  it('tells name and password, and after the first time at once', async () => {
    const fake = await fakeRegistry();
    wantsBasic(fake);
    const { bytes, descriptor } = randomBlob(2_000_000);
    await repository(fake.host, NAME, { credentials: only(ALICE) }).write(descriptor, sourceOf(bytes));
    expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    expect(fake.seen.filter(({ headers }) => !headers.authorization)).toHaveLength(1);
  });
  it('is told in words that there are no credentials', async () => {
    const fake = await fakeRegistry();
    wantsBasic(fake);
    await expect(repository(fake.host).tags()).rejects.toMatchObject({
      code: 'unauthorized',
      message: `${fake.host} wants credentials for this, and there are none: log in with "docker login ${fake.host}", or name a user.`,
    });
  });
  it('is told in words that credentials are wrong, and not what they are', async () => {
    const fake = await fakeRegistry();
    wantsBasic(fake);
    const wrong: Credential = {
      kind: 'password',
      username: 'alice',
      password: 'hunter2',
      from: '/home/a/.docker/config.json',
    };
    const failure = await repository(fake.host, NAME, { credentials: only(wrong) })
      .tags()
      .catch((error: Error) => error);
    expect(failure).toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('/home/a/.docker/config.json'),
    });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('hunter2');
    expect(fake.seen).toHaveLength(2);
  });
  it('says why credentials cannot be got at', async () => {
    const fake = await fakeRegistry();
    wantsBasic(fake);
    const credentials = { find: () => Promise.reject(new CredentialError('the keychain is locked')) };
    await expect(repository(fake.host, NAME, { credentials }).tags()).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('the keychain is locked'),
    });
  });
  it('is not looked for as long as nobody asks', async () => {
    const fake = await fakeRegistry();
    const credentials = { find: () => Promise.reject(new Error('asked')) };
    expect(await repository(fake.host, NAME, { credentials }).tags()).toEqual([]);
  });
});

describe('tokens', () => {
  it('are wanted for what is done, and used again', async () => {
    const { fake, tokens, given } = await tokenLab();
    const blobs = Array.from({ length: 6 }, () => randomBlob(1000));
    const target = repository(fake.host, NAME, { credentials: only(ALICE) });
    await Promise.all(blobs.map(({ bytes, descriptor }) => target.write(descriptor, sourceOf(bytes))));
    expect(given).toEqual([[`repository:${NAME}:pull`], [`repository:${NAME}:pull,push`]]);
    expect(new Set(tokens.seen.map(({ headers }) => headers.authorization))).toEqual(
      new Set([basicOf('alice', 'gehe:im ü')]),
    );
    expect(new URL(tokens.seen[0]!.url, 'http://x').searchParams.get('service')).toBe('lab');
    // Name and password are for the server of tokens alone.
    expect(fake.seen.filter(({ headers }) => headers.authorization?.startsWith('Basic'))).toEqual([]);
  });
  it('are given to nobody, too', async () => {
    const { fake, tokens } = await tokenLab();
    await repository(fake.host).tags();
    expect(tokens.seen[0]!.headers.authorization).toBeUndefined();
  });
  it('are fetched anew when they end, also in the middle of an upload', async () => {
    const { fake, given } = await tokenLab({ seconds: 0.4 });
    const { bytes, descriptor } = randomBlob(6_000_000);
    const line = await brokenLine(fake.host, [{ up: 3_000_000 }]);
    const slowly = async (from: number) =>
      (async function* () {
        for (let at = from; at < bytes.length; at += 500_000) {
          await new Promise((resolve) => setTimeout(resolve, 80));
          yield bytes.subarray(at, at + 500_000);
        }
      })();
    await repository(line.host, NAME, { credentials: only(ALICE) }).write(descriptor, slowly);
    expect(fake.has(NAME, { bytes, descriptor })).toBe(true);
    expect(given.length).toBeGreaterThan(3);
  });
  it('are fetched anew when the registry has forgotten them', async () => {
    const { fake, given, forget } = await tokenLab();
    const store = repository(fake.host, NAME, { credentials: only(ALICE) });
    await store.tags();
    forget();
    expect(await store.tags()).toEqual([]);
    expect(given).toHaveLength(2);
  });
  it('are wanted for both repositories when a blob is mounted', async () => {
    const { fake, given } = await tokenLab();
    const { bytes, descriptor } = randomBlob(10);
    fake.addBlob('lab/base', bytes);
    const location = { kind: 'repository' as const, registry: fake.host, repository: 'lab/base' };
    await repository(fake.host, NAME, { credentials: only(ALICE) }).write(descriptor, sourceOf(bytes), { location });
    expect(given.at(-1)).toEqual(['repository:lab/base:pull', `repository:${NAME}:pull,push`]);
    expect(fake.lines.at(-1)).toContain('mount=');
  });
  it('are wanted for deleting', async () => {
    const { fake, given } = await tokenLab();
    const { bytes, descriptor } = blobOf(
      Buffer.from('{"schemaVersion":2,"manifests":[]}'),
      'application/vnd.oci.image.index.v1+json',
    );
    fake.addManifest(NAME, 'v1', bytes, descriptor.mediaType);
    await repository(fake.host, NAME, { credentials: only(ALICE) }).delete(descriptor);
    expect(given.at(-1)).toEqual([`repository:${NAME}:delete`]);
  });
  it('are asked for with an identity token by POST', async () => {
    const { fake, tokens } = await tokenLab({
      knows: (authorization, form) => authorization === undefined && form.get('refresh_token') === 'identity.secret',
    });
    const identity: Credential = { kind: 'identity', token: 'identity.secret', from: 'the test' };
    await repository(fake.host, NAME, { credentials: only(identity) }).tags();
    expect(tokens.seen.map(({ method }) => method)).toEqual(['POST']);
    expect(tokens.seen[0]!.url).not.toContain('secret');
  });
  it('that are kept are sent as they are', async () => {
    const { fake, tokens } = await tokenLab();
    const kept: Credential = { kind: 'registry', token: 'kept.token', from: 'the test' };
    await expect(repository(fake.host, NAME, { credentials: only(kept) }).tags()).rejects.toMatchObject({
      code: 'unauthorized',
    });
    expect(fake.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer kept.token']);
    expect(tokens.seen).toEqual([]);
  });
  it('that are not enough are told of in words, not asked for without end', async () => {
    const { fake, given } = await tokenLab({ grants: () => [] });
    await expect(repository(fake.host, NAME, { credentials: only(ALICE) }).tags()).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('does not accept the credentials from the test'),
    });
    expect(given.length).toBeLessThan(4);
  });
  it('are refused in words', async () => {
    const { fake, tokens } = await tokenLab({ knows: () => false });
    const failure = await repository(fake.host, NAME, { credentials: only(ALICE) })
      .tags()
      .catch((error: Error) => error);
    expect(failure).toMatchObject({
      code: 'unauthorized',
      message: `No token for ${fake.host} from ${tokens.host}: the credentials from the test are not accepted.`,
    });
  });
  it.each([
    ['no JSON', '<html>'],
    ['no token', '{}'],
    ['a token that would be several headers', JSON.stringify({ token: 'a\r\nHost: b' })],
    ['a token of another type', '{"token":5}'],
  ])('are not taken as %s', async (_title, body) => {
    const { fake, tokens } = await tokenLab();
    const other = await server((_request, response) => response.end(body));
    fake.interceptors.unshift((request, response) => {
      request.resume();
      end(response, 401, { 'WWW-Authenticate': `Bearer realm="${other.origin}"` });
      return true;
    });
    await expect(repository(fake.host).tags()).rejects.toMatchObject({
      code: 'registry',
      message: expect.stringContaining('makes no sense'),
    });
    expect(tokens.seen).toEqual([]);
  });
  it('are asked for again after trouble of their server', async () => {
    const { fake } = await tokenLab();
    let trouble = 2;
    const flaky = await server((_request, response) =>
      trouble-- > 0 ? end(response, 503) : json(response, { token: 'good' }),
    );
    fake.interceptors.unshift((request, response) => {
      if (request.headers.authorization === 'Bearer good') {
        json(response, { tags: ['v1'] });
        return true;
      }
      end(response, 401, { 'WWW-Authenticate': `Bearer realm="${flaky.origin}"` });
      return true;
    });
    expect(await repository(fake.host).tags()).toEqual(['v1']);
  });
  it('are not waited for when they were cancelled, and others still get theirs', async () => {
    const fake = await fakeRegistry();
    let release: (() => void) | undefined;
    const slow = await server((_request, response) => void (release = () => json(response, { token: 'good' })));
    fake.intercept((request, response) => {
      if (request.headers.authorization === 'Bearer good') return false;
      end(response, 401, { 'WWW-Authenticate': `Bearer realm="${slow.origin}"` });
      return true;
    });
    const store = repository(fake.host, NAME, { timeouts: { answer: 5000 } });
    const controller = new AbortController();
    const first = store.tags({ signal: controller.signal });
    const second = store.tags();
    await expect.poll(() => release).toBeDefined();
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    release!();
    expect(await second).toEqual([]);
    expect(slow.seen).toHaveLength(1);
  });

  describe('come from where a registry may send us', () => {
    const challenged = async (realm: string, options = {}) => {
      const fake = await fakeRegistry();
      fake.answering(() => true, 401, { 'WWW-Authenticate': `Bearer realm="${realm}"` }, '', Infinity);
      return repository(fake.host, NAME, { credentials: only(ALICE), ...options }).tags();
    };
    it.each([
      ['http://169.254.169.254/latest/meta-data'],
      ['http://10.0.0.1/token'],
      ['http://auth.example.org/token'],
      ['http://[fe80::1]/token'],
      ['https://alice:pw@auth.example.org/token'],
    ])('not %s', async (realm) => {
      await expect(challenged(realm)).rejects.toMatchObject({ code: 'insecure' });
    });
    it.each(['file:///etc/passwd', 'ftp://x/', 'javascript:1'])('not %s', async (realm) => {
      await expect(challenged(realm)).rejects.toMatchObject({ code: 'registry' });
    });
    it('and are not followed from there', async () => {
      const other = await server((_request, response) => end(response, 302, { Location: 'http://127.0.0.1:1/steal' }));
      await expect(challenged(other.origin)).rejects.toMatchObject({
        code: 'registry',
        message: expect.stringContaining('not followed'),
      });
      expect(other.seen).toHaveLength(1);
    });
  });

  it('of a kind that nobody knows are told of in words', async () => {
    const fake = await fakeRegistry();
    fake.answering(() => true, 401, { 'WWW-Authenticate': 'Negotiate' }, '', Infinity);
    await expect(repository(fake.host).tags()).rejects.toMatchObject({ code: 'unsupported' });
  });
});

it('nothing of who asks goes to another port of the same host', async () => {
  const other = await server((_request, response) => end(response, 200));
  const fake = await fakeRegistry();
  wantsBasic(fake);
  fake.intercept((request, response) => {
    if (!request.url!.includes('/tags/')) return false;
    end(response, 302, { Location: `${other.origin}/tags` });
    return true;
  });
  await repository(fake.host, NAME, { credentials: only(ALICE) })
    .tags()
    .catch(() => undefined);
  expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  expect(await repository(fake.host, NAME, { credentials: only(ALICE) }).exists(BLOB)).toBe(false);
});

describe('challenges', () => {
  const read = (header: string) =>
    parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);
  it.each([
    ['Basic realm="a"', [['basic', { realm: 'a' }]]],
    [
      'Bearer realm="https://a/b?c=d",service="x y",scope="repository:a/b:pull,push"',
      [['bearer', { realm: 'https://a/b?c=d', service: 'x y', scope: 'repository:a/b:pull,push' }]],
    ],
    [
      'Negotiate, Basic realm=x, BEARER Realm = "y"',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
        ['bearer', { realm: 'y' }],
      ],
    ],
    ['Basic realm="a \\"b\\" \\\\"', [['basic', { realm: 'a "b" \\' }]]],
    ['', []],
    ['"', []],
    ['realm="x"', []],
  ])('%s', (header, expected) => expect(read(header)).toEqual(expected));
  it('are read fast, whatever they are', () => {
    for (const header of [
      'a="'.repeat(10_000),
      ' , '.repeat(10_000),
      `B realm="${'\\'.repeat(100_000)}`,
      'a '.repeat(50_000),
    ])
      read(header);
  });
});

describe('scopes', () => {
  it('of one repository become one', () => {
    expect(mergeScopes(['repository:b:pull', 'repository:a:push,pull'], ['repository:b:push'])).toEqual([
      'repository:a:pull,push',
      'repository:b:pull,push',
    ]);
  });
  it('cover what is less', () => {
    expect(covers(['repository:a:pull,push'], ['repository:a:pull'])).toBe(true);
    expect(covers(['repository:a:*'], ['repository:a:delete'])).toBe(true);
    expect(covers(['repository:a:pull'], ['repository:a:push'])).toBe(false);
    expect(covers(['repository:ab:pull'], ['repository:a:pull'])).toBe(false);
  });
});
