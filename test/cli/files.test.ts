import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../src/cli/files/documents';
import { FileError } from '../../src/node/files/errors';
import { readFile } from '../../src/node/files/read';
import { writeFile } from '../../src/node/files/write';
import { filesOf, folderWith, lintJson, MENDABLE, mof } from './mof';

/** Files with findings; every file is bad in the same way, so these are the files that were looked at. */
const looked = (cwd: string, ...args: string[]) => filesOf(lintJson(args, { cwd }));

describe('a folder', () => {
  it('is searched for documents by name and by what they say', () => {
    const cwd = folderWith({
      'mof.yml': MENDABLE,
      'sub/anything.yaml': MENDABLE,
      'sub/.hidden/x.yml': MENDABLE,
      'sub/text.txt': MENDABLE,
      'node_modules/x/mof.yml': MENDABLE,
      '.git/mof.yml': MENDABLE,
      'other.json': '{}',
    });
    expect(looked(cwd)).toEqual(['mof.yml', 'sub/.hidden/x.yml', 'sub/anything.yaml']);
    expect(looked(cwd, 'node_modules/x')).toEqual(['node_modules/x/mof.yml']);
  });
  it('may have any name', () => {
    const cwd = folderWith({ 'a [b] {c} ü\n/mof.yml': MENDABLE });
    expect(looked(cwd)).toEqual(['a [b] {c} ü\n/mof.yml']);
    expect(looked(cwd, 'a [b] {c} ü\n')).toHaveLength(1);
  });
});

describe('.gitignore', () => {
  it('is honoured in every folder, and above up to the root of the repository', () => {
    const cwd = folderWith({
      '.gitignore': 'secret/\n',
      'repo/.git/info/exclude': 'excluded.yml\n',
      'repo/.gitignore': '*.yaml\nbuild/\n/rooted.yml\n',
      'repo/a/.gitignore': '!keep.yaml\n!build/\n',
      'repo/a/keep.yaml': MENDABLE,
      'repo/a/drop.yaml': MENDABLE,
      'repo/a/excluded.yml': MENDABLE,
      'repo/a/rooted.yml': MENDABLE,
      'repo/a/build/x.yml': MENDABLE,
      'repo/b/build/x.yml': MENDABLE,
      'repo/rooted.yml': MENDABLE,
      'repo/secret/x.yml': MENDABLE,
    });
    expect(looked(cwd, 'repo')).toEqual([
      'repo/a/build/x.yml',
      'repo/a/keep.yaml',
      'repo/a/rooted.yml',
      'repo/secret/x.yml',
    ]);
    expect(looked(path.join(cwd, 'repo/a'))).toEqual(['build/x.yml', 'keep.yaml', 'rooted.yml']);
  });
  it('agrees with git', () => {
    const cwd = folderWith({
      '.gitignore': 'out\n*.tmp.yml\n!important.tmp.yml\ndata/*\n!data/keep\n**/cache/**\n\\#x.yml\n',
      'out/a.yml': MENDABLE,
      'b.tmp.yml': MENDABLE,
      'important.tmp.yml': MENDABLE,
      'data/x/c.yml': MENDABLE,
      'data/keep/d.yml': MENDABLE,
      'x/cache/y/e.yml': MENDABLE,
      '#x.yml': MENDABLE,
      'Out/f.yml': MENDABLE,
    });
    const git = (...args: string[]) => execFileSync('git', ['-C', cwd, ...args], { encoding: 'utf8' });
    git('init', '-q');
    const known = git('ls-files', '--others', '--exclude-standard').trim().split('\n');
    expect(looked(cwd)).toEqual(known.filter((name) => name.endsWith('.yml')));
  });
  it('does not count for what is named', () => {
    const cwd = folderWith({ '.git/HEAD': '', '.gitignore': 'out\n', 'out/x/mof.yml': MENDABLE });
    expect(looked(cwd, 'out')).toEqual(['out/x/mof.yml']);
    expect(looked(cwd, 'out/x/mof.yml')).toEqual(['out/x/mof.yml']);
    expect(looked(cwd)).toEqual([]);
  });
  it('of a worktree is found through its .git file', () => {
    const cwd = folderWith({
      'main/.git/worktrees/w/commondir': '../..\n',
      'main/.git/info/exclude': 'x.yml\n',
      'w/.git': 'gitdir: ../main/.git/worktrees/w\n',
      'w/x.yml': MENDABLE,
      'w/y.yml': MENDABLE,
    });
    expect(looked(cwd, 'w')).toEqual(['w/y.yml']);
  });
});

describe('a glob', () => {
  const cwd = folderWith({ 'a/mof.yml': MENDABLE, 'b/mof.yml': MENDABLE, 'b/c/x.yml': MENDABLE, 'n.txt': '' });

  it('is matched without the help of a shell', () => {
    expect(looked(cwd, '*/mof.yml')).toEqual(['a/mof.yml', 'b/mof.yml']);
    expect(looked(cwd, 'b/**/*.yml', 'b/mof.yml')).toEqual(['b/c/x.yml', 'b/mof.yml']);
    expect(looked(cwd, '{a,b/c}/*.yml')).toEqual(['a/mof.yml', 'b/c/x.yml']);
    expect(looked(cwd, path.join(cwd, 'a/*.yml'))).toEqual(['a/mof.yml']);
    expect(looked(path.join(cwd, 'a'), '../b/*.yml')).toEqual(['../b/mof.yml']);
  });
  it('must match something', () => {
    expect(mof(['lint', 'z/*.yml'], { cwd })).toMatchObject({
      code: 3,
      stderr: 'mof: z/*.yml matches no file that git does not ignore\n',
    });
    expect(mof(['lint', '*.txt'], { cwd })).toMatchObject({ code: 0, stderr: 'mof: no documents found\n' });
  });
});

describe('links', () => {
  it('in a circle do not trap the walk', () => {
    const cwd = folderWith({ 'a/b/mof.yml': MENDABLE });
    symlinkSync('..', path.join(cwd, 'a/b/up'));
    symlinkSync(cwd, path.join(cwd, 'a/self'));
    symlinkSync('loop.yml', path.join(cwd, 'loop.yml'));
    const outcome = lintJson([], { cwd });
    expect(filesOf(outcome)).toEqual(['a/b/mof.yml']);
    expect(outcome.stderr).toBe('');
  });
  it('to a file are followed, and the file is checked once', () => {
    const cwd = folderWith({ 'blobs/1.yml': MENDABLE, 'elsewhere.txt': MENDABLE });
    symlinkSync('blobs/1.yml', path.join(cwd, 'a.yml'));
    mkdirSync(path.join(cwd, 'snapshot'));
    symlinkSync('../elsewhere.txt', path.join(cwd, 'snapshot/mof.yml'));
    expect(looked(cwd)).toEqual(['blobs/1.yml', 'snapshot/mof.yml']);
    expect(looked(cwd, 'a.yml', '.')).toEqual(['a.yml', 'snapshot/mof.yml']);
  });
  it('that lead nowhere matter where the name is ours', () => {
    const cwd = folderWith({ 'x.mot.yml': MENDABLE });
    symlinkSync('gone', path.join(cwd, 'broken.yml'));
    expect(lintJson(['.'], { cwd }).stderr).toBe('');
    expect(mof(['lint', 'broken.yml'], { cwd })).toMatchObject({ code: 3, stderr: 'mof: broken.yml does not exist\n' });
    symlinkSync('gone', path.join(cwd, 'mof.yml'));
    expect(lintJson(['.'], { cwd }).stderr).toBe('mof: mof.yml does not exist\n');
  });
  it('to a folder are followed where the link is named', () => {
    const cwd = folderWith({ 'real/mof.yml': MENDABLE });
    symlinkSync('real', path.join(cwd, 'link'));
    expect(looked(cwd, 'link')).toEqual(['link/mof.yml']);
    expect(looked(cwd)).toEqual(['real/mof.yml']);
  });
});

describe('what is no regular file', () => {
  it.skipIf(process.platform === 'win32')('is not waited for', () => {
    const cwd = folderWith({ 'a.mot.yml': MENDABLE });
    execFileSync('mkfifo', [path.join(cwd, 'mof.yml'), path.join(cwd, 'x.json')]);
    const walked = lintJson([], { cwd });
    expect(filesOf(walked)).toEqual(['a.mot.yml']);
    expect(walked.stderr).toBe('mof: mof.yml is a pipe; pass - to read standard input\n');
    expect(mof(['lint', 'x.json'], { cwd }).code).toBe(3);
    expect(mof(['lint', '/dev/null'], { cwd })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is a device or socket, not a file') as string,
    });
  });
});

describe('without permission', () => {
  it('a file or folder is named, and the rest is checked', () => {
    const cwd = folderWith({ 'a/mof.yml': MENDABLE, 'locked/mof.yml': MENDABLE, 'z/mof.yml': MENDABLE });
    chmodSync(path.join(cwd, 'locked'), 0);
    chmodSync(path.join(cwd, 'z/mof.yml'), 0);
    const outcome = lintJson(['--fail-on', 'never'], { cwd, unprivileged: true });
    expect(outcome.stderr).toBe(
      'mof: locked cannot be read: permission denied\nmof: z/mof.yml cannot be read: permission denied\n',
    );
    expect(filesOf(outcome)).toEqual(['a/mof.yml']);
    expect(outcome.code).toBe(3);
    chmodSync(path.join(cwd, 'locked'), 0o755);
  });
});

describe('a file in motion', () => {
  const messageOf = (action: () => unknown): string => {
    try {
      action();
    } catch (error) {
      expect(error).toBeInstanceOf(FileError);
      return (error as FileError).message;
    }
    return '';
  };

  it('that vanished after it was found is told', () => {
    const file = path.join(folderWith({ 'mof.yml': MENDABLE }), 'mof.yml');
    rmSync(file);
    expect(messageOf(() => loadDocument({ path: file, shown: 'mof.yml', named: false }))).toBe('does not exist');
  });
  it.each(['grows', 'shrinks', 'is rewritten'])('that %s while it is read is told', (how) => {
    const file = path.join(folderWith({ 'mof.yml': 'x'.repeat(200_000) }), 'mof.yml');
    const change = () => {
      if (how === 'grows') appendFileSync(file, 'y');
      else writeFileSync(file, how === 'shrinks' ? 'y' : 'y'.repeat(200_000));
      return true;
    };
    expect(messageOf(() => readFile(file, 'mof.yml', { wanted: change }))).toMatch(/^changed while it was read/);
  });
  it('that changed since it was read is not overwritten', () => {
    const file = path.join(folderWith({ 'mof.yml': 'old' }), 'mof.yml');
    const { stamp } = readFile(file, 'mof.yml')!;
    writeFileSync(file, 'new text');
    expect(messageOf(() => writeFile(file, 'mof.yml', 'mended', { expected: stamp }))).toMatch(
      /^changed since it was read/,
    );
    expect(Buffer.from(readFile(file, 'mof.yml')!.bytes).toString()).toBe('new text');
  });
  it('that is too large is not read', () => {
    const file = path.join(folderWith({ 'mof.yml': 'x'.repeat(3 << 20) }), 'mof.yml');
    expect(messageOf(() => readFile(file, 'mof.yml', { maxBytes: 1 << 20 }))).toBe(
      'has 3 MiB; files up to 1 MiB are read',
    );
  });
});
