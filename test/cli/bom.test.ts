import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cycloneDxModel, spdxModel } from '../unit/bom/fixtures';
import { folderWith, mof } from './mof';

const files = () => ({ 'a.spdx3.json': spdxModel(), 'b.cdx.json': cycloneDxModel() });
const bom = (args: string[], cwd: string, input?: string | Uint8Array) =>
  mof(['bom', ...args], { cwd, ...(input === undefined ? {} : { input }) });

describe('mof bom check', () => {
  it('counts findings and tells the readiness of every profile', () => {
    const { code, stdout } = bom(['check', 'b.cdx.json', '--fail-on', 'never'], folderWith(files()));
    expect(stdout).toMatch(/^b\.cdx\.json: CycloneDX 1\.6\. /);
    expect(stdout.match(/^ {2}Readiness: \d+ of \d+ met/gm)).toHaveLength(4);
    expect(stdout).toContain('no legal advice');
    expect(code).toBe(0);
  });
  it('prints JSON for scripts, of the profiles that are asked for', () => {
    const args = [
      'check',
      'a.spdx3.json',
      '--profile',
      'g7',
      '--profile',
      'cisa',
      '--format',
      'json',
      '--fail-on',
      'never',
    ];
    const report = JSON.parse(bom(args, folderWith(files())).stdout) as { readiness: { profile: string }[] };
    expect(report).toMatchObject({
      file: 'a.spdx3.json',
      format: 'spdx',
      specVersion: '3.0.1',
      findings: { files: 1 },
    });
    expect(report.readiness.map(({ profile }) => profile)).toEqual(['g7', 'cisa']);
  });
  it('prints Markdown', () => {
    const { stdout } = bom(
      ['check', 'a.spdx3.json', '--format', 'markdown', '--fail-on', 'never'],
      folderWith(files()),
    );
    expect(stdout).toContain('# Readiness of a\\.spdx3\\.json'.replaceAll('\\', ''));
  });
  it('ends with 1 where an element is missing and that was asked for', () => {
    const cwd = folderWith(files());
    expect(bom(['check', 'b.cdx.json', '--profile', 'g7', '--fail-on', 'missing'], cwd).code).toBe(1);
  });
  it('reads standard input', () => {
    const { code, stdout } = bom(['check', '-', '--fail-on', 'never'], folderWith(), spdxModel());
    expect(stdout).toMatch(/^stdin: SPDX 3\.0\.1/);
    expect(code).toBe(0);
  });
  it('ends with 2 for a profile that is none', () => {
    const { code, stderr } = bom(['check', 'a.spdx3.json', '--profile', 'iso'], folderWith(files()));
    expect(stderr).toContain('spdx, g7, cisa, eu-ai-act');
    expect(code).toBe(2);
  });
});

describe('mof bom diff', () => {
  it('ends with 0 where both say the same, and with 1 where not', () => {
    const changed = spdxModel({ software_packageVersion: '2.0' });
    const cwd = folderWith({ 'a.json': spdxModel(), 'b.json': changed });
    expect(bom(['diff', 'a.json', 'a.json'], cwd)).toMatchObject({
      code: 0,
      stdout: 'a.json → a.json\nBoth say the same.\n',
    });
    const { code, stdout } = bom(['diff', 'a.json', 'b.json'], cwd);
    expect(stdout).toContain('version: 1.0 → 2.0');
    expect(code).toBe(1);
  });
  it('compares across formats, and with standard input', () => {
    const { code, stdout } = bom(['diff', '-', 'b.cdx.json', '--format', 'json'], folderWith(files()), spdxModel());
    expect(JSON.parse(stdout)).toMatchObject({
      a: 'stdin',
      b: 'b.cdx.json',
      equal: false,
      formats: ['spdx', 'cyclonedx'],
    });
    expect(code).toBe(1);
  });
  it('cannot take both from standard input', () => {
    expect(bom(['diff', '-', '-'], folderWith(), '').code).toBe(2);
  });
});

describe('mof bom convert', () => {
  const toCycloneDx = ['convert', 'a.spdx3.json', '--to', 'cyclonedx'];
  it('writes to standard output, and its summary to standard error', () => {
    const { code, stdout, stderr } = bom(toCycloneDx, folderWith(files()));
    expect(JSON.parse(stdout)).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(stderr).toMatch(/^mof: SPDX 3\.0\.1 → CycloneDX 1\.6; lost: \d+, kept in properties: \d+, remarks: \d+\n$/);
    expect(code).toBe(0);
  });
  it('writes a file and a report, and comes back', () => {
    const cwd = folderWith(files());
    const there = [...toCycloneDx, '--spec-version', '1.7', '--output', 'c.json', '--report', 'r.json'];
    expect(bom(there, cwd)).toMatchObject({ code: 0, stdout: '' });
    const report = JSON.parse(readFileSync(path.join(cwd, 'r.json'), 'utf8')) as { lost: object[] };
    expect(report.lost[0]).toMatchObject({ path: expect.any(String) as string, reason: expect.any(String) as string });
    expect(bom(['convert', 'c.json', '--to', 'spdx', '--output', 'd.json', '--report', 'r.md'], cwd).code).toBe(0);
    expect(readFileSync(path.join(cwd, 'r.md'), 'utf8')).toMatch(/^# Conversion of c\.json/);
    expect(bom(['diff', 'a.spdx3.json', 'd.json'], cwd).code).toBe(0);
  });
  it('leaves files that are there as they are, unless told otherwise', () => {
    const cwd = folderWith({ ...files(), 'c.json': 'mine' });
    const { code, stderr } = bom([...toCycloneDx, '--output', 'c.json'], cwd);
    expect(stderr).toContain('c.json is there already; --force replaces it');
    expect(code).toBe(2);
    expect(readFileSync(path.join(cwd, 'c.json'), 'utf8')).toBe('mine');
    expect(bom([...toCycloneDx, '--output', 'c.json', '--force'], cwd).code).toBe(0);
    expect(readFileSync(path.join(cwd, 'c.json'), 'utf8')).toContain('CycloneDX');
  });
  it('writes nothing where it can read nothing', () => {
    const cwd = folderWith({ 'x.json': '{' });
    expect(bom(['convert', 'x.json', '--to', 'spdx', '--output', 'c.json', '--report', 'r.json'], cwd).code).toBe(3);
    expect(readdirSync(cwd)).toEqual(['x.json']);
  });
  it('writes through a link, and leaves no temporary file', () => {
    const cwd = folderWith({ ...files(), 'real/c.json': 'x' });
    symlinkSync('real/c.json', path.join(cwd, 'link.json'));
    expect(bom([...toCycloneDx, '--output', 'link.json', '--force'], cwd).code).toBe(0);
    expect(lstatSync(path.join(cwd, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readdirSync(path.join(cwd, 'real'))).toEqual(['c.json']);
  });
  it.each([
    ['no target format', ['convert', 'a.spdx3.json']],
    ['a version for SPDX', ['convert', 'b.cdx.json', '--to', 'spdx', '--spec-version', '1.6']],
    ['the format that it has', ['convert', 'b.cdx.json', '--to', 'cyclonedx']],
    ['one file for two texts', [...toCycloneDx, '--output', 'c.json', '--report', './c.json']],
  ])('refuses %s', (_title, args) => {
    const cwd = folderWith(files());
    expect(bom(args, cwd).code).toBe(2);
    expect(existsSync(path.join(cwd, 'c.json'))).toBe(false);
  });
  it('ends with 3 where it cannot write', () => {
    const { code, stderr } = bom([...toCycloneDx, '--output', 'gone/c.json'], folderWith(files()));
    expect(stderr).toContain('gone/c.json cannot be written: its folder does not exist');
    expect(code).toBe(3);
  });
});

describe('hostile input', () => {
  const cut = spdxModel().slice(0, 5000);
  it.each<[string, string | Uint8Array, RegExp]>([
    ['is not UTF-8', Buffer.concat([Buffer.from('{"bomFormat": "'), Buffer.from([0xff, 0xfe, 0xc3])]), /is not UTF-8/],
    ['is UTF-16', Buffer.from('\ufeff{"bomFormat":"CycloneDX"}', 'utf16le'), /is not UTF-8/],
    ['is cut off', cut, /cannot be read: \d+:\d+: /],
    ['is empty', '', /cannot be read: /],
    ['is no BOM', '{"a": 1}', /no bill of materials/],
    ['is SPDX 2', '{"spdxVersion": "SPDX-2.3"}', /SPDX-2\.3, not SPDX 3/],
    ['is a newer SPDX', '{"@context": "https://spdx.org/rdf/3.1/spdx-context.jsonld"}', /SPDX 3\.1/],
    ['is an older CycloneDX', '{"bomFormat": "CycloneDX", "specVersion": "1.2"}', /CycloneDX 1\.2/],
    ['is nested too deep', '['.repeat(1_000_000), /levels deep/],
    ['tries to act on a terminal', '{"spdxVersion": "\\u001b[31mred\\nline"}', /\\u\{1b\}\[31mred\\u\{a\}line/],
  ])('that %s is told in one line and ends with 3', (_title, content, message) => {
    const cwd = folderWith({ 'x.json': content, 'b.json': cycloneDxModel() });
    for (const args of [
      ['check', 'x.json'],
      ['diff', 'b.json', 'x.json'],
      ['convert', 'x.json', '--to', 'spdx'],
    ]) {
      const { code, stdout, stderr } = bom(args, cwd);
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    }
  });
  it('that is a folder, or nothing, ends with 3', () => {
    const cwd = folderWith();
    mkdirSync(path.join(cwd, 'folder.json'));
    expect(bom(['check', 'folder.json'], cwd)).toMatchObject({
      code: 3,
      stderr: 'mof: folder.json is a folder, not a file\n',
    });
    expect(bom(['check', 'gone.json'], cwd)).toMatchObject({ code: 3, stderr: 'mof: gone.json does not exist\n' });
  });
  it('of one line with 50 MB is read', () => {
    const line = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [{ type: 'library', name: 'x'.repeat(50e6) }],
    });
    const cwd = folderWith({ 'x.json': line });
    const { code, stdout } = bom(['diff', 'x.json', 'x.json'], cwd);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'x.json → x.json\nBoth say the same.\n' });
    expect(bom(['check', 'x.json', '--profile', 'cisa', '--fail-on', 'never'], cwd).code).toBe(0);
  });
});
