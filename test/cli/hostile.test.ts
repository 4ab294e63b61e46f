import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderWith, lintJson, MENDABLE, mof, release } from './mof';

/** An alias bomb: nine levels of nine references each. */
const BOMB = [
  'framework:',
  '  name: Model Openness Framework',
  'a0: &a0 [x, x, x]',
  ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
  'release: *a9',
  '',
].join('\n');

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('bad input ends with findings, not with a crash', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['not YAML', 'release: [unclosed\n', 'document/syntax'],
    ['prose', 'Dear all,\n\tthis: is: no YAML\n', 'document/'],
    ['binary data', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)), 'document/'],
    ['several documents', `${release()}---\na: 1\n`, 'document/multiple-documents'],
    ['an alias bomb', BOMB, 'mof/'],
    ['tabs', release().replace('  name', '\tname'), 'document/tab-indentation'],
    ['a byte order mark', `\ufeff${release()}`, 'document/byte-order-mark'],
    ['NUL bytes', release().replace('Sample', 'Sam\0ple'), 'document/control-character'],
    ['Latin-1', Buffer.from(release('Caf\xe9'), 'latin1'), 'document/not-utf-8'],
    ['UTF-16', utf16(release()), 'document/not-utf-8'],
    ['a file cut inside a character', Buffer.from(`${release()}# é`).subarray(0, -1), 'document/not-utf-8'],
    ['a scalar', '42\n', 'mof/'],
    ['a list', '- 1\n', 'mof/'],
    ['a circle of aliases', 'framework: &a\n  name: *a\nrelease: *a\n', ''],
    ['10 MB of nesting', '['.repeat(10 << 20), 'document/too-complex'],
    ['deep indentation', Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'document/'],
    ['an empty file', '', 'mof/'],
    ['comments only', '# nothing\n', 'mof/'],
  ])('%s', (_title, content, rule) => {
    const cwd = folderWith({ 'mof.yml': content });
    const { code, findings, stderr } = lintJson([], { cwd });
    expect(stderr).toBe('');
    expect(findings.filter(({ severity }) => severity === 'error').some((f) => f.rule.startsWith(rule))).toBe(true);
    expect(code).toBe(1);
  });

  it('10 MB of nested JSON, and JSON cut short', () => {
    const cwd = folderWith({ 'mof.json': '['.repeat(10 << 20), 'MOF.json': '{"framework": {"name": ' });
    const { code, findings } = lintJson([], { cwd });
    expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'MOF.json document/syntax',
      'mof.json document/too-complex',
    ]);
    expect(code).toBe(1);
  });

  it('text made to slow down the recognition of documents', () => {
    const cwd = folderWith({
      'newlines.yml': '\n'.repeat(1 << 20),
      'braces.yml': '{ '.repeat(1 << 19),
      'keys.yml': `framework:\n${'release:\n'.repeat(1 << 16)}`,
    });
    expect(mof(['lint'], { cwd })).toMatchObject({ code: 0, stderr: 'mof: no documents found\n' });
  });

  it('names that try to control the terminal', () => {
    const cwd = folderWith({ 'x.yml': '' });
    writeFileSync(path.join(cwd, '\x1b[31mred.mot.yml'), MENDABLE);
    const named = mof(['lint', '\x1b[31mgone.yml', '.'], { cwd });
    expect(named.stderr + named.stdout).not.toContain('\x1b');
    expect(named.stderr).toBe('mof: \\u{1b}[31mgone.yml does not exist\n');
  });
});
