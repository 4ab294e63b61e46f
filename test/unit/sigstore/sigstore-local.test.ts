// npm run sigstore:local, as people start it.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readTrustedRoot } from '../../../src/core/signing/sigstore/trusted-root';
import { materialOf, signedWith, verdictOn } from './bed-signing';

const script = path.join(__dirname, '../../../scripts/sigstore-local.mjs');
const running: ChildProcess[] = [];
afterEach(() => {
  for (const each of running.splice(0)) each.kill('SIGKILL');
});

const newFolder = () => path.join(mkdtempSync(path.join(tmpdir(), 'sigstore-local-')), 'local');
/** Below those that the system gives out. */
const somePort = () => 20_000 + Math.floor(Math.random() * 10_000);

/** Runs the script until it says that it is ready, or ends. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, [script, ...args]);
  running.push(child);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const code = await new Promise<number | null | undefined>((resolve) => {
    void ended.then(resolve);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        output += String(text);
        if (output.includes('Ctrl+C')) resolve(undefined);
      });
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { code, output, stop };
}

async function startOn(folder: string) {
  for (;;) {
    const port = somePort();
    const local = await start('--folder', folder, '--port', String(port));
    if (!local.output.includes('is taken')) return { ...local, url: `http://127.0.0.1:${port}`, port };
  }
}

/** Presses the button, as somebody at the sign-in page would. */
async function signIn(issuer: string): Promise<string> {
  const verifier = 'v'.repeat(43);
  const oob = { client_id: 'sigstore', redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' };
  const asked = new URLSearchParams({
    ...oob,
    response_type: 'code',
    scope: 'openid email',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const post = (to: string, fields: Record<string, string>) =>
    fetch(`${issuer}${to}`, { method: 'POST', body: new URLSearchParams(fields) });
  const found = (pattern: RegExp, text: string) => pattern.exec(text)?.[1] ?? '';
  const page = await (await fetch(`${issuer}/auth?${asked.toString()}`)).text();
  const shown = await (await post('/auth', { request: found(/name="request" value="([\w-]+)"/, page) })).text();
  const code = found(/id="code">([\w-]+)</, shown);
  const answer = await post('/token', { ...oob, grant_type: 'authorization_code', code, code_verifier: verifier });
  return ((await answer.json()) as { id_token: string }).id_token;
}

it('signs, and what it signed verifies the next time, too', async () => {
  const folder = newFolder();
  const file = (name: string) => readFileSync(path.join(folder, name));
  const root = (name: string) => readTrustedRoot(file(name), name);
  const sign = async (config: string, issuer: string) => {
    const { signingConfig } = JSON.parse(file(config).toString('utf8')) as { signingConfig: object };
    return signedWith(signingConfig, { token: await signIn(issuer) });
  };
  const first = await startOn(folder);
  expect(first.code).toBeUndefined();
  expect(first.output).toContain('signs for nobody but this machine');
  expect(first.output).toContain(`--identity tester@example.org --identity-provider ${first.url}`);
  expect(statSync(path.join(folder, 'private.json')).mode & 0o777).toBe(0o600);
  const before = [await sign('trust-config.json', first.url), await sign('trust-config-v2.json', first.url)];
  expect(await first.stop()).toBe(0);
  const keys = (JSON.parse(file('private.json').toString('utf8')) as { keys: object }).keys;

  const second = await start('--folder', folder, '--port', String(first.port));
  expect(second.code).toBeUndefined();
  expect(JSON.parse(file('private.json').toString('utf8'))).toMatchObject({ keys });
  const after = [await sign('trust-config.json', first.url), await sign('trust-config-v2.json', first.url)];
  const taken = await start('--folder', newFolder(), '--port', String(first.port));
  expect([taken.code, taken.output]).toEqual([2, `Port ${first.port} is taken. Choose others with --port.\n`]);
  expect(await second.stop()).toBe(0);

  const expected = { identity: 'tester@example.org', issuer: first.url };
  for (const bundle of [...before, ...after])
    for (const name of ['trusted-root.json', 'trust-config.json'])
      expect(await verdictOn(bundle, { root: root(name), expected })).toBe('verified');
  const indexes = [...before, ...after].map((bundle) =>
    Number(materialOf(bundle).tlogEntries[0].inclusionProof.logIndex),
  );
  expect(indexes).toEqual([3, 3, 4, 4]);
}, 30_000);

it.each([
  ['a wrong port', ['--port', '80x'], '--port is 80x; it has to be a number from 1 to 65531.'],
  ['an unknown option', ['--hots', 'x'], "Unknown option '--hots'"],
  ['a folder in a file', ['--folder', path.join(script, 'x')], 'cannot be made: ENOTDIR'],
])('says so for %s', async (_, args, message) => {
  const { code, output } = await start(...args);
  expect(code).toBe(2);
  expect(output).toContain(message);
  expect(output.split('\n')).toHaveLength(2);
});

it.each([
  'not JSON',
  '{}',
  'null',
  '{"since":"x","keys":{},"logs":{}}',
  '{"since":"2026-01-01T00:00:00Z","keys":{"ca":"x"},"logs":{}}',
])('does not overwrite keys that it cannot read: %s', async (text) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sigstore-local-'));
  const file = path.join(folder, 'private.json');
  writeFileSync(file, text);
  const { code, output } = await start('--folder', folder, '--port', String(somePort()));
  expect(code).toBe(2);
  expect(output).toContain('Delete it');
  expect(output.split('\n')).toHaveLength(2);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
