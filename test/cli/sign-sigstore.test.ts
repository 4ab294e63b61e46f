import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runMof } from '../../src/cli/program';
import { startBed, type Bed, type Behaviour, type RekorVersion } from '../sigstore-bed/bed.mjs';
import { closeServers, encryptedServer, proxyServer } from '../unit/http/servers';
import { newAuthority } from '../unit/signing/pki';
import { browse } from '../unit/sigstore/keyless';
import { useOwnFetch } from '../unit/sigstore/own-fetch';
import { mofBeside, type BesideOptions } from './beside';
import { folderWith, type Outcome } from './mof';

const VERSIONS = [1, 2] as const;
const EMAIL = 'tester@example.org';

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
  closeServers();
});

const FILES = { 'm/config.json': '{}', 'm/sub/weights.bin': 'weights' };
/** A folder with a model, and the configurations of a bed in `1.json` and `2.json`. */
const scene = (of: Bed = bed, more: Record<string, string> = {}) =>
  folderWith({
    ...FILES,
    ...Object.fromEntries(VERSIONS.map((v) => [`${v}.json`, JSON.stringify(of.trustConfig(v))])),
    ...more,
  });

interface Run extends Partial<BesideOptions> {
  version?: RekorVersion;
  config?: string;
}
async function sign(
  args: readonly string[],
  { cwd = scene(), version = 2, config = `${version}.json`, ...rest }: Run = {},
) {
  const outcome = await mofBeside(['sign', 'sigstore', 'm', '--trust-config', config, ...args], { cwd, ...rest });
  return { cwd, ...outcome };
}
const verify = (cwd: string, version: RekorVersion, identity = EMAIL, issuer = bed.url) =>
  mofBeside(
    ['verify', 'sigstore', 'm', '--signature', 'model.sig', '--trust-config', `${version}.json`].concat([
      '--identity',
      identity,
      '--identity-provider',
      issuer,
    ]),
    { cwd },
  );
const given = (of: Bed = bed, claims = {}) => ['--identity-token', of.identityToken(claims)];
const withoutSecrets = ({ stdout, stderr }: Pick<Outcome, 'stdout' | 'stderr'>, of: Bed = bed) => {
  for (const secret of of.secrets) expect(stdout + stderr).not.toContain(secret.slice(0, 24));
};
/** That nothing is there that was not before. */
const untouched = (cwd: string, ...more: string[]) =>
  expect(readdirSync(cwd).sort()).toEqual([...VERSIONS.map((v) => `${v}.json`), 'm', ...more].sort());

/** A browser, as the variable `BROWSER` names one: it goes where it is sent. */
function browser(): string {
  const file = path.join(folderWith(), 'browser');
  writeFileSync(file, `#!${process.execPath}\nfetch(process.argv[2]).then((page) => page.text());\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Enters the code that a page shows, once the page is known. */
function enteringCode(): Partial<BesideOptions> {
  let seen = false;
  return {
    watch: (stderr, child) => {
      const url = /^ {2}(http\S+)$/m.exec(stderr)?.[1];
      if (!url || seen) return;
      seen = true;
      void browse(url).then((page) => child.stdin!.end(`${/id="code">([^<]+)</.exec(page)?.[1]}\n`));
    },
  };
}

const WORKFLOW = 'https://github.com/example/model/.github/workflows/release.yml@refs/heads/main';
const WAYS: readonly [string, () => { args: string[]; run?: Partial<BesideOptions> }, string?][] = [
  ['a token', () => ({ args: given() })],
  [
    'a token on standard input',
    () => ({ args: ['--identity-token', '-'], run: { input: `${bed.identityToken()}\n` } }),
  ],
  [
    'a token around it',
    () => ({ args: ['--use-ambient-credentials'], run: { env: { SIGSTORE_ID_TOKEN: bed.identityToken() } } }),
  ],
  [
    'a job of GitHub Actions',
    () => ({ args: ['--use-ambient-credentials'], run: { env: bed.ciEnvironment() } }),
    WORKFLOW,
  ],
  ['a browser', () => ({ args: ['--yes'], run: { env: { BROWSER: browser() } } })],
  ['a browser elsewhere', () => ({ args: ['--yes', '--oauth-force-oob'], run: enteringCode() })],
  ['no browser at all', () => ({ args: ['--yes'], run: enteringCode() })],
  ['another device', () => ({ args: ['--yes', '--oauth-device-flow'] })],
];

describe.each(VERSIONS)('mof sign sigstore with version %i of Rekor', (version) => {
  it.each(WAYS)('signs with %s', async (_title, way, identity = EMAIL) => {
    const { args, run } = way();
    const outcome = await sign(args, { version, ...run });
    expect(outcome).toMatchObject({ code: 0, stdout: 'model.sig: signed 2 files of m, 9 bytes\n' });
    expect(outcome.stderr).toContain(`who signs   ${identity}`);
    withoutSecrets(outcome);
    untouched(outcome.cwd, 'model.sig');
    expect(await verify(outcome.cwd, version, identity)).toMatchObject({ code: 0, stderr: '' });
  });
  it('warns of a token that others can read', async () => {
    const warning = 'others on this machine can read a token on the command line';
    expect((await sign(given(), { version })).stderr).toContain(warning);
    expect((await sign(['--identity-token', '-'], { version, input: bed.identityToken() })).stderr).not.toContain(
      warning,
    );
  });
  it('makes what only holds for this model, this signer and this trusted root', async () => {
    const { cwd } = await sign(given(), { version });
    expect(await verify(cwd, version, 'other@example.org')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('not trusted'),
    });
    expect((await verify(cwd, version, EMAIL, 'https://other.example')).code).toBe(1);
    const other = await startBed();
    try {
      writeFileSync(path.join(cwd, `${version}.json`), JSON.stringify(other.trustConfig(version)));
      expect((await verify(cwd, version)).code).toBe(1);
    } finally {
      await other.close();
    }
    writeFileSync(path.join(cwd, `${version}.json`), JSON.stringify(bed.trustConfig(version)));
    writeFileSync(path.join(cwd, 'm/sub/weights.bin'), 'weightz');
    expect(await verify(cwd, version)).toMatchObject({ code: 1, stdout: expect.stringContaining('sub/weights.bin') });
  });
});

it('says what becomes public, and prints JSON', async () => {
  const args = ['--use-ambient-credentials', '--format', 'json', '--ignore-paths', 'm/sub'];
  const { stdout, stderr } = await sign(args, { env: { SIGSTORE_ID_TOKEN: bed.identityToken() } });
  expect(JSON.parse(stdout)).toEqual({ signature: 'model.sig', files: 1, bytes: 2, ignored: ['sub/weights.bin'] });
  const [fulcio, rekor] = [bed.urls.fulcio, bed.urls.rekorV2].map((url) => new URL(url).host);
  expect(stderr.split('\n')).toEqual([
    `mof: the logs of ${fulcio} and ${rekor} will show to everybody, for ever:`,
    `  who signs   ${EMAIL}`,
    `  by          ${bed.url}`,
    expect.stringMatching(/^ {2}when {8}\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    expect.stringMatching(/^ {2}what {8}SHA-256 [0-9a-f]{64} of a list of files; no names of files$/),
    '',
  ]);
});

describe('at a terminal', () => {
  useOwnFetch();
  /** In this process, with somebody who answers. */
  const signAsked = async (answers: (string | undefined)[]) => {
    const [cwd, out, asked] = [scene(), { stdout: '', stderr: '' }, [] as string[]];
    const code = await runMof(['sign', 'sigstore', 'm', '--trust-config', '2.json', '--oauth-force-oob'], {
      cwd,
      today: new Date(),
      colour: false,
      stdin: (async function* () {})(),
      stdout: (text) => void (out.stdout += text),
      stderr: (text) => void (out.stderr += text),
      isInteractive: true,
      ask: async (question) => {
        asked.push(question);
        if (question !== 'Code: ') return answers.shift();
        const url = /^ {2}(http\S+)$/m.exec(out.stderr)![1]!;
        return /id="code">([^<]+)</.exec(await browse(url))![1];
      },
      debug: false,
    });
    return { cwd, code, asked, ...out };
  };

  it.each(['y', 'Yes', ' y '])('signs when somebody agrees: %s', async (answer) => {
    const { cwd, code, asked, stderr } = await signAsked([answer]);
    expect([code, asked]).toEqual([0, ['Code: ', 'Sign? [y/N] ']]);
    expect(stderr).toContain(`who signs   ${EMAIL}`);
    expect((await verify(cwd, 2)).code).toBe(0);
  });
  it.each(['n', '', 'yes please', undefined])('signs nothing otherwise: %s', async (answer) => {
    bed.requests.splice(0);
    const { cwd, code, stderr } = await signAsked([answer]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/\nmof: nothing was signed\n$/)]);
    expect(bed.requests.filter(({ service }) => service !== 'oidc')).toEqual([]);
    untouched(cwd);
  });
});

describe('what is refused before anything is asked', () => {
  afterEach(() => expect(bed.requests).toEqual([]));
  beforeAll(() => void bed.requests.splice(0));

  it.each([
    ['nobody to ask', [], 'there is no terminal to ask at: agree by --yes'],
    ['two ways', ['--oauth-force-oob', '--use-ambient-credentials', '--yes'], 'exclude each other'],
    ['a token that is none', ['--identity-token', 'hunter2'], 'is no identity token'],
    ['an empty token', ['--identity-token', ''], 'is no identity token'],
    ['no CI job', ['--use-ambient-credentials'], 'No identity of a CI job was found'],
    ['an unknown option', ['--use-magic'], "unknown option '--use-magic'"],
  ])('%s', async (_title, args, message) => {
    const { cwd, code, stderr } = await sign(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toContain('hunter2');
    untouched(cwd);
  });
  it.each([
    ['has expired', { exp: 1_000_000_000 }, 'expired at 2001-09-09'],
    [
      'is about to expire',
      { exp: Math.floor(Date.now() / 1000) + 4 * 3600, nbf: Math.floor(Date.now() / 1000) + 3 * 3600 },
      'clock',
    ],
    ['is for somebody else', { aud: 'other\u202e\u0007' }, 'made for "other\\u{202e}\\u{7}"'],
    ['is nobody’s', { email: null, sub: null }, 'does not say whose it is'],
  ])('a token that %s', async (_title, claims, message) => {
    const outcome = await sign(given(bed, claims));
    expect([outcome.code, outcome.stderr]).toEqual([2, expect.stringContaining(message)]);
    withoutSecrets(outcome);
  });
  it.each([
    ['is not there', undefined, 3, 'c.json does not exist'],
    ['is not JSON', '{', 3, 'c.json cannot be used to sign with: is not JSON'],
    ['is something else', '[]', 3, 'c.json cannot be used to sign with: signingConfig is not an object'],
    ['only says whom to trust', () => JSON.stringify(bed.trustedRoot), 3, 'cannot be used to sign with: mediaType is'],
    [
      'has no trusted root',
      () => JSON.stringify({ ...bed.trustConfig(2), trustedRoot: {} }),
      3,
      'c.json cannot be used as trusted root: mediaType is missing',
    ],
    [
      'names services elsewhere without encryption',
      () => JSON.stringify(bed.trustConfig(2)).replaceAll('http://127.0.0.1', 'http://sigstore.example'),
      3,
      'services are asked by https, or by http on this machine',
    ],
    [
      'is out of date',
      () =>
        JSON.stringify(bed.trustConfig(2)).replaceAll(
          /("signingConfig".*?)"validFor":\{"start":"[^"]*"\}/g,
          '$1"validFor":{"end":"2020-01-01T00:00:00Z"}',
        ),
      2,
      'If this time is wrong, set the clock.',
    ],
  ])('a configuration that %s', async (_title, text, code, message) => {
    const content = typeof text === 'function' ? text() : text;
    const cwd = scene(bed, content === undefined ? {} : { 'c.json': content });
    const outcome = await sign(given(), { cwd, config: 'c.json' });
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(message)]);
    withoutSecrets(outcome);
  });
  it('a sign-in where the configuration names no identity provider', async () => {
    const { signingConfig, ...rest } = bed.trustConfig(2) as { signingConfig: object };
    const cwd = scene(bed, {
      'c.json': JSON.stringify({ ...rest, signingConfig: { ...signingConfig, oidcUrls: [] } }),
    });
    const { code, stderr } = await sign(['--yes'], { cwd, config: 'c.json' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('names no identity provider: give a token')]);
  });
});

it('is not signed in by somebody who refuses, or gives up', async () => {
  bed.behaviour.deny = true;
  const refused = await sign(['--yes'], { env: { BROWSER: browser() } });
  expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('did not sign you in: access_denied')]);
  untouched(refused.cwd);
  const silent = await sign(['--yes', '--oauth-force-oob'], { input: '' });
  expect([silent.code, silent.stderr]).toEqual([3, expect.stringContaining('mof: nothing was signed')]);
  untouched(silent.cwd);
});

it.each([
  ['with another state', { state: 'other' }, 'answered to another sign-in'],
  ['with another nonce', { claims: { nonce: 'other' } }, 'belongs to another sign-in'],
  ['for somebody else', { claims: { iss: 'https://evil.example' } }, 'https://evil.example'],
])('is not signed in by an answer %s', async (_title, behaviour, message) => {
  Object.assign(bed.behaviour, behaviour);
  const outcome = await sign(['--yes'], { env: { BROWSER: browser() } });
  expect([outcome.code, outcome.stderr]).toEqual([3, expect.stringContaining(message)]);
  withoutSecrets(outcome);
  untouched(outcome.cwd);
});

it('shows the page where the browser does not open', async () => {
  let page: Promise<string> | undefined;
  const watch: BesideOptions['watch'] = (stderr) => {
    const url = /^ {2}(http\S+)$/m.exec(stderr)?.[1];
    if (url) page ??= browse(url);
  };
  const { code, stderr } = await sign(['--yes'], { env: { BROWSER: '/no/such/browser' }, watch });
  expect(await page).toContain('You are back');
  expect([code, stderr]).toEqual([0, expect.stringContaining('open this page on this machine')]);
});

describe.concurrent('faults', () => {
  const FAULTS = [
    // First, and all at once: the others run meanwhile.
    ['slow', 'did not answer in time (20 s)'],
    ['down', 'refuses connections'],
    ['html', 'sent a web page'],
    ['500', 'failed: 500 something broke'],
    ['429', 'asked too often'],
    ['garbage', 'no answer of such a service'],
    ['wrong', 'does not'],
  ] as const;
  const WHO = {
    oidc: 'The identity provider (127.0.0.1:',
    fulcio: 'The certificate authority Fulcio (127.0.0.1:',
    rekor: 'The transparency log Rekor (127.0.0.1:',
    tsa: 'The timestamp authority (127.0.0.1:',
  };
  const SERVICES = ['oidc', 'fulcio', 'rekor', 'tsa'] as const;

  it.concurrent.each(FAULTS.flatMap((fault) => SERVICES.map((service) => [service, ...fault] as const)))(
    '%s is %s',
    async (service, fault, message) => {
      const own = await startBed();
      try {
        const cwd = scene(own);
        await own.faults.set(service, fault);
        const way = service === 'oidc' ? ['--yes', '--oauth-device-flow'] : given(own);
        const outcome = await sign(way, { cwd });
        // A token that the provider did not sign is for Fulcio to refuse.
        const forged = service === 'oidc' && fault === 'wrong';
        const line = outcome.stderr.split('\n').at(-2)!;
        expect([outcome.code, outcome.stdout]).toEqual([3, '']);
        expect(line).toContain(forged ? 'refused: 400 There was an error processing the identity token.' : message);
        expect(line).toContain(WHO[forged ? 'fulcio' : service]);
        withoutSecrets(outcome, own);
        untouched(cwd);
      } finally {
        await own.close();
      }
    },
    90_000,
  );
});

it('keeps an earlier signature when it fails', async () => {
  const { cwd } = await sign(given());
  const before = readFileSync(path.join(cwd, 'model.sig'));
  await bed.faults.set('tsa', 'garbage');
  expect((await sign(given(), { cwd })).code).toBe(3);
  expect(readFileSync(path.join(cwd, 'model.sig'))).toEqual(before);
  untouched(cwd, 'model.sig');
});

it.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('leaves nothing behind when it is ended by %s', async (signal) => {
  const cwd = scene();
  await bed.faults.set('rekor', 'slow');
  const ended = await sign(given(), {
    cwd,
    watch: (stderr, child) => {
      if (stderr.includes('no names of files')) setTimeout(() => child.kill(signal), 500);
    },
  });
  expect(ended.signal).toBe(signal);
  untouched(cwd);
  await bed.faults.clear();
  expect((await sign(given(), { cwd })).code).toBe(0);
  untouched(cwd, 'model.sig');
});

it('asks by https, through the proxy that the environment names', async () => {
  const { url: proxy, asked } = await proxyServer();
  const authority = newAuthority();
  let config = JSON.stringify(bed.trustConfig(2).signingConfig);
  for (const service of [bed.urls.fulcio, bed.urls.rekorV2, bed.urls.tsa]) {
    const { origin } = await encryptedServer((request, response) => {
      const onward = ask(new URL(request.url!, service), { method: request.method!, headers: request.headers });
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    }, authority);
    config = config.replaceAll(service, origin);
  }
  const encrypted = { ...bed.trustConfig(2), signingConfig: JSON.parse(config) as object };
  const cwd = scene(bed, { 'c.json': JSON.stringify(encrypted), 'ca.pem': authority.pem });
  const env = { HTTPS_PROXY: proxy.href };
  const outcome = await sign(given(), {
    cwd,
    config: 'c.json',
    env: { ...env, NODE_EXTRA_CA_CERTS: path.join(cwd, 'ca.pem') },
  });
  expect(outcome).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('signed 2 files'),
    stderr: expect.stringContaining('who signs'),
  });
  expect(asked.map(({ target }) => target).sort()).toEqual(
    [...config.matchAll(/https:\/\/(localhost:\d+)/g)].map(([, host]) => host!).sort(),
  );
  expect((await verify(cwd, 2)).code).toBe(0);
  const distrusted = await sign(given(), { cwd, config: 'c.json', env });
  expect([distrusted.code, distrusted.stderr]).toEqual([
    3,
    expect.stringContaining('a certificate that is not trusted here'),
  ]);
  expect(existsSync(path.join(cwd, 'model.sig'))).toBe(true);
});

it('is judged by policies, which say who may have signed', async () => {
  const { cwd } = await sign([...given(), '--signature', 'm/model.sig']);
  const judge = async (identity: string, issuer: string) => {
    const signer = `  - identity: ${identity}\n    issuer: ${issuer}\n    artifacts: [m]\n`;
    writeFileSync(path.join(cwd, 'policy.yml'), `version: 1\nsigners:\n${signer}`);
    const outcome = await mofBeside(
      ['verify', 'm', '--policy', 'policy.yml', '--trust-config', '2.json', '--format', 'json'],
      { cwd },
    );
    return { ...outcome, json: JSON.parse(outcome.stdout) as { checks: { id: string; ok: boolean }[] } };
  };
  const accepted = await judge(EMAIL, bed.url);
  expect(accepted).toMatchObject({
    code: 0,
    json: { verdict: 'verified', state: 'verified', policy: { accepted: true, requirements: [{}, { id: 'signer' }] } },
  });
  expect(accepted.json.checks.filter(({ ok }) => !ok)).toEqual([]);
  for (const [identity, issuer] of [
    ['mallory@example.org', bed.url],
    [EMAIL, 'https://accounts.example.org'],
  ] as const)
    expect(await judge(identity, issuer)).toMatchObject({
      code: 1,
      json: { verdict: 'failed', state: 'untrusted', policy: { accepted: false } },
    });
  const unknownRoot = await mofBeside(['verify', 'm', '--policy', 'policy.yml'], { cwd });
  expect(unknownRoot).toMatchObject({ code: 1, stdout: expect.stringContaining('policy: not accepted') });
});
