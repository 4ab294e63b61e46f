import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitFacts, publicAddress } from '../../../src/node/modelfolder/git';
import { inventoryOf, load, newFolder, rules, safetensors, values, write } from './files';

const WEIGHTS = safetensors({ w: { dtype: 'F32', shape: [4] } });
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

describe('a folder', () => {
  it('with nothing in it has the name of the folder and nothing else', async () => {
    const inventory = await load(newFolder('finch'));
    expect(inventory.name).toEqual([{ value: 'finch', certainty: 'guessed', source: { path: '', reader: 'folder' } }]);
    expect(inventory.files).toEqual([]);
    expect(inventory.problems).toEqual([]);
  });

  it('without card and licence is told so, once there are weights', async () => {
    const inventory = await inventoryOf({ 'model.safetensors': WEIGHTS });
    expect(rules(inventory)).toEqual(['no-card', 'no-license']);
    expect(rules(await inventoryOf({ 'main.py': '' }))).toEqual([]);
  });

  it('that is none, or a file, is refused', async () => {
    const folder = write(newFolder(), { x: '' });
    await expect(load(path.join(folder, 'nowhere'))).rejects.toThrow('does not exist');
    await expect(load(path.join(folder, 'x'))).rejects.toThrow('is a file, not a folder');
  });

  it('is listed in order, without what tools keep for themselves', async () => {
    const inventory = await inventoryOf({
      'b/model.safetensors': WEIGHTS,
      'a.txt': '',
      'B.txt': '',
      '.git/config': '',
      '__pycache__/x.pyc': '',
      'node_modules/x/README.md': '',
      '.venv/pyvenv.cfg': '',
      '.venv/lib/x.py': '',
      '.cache/huggingface/x': '',
      '.eval_results/x.yaml': '[]',
    });
    expect(inventory.files.map((file) => file.path)).toEqual([
      '.eval_results/x.yaml',
      'B.txt',
      'a.txt',
      'b/model.safetensors',
    ]);
    expect(inventory.files.at(-1)).toMatchObject({
      bytes: WEIGHTS.length,
      kind: 'weight',
      components: ['Model parameters (Final)'],
    });
  });

  it('of many files is listed without waiting for each', async () => {
    const files = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`data/${at % 30}/${at}.txt`, 'x']));
    const inventory = await inventoryOf({ ...files, 'README.md': '# x\n' });
    expect(inventory.files).toHaveLength(3001);
    expect(inventory.complete).toBe(true);
  });

  it('is given up when nobody wants it any more', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(load(write(newFolder(), { x: '' }), { signal: stop.signal })).rejects.toThrow(/abort/i);
    const late = new AbortController();
    const folder = write(newFolder(), { 'README.md': '# x\n', 'config.json': '{}' });
    await expect(load(folder, { signal: late.signal, progress: () => late.abort() })).rejects.toThrow(/abort/i);
  });

  it('is read without the readers that are not to be asked', async () => {
    const folder = write(newFolder(), {
      'README.md': '---\nlicense: mit\n---\n',
      'CITATION.cff': 'title: x\nlicense: MIT\n',
    });
    const inventory = await load(folder, { without: ['card'] });
    expect(inventory.licenses.map(({ source }) => source.path)).toEqual(['CITATION.cff']);
  });

  it('does not wait for pipes', async () => {
    const folder = write(newFolder(), { 'README.md': '# x\n' });
    execFileSync('mkfifo', [path.join(folder, 'config.json')]);
    expect((await load(folder)).files.map((file) => file.path)).toEqual(['README.md']);
  });

  it.each([
    ['config.json', '{"a": ', /cannot be read as JSON/],
    ['config.json', '[1]', undefined],
    ['config.json', '{"architectures": {"a": 1}, "model_type": 7, "hidden_size": null}', undefined],
    ['config.json', '['.repeat(100_000), /cannot be read as JSON/],
    ['config.json', `{"model_type": "${'x'.repeat(600_000)}"}`, undefined],
    ['config.json', `{"x": ${'[1,'.repeat(300_000)}`, /is not JSON/],
    ['trainer_state.json', 'NaN', undefined],
    ['CITATION.cff', 'a: [1\n b: 2', /cannot be read as YAML/],
    ['CITATION.cff', `a: &a [x]\nb: *a\nauthors: *a`, undefined],
    ['pyproject.toml', '[project\nname = 1', /cannot be read as TOML/],
    ['config.json', Buffer.from([0, 1, 2, 0xff, 0xfe]), /is no text/],
    ['requirements.txt', Buffer.from([0xff, 0xfe, 0, 0]), undefined],
  ])('with a broken %s: %j', async (name, content, message) => {
    const { problems } = await inventoryOf({ [name]: content });
    if (message)
      expect(problems).toMatchObject([
        { path: name, rule: 'modelfolder/unreadable', message: expect.stringMatching(message) },
      ]);
    else expect(problems).toEqual([]);
  });

  it('tells what a tool of Python hides in names from those that people see', async () => {
    const inventory = await inventoryOf({
      'config.json': JSON.stringify({ __proto__: 1, constructor: 2, architectures: ['__proto__'] }),
    });
    expect(values(inventory.modelTypes)).toEqual(['__proto__']);
  });
});

describe('links', () => {
  it('to files in the folder count; all others are told', async () => {
    const folder = write(newFolder(), { 'real.safetensors': WEIGHTS, 'sub/x': '' });
    write(path.dirname(folder), { 'secret.txt': 'x' });
    symlinkSync('real.safetensors', path.join(folder, 'model.safetensors'));
    symlinkSync('../secret.txt', path.join(folder, 'out.txt'));
    symlinkSync('nothing', path.join(folder, 'gone.txt'));
    symlinkSync('b.txt', path.join(folder, 'a.txt'));
    symlinkSync('a.txt', path.join(folder, 'b.txt'));
    symlinkSync('..', path.join(folder, 'sub/up'));
    symlinkSync('.', path.join(folder, 'sub/self'));
    const inventory = await load(folder);
    expect(inventory.files.map((file) => [file.path, file.link])).toEqual([
      ['model.safetensors', 'real.safetensors'],
      ['real.safetensors', undefined],
      ['sub/x', undefined],
    ]);
    expect(
      inventory.problems.filter(({ rule }) => rule === 'modelfolder/link').map(({ path, message }) => [path, message]),
    ).toEqual([
      ['a.txt', 'This link leads in a circle.'],
      ['b.txt', 'This link leads in a circle.'],
      ['gone.txt', 'This link leads nowhere: there is no "nothing".'],
      ['out.txt', 'This link leads out of the folder, to "../secret.txt".'],
      ['sub/self', 'This link leads to a folder; what is in it is listed there.'],
      ['sub/up', 'This link leads to a folder; what is in it is listed there.'],
    ]);
  });

  it('in the cache of the Hub lead to its blobs, which are named by their digest', async () => {
    const cache = newFolder('models--institute--finch');
    const sha256 = 'ab'.repeat(32);
    write(cache, {
      'refs/main': COMMIT,
      [`blobs/${sha256}`]: WEIGHTS,
      'blobs/0123': '---\nlicense: mit\n---\n# Finch\n',
    });
    const snapshot = path.join(cache, 'snapshots', COMMIT);
    mkdirSync(snapshot, { recursive: true });
    symlinkSync(`../../blobs/${sha256}`, path.join(snapshot, 'model.safetensors'));
    symlinkSync('../../blobs/0123', path.join(snapshot, 'README.md'));
    for (const folder of [cache, snapshot]) {
      const inventory = await load(folder);
      expect(inventory.root).toBe('finch');
      expect(inventory.files).toMatchObject([
        { path: 'README.md' },
        { path: 'model.safetensors', sha256, bytes: WEIGHTS.length },
      ]);
      expect(values(inventory.identifiers)).toEqual([
        { type: 'commit', value: COMMIT },
        { type: 'purl', value: `pkg:huggingface/institute/finch@${COMMIT}` },
      ]);
      expect(values(inventory.downloadLocation)).toEqual([`https://huggingface.co/institute/finch/tree/${COMMIT}`]);
      expect(inventory.problems).toEqual([]);
    }
  });
});

describe('where files came from', () => {
  it('pointers of Git LFS are told, and what they say is kept', async () => {
    const sha256 = 'cd'.repeat(32);
    const inventory = await inventoryOf({
      'README.md': '---\nlicense: mit\n---\n',
      'model.safetensors': `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize 4096\n`,
    });
    expect(inventory.problems).toMatchObject([
      { path: 'model.safetensors', rule: 'modelfolder/pointer', severity: 'error' },
    ]);
    expect(inventory.files[1]).toMatchObject({ pointerTo: 4096, sha256 });
  });

  it('notes of the Hub tell revision and digests', async () => {
    const sha256 = 'ef'.repeat(32);
    const inventory = await inventoryOf({
      'README.md': '# Finch\n',
      'model.safetensors': WEIGHTS,
      '.cache/huggingface/download/model.safetensors.metadata': `${COMMIT}\n${sha256}\n1714986000.1\n`,
      '.cache/huggingface/download/README.md.metadata': `${COMMIT}\n0123456789\n1714986000.1\n`,
    });
    expect(values(inventory.identifiers)).toEqual([{ type: 'commit', value: COMMIT }]);
    expect(inventory.files.map((file) => file.sha256)).toEqual([undefined, sha256]);
  });
});

describe('git', () => {
  const repository = (folder: string) => {
    const env = {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_COMMITTER_DATE: '2024-05-06T10:00:00+02:00',
    };
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        [
          '-C',
          folder,
          '-c',
          'user.name=Ada',
          '-c',
          'user.email=ada@example.org',
          '-c',
          'commit.gpgsign=false',
          ...args,
        ],
        { env, stdio: 'pipe' },
      );
    git('init', '-q');
    return git;
  };

  it('tells commit, tag and address of a folder that is trusted', async () => {
    const folder = write(newFolder(), { 'README.md': '# Finch\n' });
    const git = repository(folder);
    git('add', '.');
    git('commit', '-qm', 'x');
    git('tag', 'v1.2.0');
    git('remote', 'add', 'origin', 'https://ada:secret@huggingface.co/institute/finch');
    const inventory = await load(folder, { trusted: true });
    expect(inventory.version).toMatchObject([
      { value: 'v1.2.0', certainty: 'stated', source: { path: '.git', key: 'refs/tags/v1.2.0' } },
    ]);
    expect(inventory.releaseTime).toMatchObject([{ value: '2024-05-06T08:00:00Z' }]);
    expect(values(inventory.repository)).toEqual(['https://huggingface.co/institute/finch']);
    expect(values(inventory.identifiers).map(({ type }) => type)).toEqual(['commit', 'purl']);
    expect(JSON.stringify(inventory)).not.toContain('secret');
    const untrusted = await load(folder);
    expect([untrusted.version, untrusted.identifiers]).toEqual([[], []]);
  });

  it('tells nothing of a folder that only lies in a repository', async () => {
    const outer = newFolder('outer');
    const git = repository(outer);
    write(outer, { 'x.txt': '' });
    git('add', '.');
    git('commit', '-qm', 'x');
    const folder = write(path.join(outer, 'model'), { 'README.md': '# x\n' });
    expect(await gitFacts(folder)).toBeUndefined();
    expect(await gitFacts(newFolder())).toBeUndefined();
  });

  it('runs no program that a repository names', async () => {
    const folder = write(newFolder(), { 'README.md': '# x\n' });
    const git = repository(folder);
    git('add', '.');
    git('commit', '-qm', 'x');
    const trap = path.join(path.dirname(folder), 'ran');
    for (const key of ['core.fsmonitor', 'core.pager', 'gpg.program', 'core.sshCommand', 'diff.external'])
      git('config', key, `touch ${trap}`);
    git('config', 'log.showSignature', 'true');
    expect(await gitFacts(folder)).toMatchObject({ isRoot: true, tags: [] });
    expect(() => rmSync(trap)).toThrow();
  });

  it.each([
    ['git@github.com:institute/finch.git', 'https://github.com/institute/finch'],
    ['ssh://git@hf.co/institute/finch', 'https://hf.co/institute/finch'],
    ['https://token@example.org:8443/x.git/', 'https://example.org:8443/x'],
    ['/srv/git/finch.git', undefined],
    ['file:///srv/finch', undefined],
    ['ext::sh -c true', undefined],
  ])('the address %s is told as %s', (remote, shown) => {
    expect(publicAddress(remote)).toBe(shown);
  });
});
