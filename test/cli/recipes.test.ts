// Kitfiles and Modelfiles on disk, with the files around them.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, lintJson, mof } from './mof';

const KITFILE = `manifestVersion: 1.0.0
model:
  path: model.safetensors
docs:
  - path: docs
`;
const MODEL = { 'model.safetensors': 'x', 'docs/a.md': 'x', '.gitignore': '*.safetensors\n' };

describe('mof lint', () => {
  it('finds recipes by their names and looks at the files around them, whatever git ignores', () => {
    const cwd = folderWith({ ...MODEL, Kitfile: KITFILE, 'sub/aurora.modelfile': 'NAME a\nMODEL gone.bin\n' });
    const { findings, code } = lintJson([], { cwd });
    expect(findings.map(({ file, rule }) => [file, rule])).toEqual([
      ['sub/aurora.modelfile', 'modelfile/path-not-found'],
    ]);
    expect(code).toBe(1);
  });

  it('follows .kitignore, and sees links and empty folders for what they are', () => {
    const cwd = folderWith({ ...MODEL, 'notes.txt': 'x', '.kitignore': 'notes.txt\n' });
    mkdirSync(path.join(cwd, 'empty'));
    symlinkSync('model.safetensors', path.join(cwd, 'link.safetensors'));
    writeFileSync(path.join(cwd, 'Kitfile'), `${KITFILE}  - path: empty\n  - path: link.safetensors\n`);
    expect(lintJson([], { cwd }).findings.map(({ rule }) => rule)).toEqual([
      'kitfile/empty-layer',
      'kitfile/empty-layer',
    ]);
    rmSync(path.join(cwd, '.kitignore'));
    expect(lintJson([], { cwd }).findings.map(({ rule }) => rule)).toContain('kitfile/unpacked-file');
  });

  it('mends what is certain', () => {
    const cwd = folderWith({ ...MODEL, Kitfile: KITFILE.replace('docs\n', 'DOCS\n').replace('1.0.0', 'v1') });
    const { code, stderr } = mof(['lint', '--fix'], { cwd });
    expect([code, stderr]).toEqual([0, 'mof: mended 2 findings in 1 file\n']);
  });

  it('leaves Modelfiles of Ollama alone', () => {
    const cwd = folderWith({ Modelfile: 'FROM llama3\nPARAMETER temperature 1\n' });
    const { findings, code } = lintJson([], { cwd });
    expect(findings.map(({ rule }) => rule)).toEqual(['modelfile/ollama']);
    expect(code).toBe(0);
  });
});
