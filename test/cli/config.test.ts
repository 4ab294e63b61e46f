import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, folderWith, lintJson, MENDABLE, mof } from './mof';

const OFF = 'rules:\n  mof/unknown-component: off\n';
const errors = (cwd: string, ...args: string[]) => lintJson(args, { cwd }).summary.errors;

describe('the nearest configuration', () => {
  it('applies to its folder and all below, up to the root of the repository', () => {
    const cwd = folderWith({ '.modelopenness.yml': OFF, 'a/b/mof.yml': MENDABLE, 'repo/mof.yml': MENDABLE });
    mkdirSync(path.join(cwd, 'repo/.git'));
    expect(errors(cwd, 'a/b/mof.yml')).toBe(0);
    expect(errors(path.join(cwd, 'a/b'))).toBe(0);
    expect(errors(cwd, 'repo')).toBe(1);
  });
  it('is the nearest one alone', () => {
    const cwd = folderWith({
      '.modelopenness.yml': OFF,
      'a/.modelopenness.yml': 'rules: {}\n',
      'a/mof.yml': MENDABLE,
    });
    expect(errors(cwd, 'a')).toBe(1);
  });
  it('can set other weights for some files', () => {
    const cwd = folderWith({
      '.modelopenness.yml':
        'overrides:\n  - files: ["draft/**"]\n    rules: { mof/unknown-component: warning }\n    reason: not released\n',
      'draft/mof.yml': MENDABLE,
      'mof.yml': MENDABLE.replace('Mendable', 'Other'),
    });
    const found = lintJson([], { cwd }).findings.filter(({ rule }) => rule === 'mof/unknown-component');
    expect(found.map(({ file, severity }) => [file, severity])).toEqual([
      ['draft/mof.yml', 'warning'],
      ['mof.yml', 'error'],
    ]);
  });
  it('leaves files and folders out of a walk, but not what is named', () => {
    const cwd = folderWith({
      '.modelopenness.yml': 'exclude: [vendor, "*.mot.yml", other/]\n',
      'vendor/deep/mof.yml': MENDABLE,
      'other/mof.yml': MENDABLE,
      'x.mot.yml': MENDABLE,
      'mof.yml': MENDABLE,
    });
    expect(filesOf(lintJson([], { cwd }))).toEqual(['mof.yml']);
    expect(filesOf(lintJson(['vendor/deep/mof.yml'], { cwd }))).toEqual(['vendor/deep/mof.yml']);
  });
});

describe('--config', () => {
  it('goes before every other', () => {
    const cwd = folderWith({ 'ci.yml': OFF, '.modelopenness.yml': 'rules: {}\n', 'mof.yml': MENDABLE });
    expect(errors(cwd, '--config', 'ci.yml')).toBe(0);
  });
  it('must be a file that can be read', () => {
    const cwd = folderWith({ 'mof.yml': MENDABLE });
    mkdirSync(path.join(cwd, 'folder'));
    for (const [file, why] of [
      ['gone.yml', 'does not exist'],
      ['folder', 'is a folder, not a file'],
    ] as const) {
      const { code, stdout, stderr } = mof(['lint', '--config', file], { cwd });
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `mof: configuration ${file} ${why}\n` });
    }
  });
});

describe('a bad configuration', () => {
  it.each([
    ['an unknown key', 'rulez: {}\n', 'config/invalid'],
    ['an unknown severity', 'rules:\n  mof/unknown-component: fatal\n', 'config/invalid'],
    ['broken YAML', 'rules: [\n', 'document/syntax'],
    ['a rule that hides it', 'rulez: {}\nrules: { config/invalid: off }\n', 'config/invalid'],
  ])('with %s is reported alone and ends with 2, --fix or not', (_title, text, rule) => {
    const cwd = folderWith({ '.modelopenness.yml': text, 'mof.yml': MENDABLE });
    for (const args of [[], ['--fix'], ['mof.yml']]) {
      const { code, findings, stderr } = lintJson(args, { cwd });
      expect(new Set(findings.map((f) => `${f.file} ${f.rule}`))).toEqual(new Set([`.modelopenness.yml ${rule}`]));
      expect(stderr).toContain('nothing was checked');
      expect(code).toBe(2);
    }
  });
  it('that is a folder ends with 2', () => {
    const cwd = folderWith({ 'mof.yml': MENDABLE });
    mkdirSync(path.join(cwd, '.modelopenness.yml'));
    expect(mof(['lint'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'mof: configuration .modelopenness.yml is a folder, not a file\n',
    });
  });
  it('with a rule that does not exist is reported beside the rest', () => {
    const cwd = folderWith({ '.modelopenness.yml': 'rules:\n  mof/unkown-component: off\n', 'a/mof.yml': MENDABLE });
    const { code, findings } = lintJson(['a'], { cwd });
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['config/unknown-rule', 'mof/unknown-component']),
    );
    expect(code).toBe(1);
  });
});
