// What the editor sees of files that are others now, under the same names, and which files it reads for that.
import { renameSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MOST_UNASKED_BYTES } from '../../../src/node/generate/compared';
import { compareDocument, makeDocument, type Comparison } from '../../../src/node/generate/service';
import { compareWithFolder } from '../../../src/node/generate/update';
import { DigestCache } from '../../../src/node/hashing/digest-cache';
import { folderWith } from '../../cli/mof';

const MINUTE = 60_000;
const KINDS = ['spdx', 'cyclonedx'] as const;
const FILES = { 'README.md': '---\nlicense: mit\n---\n# Aurora\n', 'model.bin': 'weights', 'vocab.txt': 'a\nb\n' };
const base = { trusted: false, toolVersion: '1.0.0' };

// Digests that are kept are those of this test.
vi.stubEnv('XDG_CACHE_HOME', folderWith());
vi.stubEnv('LOCALAPPDATA', folderWith());
afterEach(() => vi.useRealTimers());

/** A folder with a document that was made a time after its files. */
const made = (kind: (typeof KINDS)[number] | 'mof', after = MINUTE) => madeIn(folderWith(FILES), kind, after);

async function madeIn(cwd: string, kind: (typeof KINDS)[number] | 'mof', after: number) {
  const folder = { path: cwd, shown: '.' };
  const document = await makeDocument(kind, { ...base, folder, now: new Date(Date.now() + after) });
  if (!('text' in document)) throw new Error(document.failure);
  const name = { spdx: 'bom.spdx3.json', cyclonedx: 'bom.cdx.json', mof: 'mof.yml' }[kind];
  const request = { ...base, now: new Date(), file: { path: path.join(cwd, name), shown: name }, text: document.text };
  const compare = async (): Promise<Comparison> => {
    const compared = await compareDocument({ ...request, hash: 'changed' });
    if (!('changes' in compared)) throw new Error(compared.failure);
    return compared;
  };
  return { cwd, text: document.text, request, compare, at: (file: string) => path.join(cwd, file) };
}

/** Writes a file as of a time after a document that was made a minute after its files. */
function writeLater(file: string, content: string): void {
  writeFileSync(file, content);
  const later = new Date(Date.now() + 2 * MINUTE);
  utimesSync(file, later, later);
}

const messages = ({ changes }: Comparison) => changes.map(({ message }) => message);
const changed = (name: string) => `"${name}" has changed since the document was made.`;
/** The line on which a range begins. */
const lineAt = (text: string, { range }: { range: { start: { line: number } } }) =>
  text
    .split('\n')
    .slice(range.start.line, range.start.line + 8)
    .join('\n');

describe.each(KINDS)('%s', (kind) => {
  it('a file with other content under the same name is told, at its place', async () => {
    const { text, compare, at } = await made(kind);
    expect(messages(await compare())).toEqual([]);
    writeLater(at('model.bin'), 'others!');
    const compared = await compare();
    expect(messages(compared)).toEqual([changed('model.bin')]);
    expect(lineAt(text, compared.changes[0]!)).toContain('"name": "model.bin"');
    writeLater(at('model.bin'), FILES['model.bin']);
    expect(await compare()).toMatchObject({ changes: [], unread: [] });
  });

  it('files that are older than the document are not read', async () => {
    const { compare, at } = await made(kind);
    // Only who reads it can know.
    writeFileSync(at('vocab.txt'), 'c\nd\n');
    writeLater(at('model.bin'), 'others!');
    expect(messages(await compare())).toEqual([changed('model.bin')]);
  });

  it('a file that comes from elsewhere with an older time is seen', async () => {
    const { compare, at } = await made(kind, -MINUTE);
    const old = new Date(Date.now() - 5 * MINUTE);
    writeFileSync(at('model.bin.part'), 'others!');
    utimesSync(at('model.bin.part'), old, old);
    renameSync(at('model.bin.part'), at('model.bin'));
    expect(statSync(at('model.bin')).mtime < new Date(Date.now() - 4 * MINUTE)).toBe(true);
    expect(messages(await compare())).toEqual([changed('model.bin')]);
  });

  it('where the document tells no time, every file is compared', async () => {
    const { cwd, text, request } = await made(kind);
    writeFileSync(path.join(cwd, 'model.bin'), 'others!');
    const timeless = text.replace(/"(created|timestamp)": "[^"]*"/, '"$1": "soon"');
    expect(timeless).not.toBe(text);
    const compared = await compareDocument({ ...request, text: timeless, hash: 'changed' });
    expect('changes' in compared && messages(compared)).toEqual([changed('model.bin')]);
  });

  it('large files are told in words, until the command has compared them', async () => {
    const { text, request, compare, at } = await made(kind);
    writeLater(at('vocab.txt'), 'c\nd\n');
    // A hole takes no room on the disk.
    writeLater(at('model.bin'), '');
    truncateSync(at('model.bin'), MOST_UNASKED_BYTES);
    const later = new Date(Date.now() + 2 * MINUTE);
    utimesSync(at('model.bin'), later, later);
    const compared = await compare();
    expect(messages(compared)).toEqual([changed('vocab.txt')]);
    expect(compared.unread.map(({ message }) => message)).toEqual([
      '"model.bin" may have changed since the document was made; an update from the folder reads and compares it.',
    ]);
    expect(lineAt(text, compared.unread[0]!)).toContain('"name": "model.bin"');
    // Digests of files that have been left alone for a while are kept.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * MINUTE });
    const all = await compareDocument({ ...request, hash: 'all' });
    expect('changes' in all && messages(all)).toEqual([changed('model.bin'), changed('vocab.txt')]);
    expect(await compare()).toMatchObject({ unread: [], changes: [{ kind: 'changed' }, { kind: 'changed' }] });
  });

  it('a file that cannot be read is told in words, and names are compared all the same', async () => {
    const { compare, at } = await made(kind);
    writeFileSync(at('train.py'), 'print(1)\n');
    rmSync(at('vocab.txt'));
    writeLater(at('model.bin'), 'others!');
    const hashing = await import('../../../src/node/generate/digests');
    const { failure } = await import('../../../src/node/model');
    const denied = vi.spyOn(hashing, 'hashFiles').mockRejectedValue(failure('model.bin', 'system', 'EACCES'));
    try {
      const compared = await compare();
      expect(compared.unread).toHaveLength(1);
      expect(messages(compared).sort()).toEqual([
        'The document has "vocab.txt", and the folder no longer does.',
        'The folder has "train.py", and the document does not.',
      ]);
    } finally {
      denied.mockRestore();
    }
  });

  it('ends when it is given up', async () => {
    const { request, at } = await made(kind);
    writeLater(at('model.bin'), 'others!');
    const signal = AbortSignal.abort();
    expect(await compareDocument({ ...request, hash: 'changed', signal })).toMatchObject({ kind: 'cancelled' });
  });
});

it.skipIf(process.platform === 'win32')('a link that leads to another file is seen', async () => {
  const cwd = folderWith({ 'one.bin': 'weights', 'two.bin': 'others!' });
  symlinkSync('one.bin', path.join(cwd, 'model.bin'));
  // Documents tell whole seconds.
  await setTimeout(1100);
  const { compare } = await madeIn(cwd, 'spdx', 0);
  rmSync(path.join(cwd, 'model.bin'));
  symlinkSync('two.bin', path.join(cwd, 'model.bin'));
  expect(messages(await compare())).toEqual([changed('model.bin')]);
});

it('digests that verification keeps stay, and serve', async () => {
  const { cwd, request } = await made('spdx', -MINUTE);
  const digestCache = new DigestCache(folderWith());
  const scope = { root: cwd, hash: 'sha256' } as const;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + MINUTE });
  const { unread } = await compareWithFolder({ ...request, hash: 'changed', digestCache });
  expect(unread).toEqual([]);
  expect(digestCache.read(scope).size).toBe(3);
  writeFileSync(path.join(cwd, 'model.bin'), 'others!');
  vi.setSystemTime(Date.now() + MINUTE);
  await compareWithFolder({ ...request, hash: 'changed', digestCache });
  expect(digestCache.read(scope).size).toBe(4);
  expect(digestCache.problem).toBeUndefined();
});

it('a MOF configuration has no hashes: nothing is read for it', async () => {
  const { compare, at } = await made('mof', -MINUTE);
  writeFileSync(at('model.bin'), 'others!');
  expect(await compare()).toMatchObject({ changes: [], unread: [] });
});
