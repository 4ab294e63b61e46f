import { readdirSync, readFileSync, statSync, chmodSync, symlinkSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/core/report/formats';
import { execFileSync } from 'node:child_process';
import { builtMof, filesOf, folderWith, lintJson, MENDABLE, mof, release } from './mof';

describe('exit codes', () => {
  const cwd = folderWith({ 'good.mot.yml': release('Good'), 'bad.mot.yml': MENDABLE, 'other.yml': 'a: 1\n' });

  it('is 0 without findings at the threshold, and the report says so', () => {
    const { code, summary } = lintJson(['good.mot.yml'], { cwd });
    expect(summary).toMatchObject({ errors: 0, files: 1 });
    expect(code).toBe(0);
  });
  it('is 1 with findings at the threshold', () => {
    expect(mof(['lint', 'bad.mot.yml'], { cwd }).code).toBe(1);
    expect(mof(['lint', 'good.mot.yml', '--fail-on', 'info'], { cwd }).code).toBe(1);
    expect(mof(['lint', 'bad.mot.yml', '--fail-on', 'never'], { cwd }).code).toBe(0);
  });
  it('is 3 for what cannot be checked, and 1 when something else is wrong for certain', () => {
    const gone = mof(['lint', 'gone.yml', 'good.mot.yml'], { cwd });
    expect(gone.stderr).toBe('mof: gone.yml does not exist\n');
    expect(gone.code).toBe(3);
    expect(mof(['lint', 'gone.yml', 'bad.mot.yml'], { cwd }).code).toBe(1);
    expect(mof(['lint', 'gone.yml', 'bad.mot.yml', '--fail-on', 'never'], { cwd }).code).toBe(3);
  });
  it('is 3 for a file that is named and none of ours, with one line', () => {
    const { code, stderr } = mof(['lint', 'other.yml'], { cwd });
    expect(stderr).toMatch(/^mof: other\.yml is no document that can be checked \(.*MOF configuration.*\)\n$/);
    expect(code).toBe(3);
  });
  it('is 0 for a folder without documents, and says so', () => {
    expect(mof(['lint'], { cwd: folderWith({ 'a.yml': 'a: 1\n' }) })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'mof: no documents found\n',
    });
  });
  it.each([
    [['lint', '--nonsense']],
    [['lint', '--format', 'nonsense']],
    [['lint', '--format']],
    [['lint', '--fail-on', 'hint']],
    [['lint', '--format', 'json', '--output', 'a', '--output', 'b']],
    [['lint', '--format', 'json', '--output', 'a', '--format', 'sarif', '--output', 'a']],
    [['lint', '-', '--fix']],
    [['lint', '--stdin-filename', 'a.yml']],
  ])('is 2 for %j', (args) => {
    const { code, stdout, stderr } = mof(args, { cwd, input: '' });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });
});

describe('reports', () => {
  const cwd = folderWith({ 'mof.yml': MENDABLE, 'sub/mof.yml': MENDABLE.replace('Mendable', 'Other') });

  it('goes to standard output by default, for people, in order of paths', () => {
    const { stdout, stderr } = mof(['lint', 'sub', 'mof.yml'], { cwd });
    expect(stdout).toMatch(/^mof\.yml\n[^]*\nsub\/mof\.yml\n[^]*mof\/unknown-component/);
    expect(stdout).not.toContain('\x1b');
    expect(stderr).toBe('');
  });
  it('is written in several formats to several files in one run', () => {
    const args = Object.keys(FORMATS).flatMap((name) => ['--format', name, '--output', `out.${name}`]);
    const { code, stdout } = mof(['lint', 'mof.yml', ...args, '--format', 'stylish'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^mof\.yml\n/);
    for (const name of Object.keys(FORMATS))
      expect(readFileSync(path.join(cwd, `out.${name}`), 'utf8')).toContain('unknown-component');
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
  it('takes --output without --format as stylish', () => {
    expect(mof(['lint', 'mof.yml', '--output', 'plain.txt'], { cwd }).stdout).toBe('');
    expect(readFileSync(path.join(cwd, 'plain.txt'), 'utf8')).toContain('1 of them can be mended');
  });
  it('ends with 3 when a report cannot be written, whatever was found', () => {
    const { code, stderr } = mof(['lint', 'mof.yml', '--format', 'json', '--output', 'no/such/folder.json'], { cwd });
    expect(stderr).toBe('mof: no/such/folder.json cannot be written: its folder does not exist\n');
    expect(code).toBe(3);
  });
  it('writes to devices instead of replacing them', () => {
    expect(mof(['lint', 'mof.yml', '--output', '/dev/null'], { cwd }).code).toBe(1);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    // Through a shell: what Node gives its children as standard output is a socket, which has no name to open.
    const command = `"${process.execPath}" "${builtMof()}" lint mof.yml --format json --output /dev/stdout | cat`;
    expect(execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' })).toContain('"summary"');
  });
  it('refuses a file that is read-only', () => {
    const locked = folderWith({ 'mof.yml': release(), 'out.json': 'old' });
    chmodSync(path.join(locked, 'out.json'), 0o444);
    const args = ['lint', 'mof.yml', '--format', 'json', '--output', 'out.json'];
    const { code, stderr } = mof(args, { cwd: locked, unprivileged: true });
    expect(stderr).toBe('mof: out.json cannot be written: permission denied\n');
    expect(code).toBe(3);
    expect(readFileSync(path.join(locked, 'out.json'), 'utf8')).toBe('old');
  });
  it('shows paths outside the current folder relative to it', () => {
    expect(filesOf(lintJson(['../mof.yml', '.'], { cwd: path.join(cwd, 'sub') }))).toEqual(['../mof.yml', 'mof.yml']);
  });
});

describe('standard input', () => {
  it('is checked under the name it is given', () => {
    const named = lintJson(['-', '--stdin-filename', 'dir/mof.yml'], { input: MENDABLE });
    expect(named.code).toBe(1);
    expect(filesOf(named)).toEqual(['dir/mof.yml']);
  });
  it('is recognised by what it says', () => {
    expect(filesOf(lintJson(['-'], { input: MENDABLE }))).toEqual(['stdin']);
    expect(mof(['lint', '-'], { input: 'a: 1\n' })).toMatchObject({ code: 3, stdout: '' });
  });
  it('can be empty', () => {
    expect(mof(['lint', '-'], { input: '' }).code).toBe(3);
    expect(lintJson(['-', '--stdin-filename', 'mof.yml'], { input: '' }).code).toBe(1);
  });
  it('takes the configuration of the name', () => {
    const cwd = folderWith({ '.modelopenness.yml': 'rules:\n  mof/unknown-component: off\n' });
    expect(lintJson(['-', '--stdin-filename', 'mof.yml'], { cwd, input: MENDABLE }).summary.errors).toBe(0);
  });
});

describe('--fix', () => {
  it('mends files, says how many findings, and reports what is left', () => {
    const cwd = folderWith({ 'mof.yml': MENDABLE.replaceAll('\n', '\r\n') });
    const { code, stderr, summary } = lintJson(['--fix'], { cwd });
    expect(stderr).toBe('mof: mended 1 finding in 1 file\n');
    expect(summary).toMatchObject({ errors: 0, fixed: 1 });
    expect(code).toBe(0);
    expect(readFileSync(path.join(cwd, 'mof.yml'), 'utf8')).toBe(
      MENDABLE.replace('Modle card', 'Model card').replaceAll('\n', '\r\n'),
    );
    expect(readdirSync(cwd)).toEqual(['mof.yml']);
    expect(lintJson(['--fix'], { cwd }).stderr).toBe('mof: nothing to mend\n');
  });
  it('leaves blobs of image layouts as they are: their names are their digests', () => {
    const blob = `oci/blobs/sha256/${'a'.repeat(64)}`;
    const cwd = folderWith({ [blob]: MENDABLE });
    const { stderr, summary } = lintJson(['--fix', blob], { cwd });
    expect(stderr).toBe(
      `mof: ${blob} is a blob of an image layout, whose name is its digest; it is left as it is\nmof: nothing to mend\n`,
    );
    expect(summary).toMatchObject({ errors: 1, fixed: 0 });
    expect(readFileSync(path.join(cwd, blob), 'utf8')).toBe(MENDABLE);
  });
  it('keeps the mode of a file, and a link a link', () => {
    const cwd = folderWith({ 'real/x.mot.yml': MENDABLE });
    chmodSync(path.join(cwd, 'real/x.mot.yml'), 0o640);
    symlinkSync('real/x.mot.yml', path.join(cwd, 'mof.yml'));
    mof(['lint', '--fix', 'mof.yml'], { cwd });
    expect(lstatSync(path.join(cwd, 'mof.yml')).isSymbolicLink()).toBe(true);
    expect(statSync(path.join(cwd, 'real/x.mot.yml')).mode & 0o777).toBe(0o640);
    expect(readFileSync(path.join(cwd, 'real/x.mot.yml'), 'utf8')).toContain("'Model card'");
  });
  it('leaves a read-only file alone and says so', () => {
    const cwd = folderWith({ 'mof.yml': MENDABLE });
    chmodSync(path.join(cwd, 'mof.yml'), 0o444);
    const { code, stderr, summary } = lintJson(['--fix'], { cwd, unprivileged: true });
    expect(stderr).toContain('mof: mof.yml cannot be written: permission denied\n');
    expect(summary).toMatchObject({ errors: 1, fixed: 0 });
    expect(code).toBe(1);
    expect(readFileSync(path.join(cwd, 'mof.yml'), 'utf8')).toBe(MENDABLE);
  });
  it('changes nothing in a file of another encoding', () => {
    const bytes = Buffer.from(`# caf\xe9\n${MENDABLE}`, 'latin1');
    const cwd = folderWith({ 'mof.yml': bytes });
    lintJson(['--fix'], { cwd });
    expect(readFileSync(path.join(cwd, 'mof.yml'))).toEqual(bytes);
  });
});

it('finds a release name that two files of the run share', () => {
  const cwd = folderWith({ 'a/mof.yml': release('Twin'), 'b/mof.yml': release('Twin') });
  const duplicates = (args: string[]) => lintJson(args, { cwd }).findings.filter(({ message }) => /Twin/.test(message));
  expect(duplicates(['.'])).toHaveLength(2);
  expect(duplicates(['a'])).toHaveLength(0);
});
