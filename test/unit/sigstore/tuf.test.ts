import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../src/core/signing/model/model';
import { publicGoodRoot, trustedRootText } from '../../../src/core/signing/sigstore/trusted-root';
import { PUBLIC_SERVICES } from '../../../src/node/sigstore/tuf/services';
import { TARGETS } from '../../../src/node/sigstore/tuf/source';
import { TrustRefreshError } from '../../../src/node/sigstore/tuf/refresh-error';
import { refreshTrust } from '../../../src/node/sigstore/tuf/refresh';
import { currentTrust } from '../../../src/node/sigstore/tuf/trust';
import { folderWith } from '../signing/folder';
import { FILES, newRoleKey, TufRepository } from './tuf-repository';

let repository: TufRepository;
let cacheDir: string;
let temporary: string;
beforeEach(async () => {
  repository = await TufRepository.start();
  cacheDir = path.join(folderWith(), 'cache');
  temporary = folderWith();
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await repository.close();
});

const refresh = (signal?: AbortSignal) =>
  refreshTrust({ cacheDir, source: repository.source, now: new Date(), signal });
const current = () => currentTrust({ cacheDir, source: repository.source });
const cached = () => path.join(cacheDir, 'sigstore-trust.json');
const leftovers = () => readdirSync(temporary);

/** How a refresh fails: what and in which words. */
async function failure(signal?: AbortSignal): Promise<[string, string]> {
  try {
    await refresh(signal);
  } catch (error) {
    if (!(error instanceof TrustRefreshError)) throw error;
    return [error.failure, error.message];
  }
  throw new Error('it did not fail');
}

/** A trusted root with something in it that tells it from others. */
const rootNamed = (name: string) => {
  const json = structuredClone(publicGoodRoot().json) as { tlogs: { baseUrl: string }[] };
  json.tlogs[0]!.baseUrl = `https://${name}.example`;
  return JSON.stringify(json);
};
const filesNamed = (name: string) => ({ ...FILES, [TARGETS.trustedRoot]: rootNamed(name) });
const nameIn = ({ root }: Awaited<ReturnType<typeof current>>) =>
  (root.json as { tlogs: { baseUrl: string }[] }).tlogs[0]!.baseUrl;

describe('without a cache', () => {
  it('trusts what came with this version, and says how old it is', async () => {
    const { root, signingConfig, warning } = await current();
    expect([root, warning]).toEqual([publicGoodRoot(), undefined]);
    expect(signingConfig).toBe(PUBLIC_SERVICES);
    expect(trustedRootText(root, new Date('2026-12-05'))).toMatch(/bundled, of 2026-11-05, 30 days old/);
  });
  it('needs no folder for one', async () => {
    const { root } = await refreshTrust({ cacheDir: undefined, source: repository.source, now: new Date() });
    expect(root.name).toContain('refreshed');
    expect((await currentTrust({ cacheDir: undefined })).root.name).toContain('bundled');
  });
});

describe('refreshing', () => {
  it('brings whom to trust and the services, and keeps both', async () => {
    repository.publish({ version: 2, files: filesNamed('second') });
    const fresh = await refresh();
    expect(nameIn(fresh)).toBe('https://second.example');
    expect(fresh.signingConfig).toEqual(JSON.parse(JSON.stringify(PUBLIC_SERVICES)));
    expect(trustedRootText(fresh.root, new Date())).toMatch(/refreshed, of 20\d\d-\d\d-\d\d, 0 days old/);
    expect(await current()).toEqual(fresh);
    expect(readdirSync(cacheDir)).toEqual(['sigstore-trust.json']);
    expect(leftovers()).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(cacheDir).mode & 0o777).toBe(0o700);
  });
  it('follows new keys, from one root to the next', async () => {
    await refresh();
    for (let version = 2; version < 5; version++) {
      repository.rotate();
      repository.publish({ version, files: filesNamed(`root${version}`) });
      if (version !== 3) await refresh();
      if (version !== 3) expect(nameIn(await current())).toBe(`https://root${version}.example`);
    }
    expect(repository.requests).toContain('/5.root.json');
  });
  it('by many at once leaves a whole cache', async () => {
    repository.publish({ version: 2, files: filesNamed('second') });
    await Promise.all(Array.from({ length: 12 }, () => refresh()));
    expect(nameIn(await current())).toBe('https://second.example');
    expect(readdirSync(cacheDir)).toEqual(['sigstore-trust.json']);
  });
  it('never puts an older state in the place of a newer one that somebody else has kept', async () => {
    repository.publish({ version: 3, files: filesNamed('third') });
    await refresh();
    const newer = readFileSync(cached());
    repository.publish({ version: 2, files: filesNamed('second') });
    writeFileSync(cached(), '{}');
    // While the older one is on its way, the newer one appears.
    repository.fault = (url) => {
      if (url.startsWith('/targets/')) writeFileSync(cached(), newer);
      return false;
    };
    await refresh();
    expect(nameIn(await current())).toBe('https://third.example');
  });
  it('that cannot be kept is good for this once', async () => {
    writeFileSync(cacheDir, 'a file');
    const { root, warning } = await refresh();
    expect([root.name, warning]).toEqual([
      expect.stringContaining('refreshed'),
      expect.stringMatching(/cannot be kept: .*cache/),
    ]);
  });
});

describe('what is refused, and leaves the cache as it was', () => {
  beforeEach(async () => {
    repository.publish({ version: 5, files: filesNamed('good') });
    await refresh();
  });
  afterEach(async () => {
    expect(nameIn(await current())).toBe('https://good.example');
    expect(leftovers()).toEqual([]);
  });

  it('is an older state', async () => {
    repository.publish({ version: 4 });
    expect(await failure()).toEqual(['rollback', expect.stringMatching(/older state.*version 4.*version 5/)]);
  });
  it.each(['root', 'timestamp', 'snapshot', 'targets'] as const)('is an expired %s', async (role) => {
    if (role === 'root') repository.rotate({ days: -1 });
    repository.publish({ version: 6, days: { [role]: -1 } });
    expect(await failure()).toEqual(['expired', expect.stringMatching(/^What .* has expired \(.*expired\).*clock/)]);
  });
  it.each(['timestamp', 'snapshot', 'targets'] as const)('is a %s that somebody else has signed', async (role) => {
    repository.publish({ version: 6, forgers: { [role]: newRoleKey() } });
    expect(await failure()).toEqual(['forged', expect.stringContaining('not signed by those who should')]);
  });
  it('is a root that the one before it has not signed', async () => {
    repository.rotate({ forger: newRoleKey() });
    repository.publish({ version: 6 });
    expect(await failure()).toEqual(['forged', expect.any(String)]);
  });
  it('is a file with another content', async () => {
    repository.publish({ version: 6, files: filesNamed('next') });
    for (const key of repository.content.keys())
      if (key.endsWith(TARGETS.trustedRoot)) repository.content.set(key, rootNamed('evil'));
    expect(await failure()).toEqual(['forged', expect.any(String)]);
  });
  it('is a mixture of two states', async () => {
    repository.publish({ version: 6, files: filesNamed('evil') });
    repository.content.set('/6.targets.json', repository.content.get('/5.targets.json')!);
    // Too long, if its signature happens to be.
    expect((await failure())[0]).toMatch(/forged|malformed/);
  });
  it('is a repository without the files', async () => {
    repository.publish({ version: 6, files: { [TARGETS.trustedRoot]: FILES[TARGETS.trustedRoot]! } });
    expect(await failure()).toEqual(['malformed', expect.stringContaining('(signing_config.v0.2.json is missing)')]);
  });
  it('is a signed file that is no trusted root', async () => {
    repository.publish({ version: 6, files: { ...FILES, [TARGETS.trustedRoot]: '{"mediaType":"text/plain"}' } });
    expect(await failure()).toEqual(['malformed', expect.any(String)]);
  });
  it.each([
    ['HTML', '<html>Sign in to the hotel</html>'],
    ['nothing', ''],
    ['other JSON', '{"signed":{"_type":"timestamp"},"signatures":[]}'],
    ['a list', '[]'],
    ['deep JSON', '['.repeat(8000) + ']'.repeat(8000)],
  ])('is %s instead of metadata', async (_title, text) => {
    repository.content.set('/timestamp.json', text);
    expect(await failure()).toEqual(['malformed', expect.stringContaining('no such metadata')]);
  });
  it('is more than there should be', async () => {
    repository.fault = (url, response) => {
      if (url === '/timestamp.json') response.end(Buffer.alloc(50_000_000, ' '));
      return url === '/timestamp.json';
    };
    expect(await failure()).toEqual(['malformed', expect.stringContaining('sent more than 4 MiB')]);
  });
  it('is an error of the server', async () => {
    repository.fault = (_url, response) => {
      response.statusCode = 503;
      response.end('later');
      return true;
    };
    expect(await failure()).toEqual(['refused', expect.stringMatching(/127\.0\.0\.1:\d+ answered with status 503/)]);
  });
  it('is a connection that breaks', async () => {
    repository.fault = (url, response) => {
      if (!url.startsWith('/targets/')) return false;
      response.write('{"mediaType"');
      response.socket?.destroy();
      return true;
    };
    expect(await failure()).toEqual(['unreachable', expect.stringContaining('broke the connection off')]);
  });
});

describe('a disk', () => {
  it('without a temporary folder is told', async () => {
    vi.stubEnv('TMPDIR', path.join(temporary, 'nothing'));
    expect(await failure()).toEqual(['disk', expect.stringContaining('The temporary folder cannot be written')]);
  });
  it('that is full is told, and nothing is left on it', async ({ skip }) => {
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', temporary]);
    if (status !== 0) skip('no disk can be mounted here');
    try {
      expect(await failure()).toEqual(['disk', expect.stringContaining('cannot be written: the disk is full')]);
      expect(leftovers()).toEqual([]);
    } finally {
      execFileSync('umount', [temporary]);
    }
  });
});

describe('a server that is not there or says nothing', () => {
  it('cannot be reached', async () => {
    const { source } = repository;
    await repository.close();
    const error = await refreshTrust({ cacheDir, source, now: new Date() }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ failure: 'unreachable', message: expect.stringContaining('refuses connections') });
    repository = await TufRepository.start();
  });
  it('is given up when the user does', async () => {
    repository.fault = () => true;
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    await expect(refresh(controller.signal)).rejects.toThrow(CancelledError);
    await expect(refresh(controller.signal)).rejects.toThrow(CancelledError);
    expect(leftovers()).toEqual([]);
  });
  it('is given up after a time', async () => {
    repository.fault = () => true;
    const error = await refreshTrust({ cacheDir, source: repository.source, now: new Date(), timeoutMs: 200 }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toMatchObject({ failure: 'slow', message: expect.stringContaining('did not answer in time') });
  });
});

describe('a cache', () => {
  beforeEach(async () => {
    repository.publish({ version: 2, files: filesNamed('kept') });
    await refresh();
  });
  const edit = (change: (state: Record<string, unknown>) => void) => {
    const state = JSON.parse(readFileSync(cached(), 'utf8')) as Record<string, unknown>;
    change(state);
    writeFileSync(cached(), JSON.stringify(state));
  };

  it.each<[string, (state: Record<string, unknown>) => void]>([
    ['another trusted root', (state) => (state.trustedRoot = rootNamed('evil'))],
    ['another signing configuration', (state) => (state.signingConfig = '{}')],
    ['another timestamp', (state) => (state.timestamp = String(state.timestamp).replace('"version":2', '"version":9'))],
    ['no targets', (state) => delete state.targets],
    ['a list of other things', (state) => (state.roots = [1])],
    [
      'a root out of nowhere',
      (state) => (state.roots = [repository.source.root.replace('"version":1', '"version":2')]),
    ],
    ['no time', (state) => (state.refreshed = 'yesterday')],
  ])('with %s is passed over, and that is said', async (_title, change) => {
    edit(change);
    const { root, warning } = await current();
    expect([root.name, warning]).toEqual([
      expect.stringContaining('bundled'),
      expect.stringContaining('sigstore-trust.json is damaged and is passed over'),
    ]);
    expect((await refresh()).warning).toBeUndefined();
    expect(nameIn(await current())).toBe('https://kept.example');
  });
  it.each([
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
    ['nothing', () => ''],
    ['something else', () => '[1,2,3]'],
  ])('with %s is passed over', async (_title, change) => {
    writeFileSync(cached(), change(readFileSync(cached(), 'utf8')));
    expect((await current()).warning).toContain('is damaged');
  });
  it('that is a folder is passed over', async () => {
    const other = folderWith();
    mkdirSync(path.join(other, 'sigstore-trust.json'));
    expect((await currentTrust({ cacheDir: other })).warning).toContain('is damaged');
  });
  it('of another repository is passed over', async () => {
    expect((await currentTrust({ cacheDir })).warning).toContain('is damaged');
  });
  it('that says it is newer than anybody vouches for is as old as they say', async () => {
    edit((state) => (state.refreshed = '2099-01-01T00:00:00.000Z'));
    const { root } = await current();
    expect(root.date!.getTime()).toBeLessThan(Date.now() + 8 * 24 * 3600 * 1000);
  });
  it('that is older than this version is not used', async () => {
    edit((state) => (state.refreshed = '2026-01-01T00:00:00.000Z'));
    const { root, warning } = await current();
    expect([root.name, warning]).toEqual([expect.stringContaining('bundled'), undefined]);
  });
  it('is good when its metadata have expired: it says its age', async () => {
    repository.publish({ version: 3, days: { timestamp: 0.00002 }, files: filesNamed('short') });
    await refresh();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(nameIn(await current())).toBe('https://short.example');
  });
});
