import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigFile } from '../../../src/node/oci/credentials/config-file';
import { credentialFor, CredentialError, firstOf, type Credential } from '../../../src/node/oci/credentials/credential';
import { systemCredentials } from '../../../src/node/oci/credentials/system';

let home = '';
const search = process.env.PATH;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'mof-credentials-'));
  process.env.PATH = `${path.join(home, 'bin')}${path.delimiter}${search}`;
});
afterEach(() => {
  process.env.PATH = search;
  rmSync(home, { recursive: true, force: true });
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

function file(config: unknown, name = '.docker/config.json'): string {
  const target = path.join(home, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof config === 'string' ? config : JSON.stringify(config));
  return target;
}

/** A program that is found as a credential helper; `$server` is what it is asked for. */
function helper(name: string, script: string): void {
  const target = path.join(home, 'bin', `docker-credential-${name}`);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `#!/bin/sh\nread -r server\n[ "$1" = get ] || exit 9\n${script}\n`);
  chmodSync(target, 0o755);
}

const find = (config: unknown, registry: string, repository = 'lab/model') =>
  new ConfigFile(file(config)).find(registry, repository);

describe('a file of Docker', () => {
  it('holds name and password', async () => {
    const config = { auths: { 'ghcr.io': { auth: base64('alice:pa:ss') } } };
    expect(await find(config, 'ghcr.io')).toEqual({
      kind: 'password',
      username: 'alice',
      password: 'pa:ss',
      from: path.join(home, '.docker/config.json'),
    });
  });
  it.each([
    ['identity tokens', { identitytoken: 'i', auth: base64('<token>:') }, { kind: 'identity', token: 'i' }],
    ['tokens of a registry', { registrytoken: 'r' }, { kind: 'registry', token: 'r' }],
    [
      'names in the clear',
      { username: 'alice', password: 'p' },
      { kind: 'password', username: 'alice', password: 'p' },
    ],
    ['what was padded', { auth: base64('alice:p\0\0') }, { kind: 'password', username: 'alice', password: 'p' }],
  ])('holds %s', async (_title, entry, expected) => {
    expect(await find({ auths: { 'ghcr.io': entry } }, 'ghcr.io')).toMatchObject(expected);
  });
  it.each([
    ['ghcr.io', 'ghcr.io', true],
    ['https://ghcr.io', 'ghcr.io', true],
    ['https://ghcr.io/v1/', 'ghcr.io', true],
    ['https://GHCR.io/v2', 'ghcr.io', true],
    ['https://index.docker.io/v1/', 'docker.io', true],
    ['docker.io', 'docker.io', true],
    ['registry-1.docker.io', 'docker.io', true],
    ['localhost:5000', 'localhost:5000', true],
    ['localhost:5000', 'localhost:5001', false],
    ['localhost', 'localhost:5000', false],
    ['localhost:5000', 'localhost', false],
    ['evil-ghcr.io', 'ghcr.io', false],
    ['ghcr.io.evil.example', 'ghcr.io', false],
    ['ghcr.io', 'evil-ghcr.io', false],
    ['ghcr.io', 'a.ghcr.io', false],
    ['https://ghcr.io@evil.example', 'ghcr.io', false],
    ['__proto__', 'ghcr.io', false],
  ])('is for %s, and for %s: %s', async (key, registry, isFor) => {
    const config = `{"auths":{${JSON.stringify(key)}:{"auth":"${base64('a:b')}"}}}`;
    expect((await find(config, registry)) !== undefined).toBe(isFor);
  });
  it('may know more of a part of a registry', async () => {
    const auths = {
      'quay.io': { auth: base64('all:x') },
      'quay.io/lab': { auth: base64('lab:x') },
      'quay.io/lab/model': { auth: base64('model:x') },
    };
    const name = async (repository: string) => {
      const found = await find({ auths }, 'quay.io', repository);
      return found?.kind === 'password' ? found.username : undefined;
    };
    expect(await name('lab/model')).toBe('model');
    expect(await name('lab/model2')).toBe('lab');
    expect(await name('laboratory/model')).toBe('all');
  });
  it.each([
    '',
    '{}',
    '{"auths":{}}',
    '{"auths":[]}',
    '{"auths":{"ghcr.io":{}}}',
    '{"auths":{"ghcr.io":"x"}}',
    '{"auths":{"ghcr.io":{"auth":5}}}',
  ])('may hold nothing: %s', async (config) => {
    expect(await find(config, 'ghcr.io')).toBeUndefined();
  });
  it.each(['nonsense', '{', '[]', '\u0000'])('is told of in words when it is none: %j', async (config) => {
    await expect(find(config, 'ghcr.io')).rejects.toThrow(CredentialError);
    await expect(find(config, 'ghcr.io')).rejects.toThrow('is not JSON');
  });
  it.each(['!!!', base64('alice'), base64(':password')])('is told of in words when it is damaged: %s', async (auth) => {
    const failure = await find({ auths: { 'ghcr.io': { auth } } }, 'ghcr.io').catch((error: Error) => error);
    expect(failure).toBeInstanceOf(CredentialError);
    expect(String(failure)).not.toContain(auth);
  });
  it('may be missing', async () => {
    expect(await new ConfigFile(path.join(home, 'none/config.json')).find('ghcr.io', '')).toBeUndefined();
    expect(await new ConfigFile(path.join(file('{}'), 'x')).find('ghcr.io', '')).toBeUndefined();
  });
  it('is no folder', async () => {
    await expect(new ConfigFile(home).find('ghcr.io', '')).rejects.toThrow(CredentialError);
  });
});

describe('a credential helper', () => {
  const answer = (username: string, secret: string) =>
    `printf '%s' '${JSON.stringify({ ServerURL: 'x', Username: username, Secret: secret })}'`;

  it('is asked for all registries', async () => {
    helper('store', `[ "$server" = ghcr.io ] && ${answer('alice', 's3cret')}`);
    expect(await find({ credsStore: 'store' }, 'ghcr.io')).toEqual({
      kind: 'password',
      username: 'alice',
      password: 's3cret',
      from: 'docker-credential-store',
    });
  });
  it('is asked for one registry first', async () => {
    helper('store', answer('wrong', 'x'));
    helper('gcr', answer('right', 'x'));
    const config = {
      credsStore: 'store',
      credHelpers: { 'gcr.io': 'gcr' },
      auths: { 'gcr.io': { auth: base64('wrong:x') } },
    };
    expect(await find(config, 'gcr.io')).toMatchObject({ username: 'right' });
    expect(await find(config, 'a.gcr.io')).toMatchObject({ username: 'wrong' });
  });
  it('knows Docker Hub by its own name', async () => {
    helper('store', `[ "$server" = https://index.docker.io/v1/ ] && ${answer('alice', 'x')}`);
    expect(await find({ credsStore: 'store' }, 'docker.io')).toMatchObject({ username: 'alice' });
  });
  it('gives identity tokens', async () => {
    helper('store', answer('<token>', 'identity'));
    expect(await find({ credsStore: 'store' }, 'ghcr.io')).toEqual({
      kind: 'identity',
      token: 'identity',
      from: 'docker-credential-store',
    });
  });
  it('may have nothing; then the file counts', async () => {
    helper('store', 'echo "credentials not found in native keychain"; exit 1');
    expect(await find({ credsStore: 'store' }, 'ghcr.io')).toBeUndefined();
    const auths = { 'ghcr.io': { auth: base64('alice:x') } };
    expect(await find({ credsStore: 'store', auths }, 'ghcr.io')).toMatchObject({ username: 'alice' });
  });
  it('may be missing; then the file counts, or it is told of in words', async () => {
    await expect(find({ credsStore: 'none' }, 'ghcr.io')).rejects.toThrow(
      `the credential helper docker-credential-none is not installed (${path.join(home, '.docker/config.json')})`,
    );
    const auths = { 'ghcr.io': { auth: base64('alice:x') } };
    expect(await find({ credsStore: 'none', auths }, 'ghcr.io')).toMatchObject({ username: 'alice' });
  });
  it.each([
    ['fails', 'echo s3cret; exit 3', 'failed (3)'],
    ['says nonsense', 'echo s3cret', 'makes no sense'],
    ['says far too much', 'yes s3cret', 'failed'],
  ])('that %s is told of without what it said', async (_title, script, message) => {
    helper('store', script);
    const failure = await find({ credsStore: 'store' }, 'ghcr.io').catch((error: Error) => error);
    expect(failure).toBeInstanceOf(CredentialError);
    expect(String(failure)).toContain(message);
    expect(String(failure)).not.toContain('s3cret');
  });
  it('that does not end is ended', { timeout: 20_000 }, async () => {
    helper('store', 'exec sleep 60');
    await expect(find({ credsStore: 'store' }, 'ghcr.io')).rejects.toThrow('it was ended');
  });
  it.each(['../evil', 'a/b', 'a b', 'a;b', ''.padEnd(101, 'a'), '$(x)', 'a\u0000'])(
    'is no other program: %j',
    async (name) => {
      await expect(find({ credHelpers: { 'ghcr.io': name } }, 'ghcr.io')).rejects.toThrow(
        'is no name of a credential helper',
      );
    },
  );
});

describe('files of this machine', () => {
  const auths = (username: string) => ({ auths: { 'ghcr.io': { auth: base64(`${username}:x`) } } });
  const username = async (environment: Record<string, string>) => {
    const found = await systemCredentials(environment, home).find('ghcr.io', 'a');
    return found?.kind === 'password' ? found.username : undefined;
  };
  it('are looked at in order', async () => {
    expect(await username({})).toBeUndefined();
    file(auths('podman'), '.config/containers/auth.json');
    expect(await username({})).toBe('podman');
    file(auths('session'), 'run/containers/auth.json');
    const environment = { XDG_RUNTIME_DIR: path.join(home, 'run') };
    expect(await username(environment)).toBe('session');
    file(auths('docker'));
    expect(await username(environment)).toBe('docker');
    file(auths('elsewhere'), 'docker/config.json');
    expect(await username({ DOCKER_CONFIG: path.join(home, 'docker') })).toBe('elsewhere');
    const REGISTRY_AUTH_FILE = file(auths('named'), 'auth.json');
    expect(await username({ REGISTRY_AUTH_FILE })).toBe('named');
  });
  it('that are damaged do not hide others', async () => {
    file('nonsense');
    file(auths('podman'), '.config/containers/auth.json');
    expect(await username({})).toBe('podman');
  });
  it('that are damaged are told of when there is nothing else', async () => {
    file('nonsense');
    await expect(username({})).rejects.toThrow('is not JSON');
  });
});

it('what the user gives is for one registry', async () => {
  const given: Credential = { kind: 'password', username: 'alice', password: 'x', from: '--username' };
  const source = firstOf([credentialFor('ghcr.io', given)]);
  expect(await source.find('ghcr.io', 'a')).toEqual(given);
  expect(await source.find('evil.example', 'a')).toBeUndefined();
});
