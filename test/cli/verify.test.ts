import { appendFileSync, chmodSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newKey } from '../unit/signing/signed';
import { newAuthority } from '../unit/signing/pki';
import { folderWith, mof } from './mof';

const key = newKey();

/** A model with a signature that holds. */
function signed(): string {
  const files = { 'm/config.json': '{}', 'm/sub/weights.bin': 'weights', 'm/.git/HEAD': 'ref' };
  const cwd = folderWith({ ...files, 'key.pem': key.privatePem, 'key.pub': key.publicKey.pem });
  const { code, stderr } = mof(['sign', 'key', 'm', '--private-key', 'key.pem'], { cwd });
  if (code !== 0) throw new Error(stderr);
  return cwd;
}

const verify = (cwd: string, ...more: string[]) =>
  mof(['verify', 'key', 'm', '--signature', 'model.sig', '--public-key', 'key.pub', ...more], { cwd });
const verdict = (cwd: string, ...more: string[]) =>
  JSON.parse(verify(cwd, '--format', 'json', ...more).stdout) as Record<string, unknown>;

describe('mof verify key', () => {
  it('names the signer, what it rests on, and what is not covered', () => {
    const { code, stdout } = verify(signed());
    expect(stdout).toMatch(
      /^m: Verified\n {2}signer: key [0-9a-f]{64}\n {4}Curve: P-256\n {2}trust: public key key\.pub\n/,
    );
    expect(stdout).toMatch(/not covered by the signature:\n {4}\.git\/\n$/);
    expect(code).toBe(0);
  });
  it('prints JSON for scripts', () => {
    expect(verdict(signed())).toMatchObject({
      verdict: 'verified',
      state: 'verified',
      method: 'key',
      signer: { name: expect.stringContaining('key '), Curve: 'P-256' },
      legacy: false,
      checks: ['bundle', 'key', 'signature', 'statement', 'root-digest', 'files'].map((id) => ({ id, ok: true })),
      files: { matched: 2, changed: [], missing: [], unsigned: [], ignored: ['.git/'] },
    });
  });
  it('names each file that changed, is missing, or was not signed', () => {
    const cwd = signed();
    appendFileSync(path.join(cwd, 'm/config.json'), ' ');
    rmSync(path.join(cwd, 'm/sub/weights.bin'));
    writeFileSync(path.join(cwd, 'm/run.py'), 'import os');
    const { code, stdout } = verify(cwd);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^m: Not verified\n/);
    expect(stdout).toMatch(/changed:\n {4}config\.json: signed 44136fa3[0-9a-f]{56}, found [0-9a-f]{64}\n/);
    expect(stdout).toContain('missing:\n    sub/weights.bin\n');
    expect(stdout).toContain('not signed:\n    run.py\n');
    expect(verdict(cwd)).toMatchObject({
      verdict: 'failed',
      files: { matched: 0, changed: [{ file: 'config.json' }], missing: ['sub/weights.bin'], unsigned: ['run.py'] },
    });
  });
  it('calls it partial where unsigned files are left aside, and lists what runs first', () => {
    const cwd = signed();
    for (const name of ['a.txt', 'z.py']) writeFileSync(path.join(cwd, 'm', name), '');
    const { code, stdout } = verify(cwd, '--ignore-unsigned-files');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^m: Partly verified.*not signed:\n {4}z\.py\n {4}a\.txt\n/s),
    ]);
    expect(verdict(cwd, '--ignore-unsigned-files')).toMatchObject({ verdict: 'verified', state: 'partial' });
    expect(verify(cwd).code).toBe(1);
  });
  it('ends with 4 where there is no signature', () => {
    const cwd = signed();
    rmSync(path.join(cwd, 'model.sig'));
    expect(verify(cwd)).toMatchObject({ code: 4, stdout: expect.stringMatching(/^m: Not signed\n/) });
    expect(verdict(cwd)).toMatchObject({ verdict: 'unsigned', method: null });
  });
  it('refuses the key of somebody else', () => {
    const cwd = signed();
    writeFileSync(path.join(cwd, 'key.pub'), newKey().publicKey.pem);
    expect(verify(cwd)).toMatchObject({ code: 1, stdout: expect.stringContaining('signed with another key') });
  });
  it('shows names from a signature without letting them act', () => {
    const cwd = signed();
    writeFileSync(path.join(cwd, 'm/\u001b[2Jevil\n.py'), '');
    const { stdout } = verify(cwd);
    expect(stdout).toContain('\\u{1b}[2Jevil\\u{a}.py');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('signatures that can’t be read', () => {
  it.each([
    ['is cut off', (file: string) => truncateSync(file, 300), 1, 'is not JSON'],
    ['is empty', (file: string) => truncateSync(file, 0), 1, 'is empty'],
    ['is no JSON', (file: string) => writeFileSync(file, 'hello'), 1, 'is not JSON'],
    ['is of another type', (file: string) => writeFileSync(file, '[1]'), 1, 'not a JSON object'],
    ['is deep', (file: string) => writeFileSync(file, '['.repeat(1e6)), 1, 'nested deeper'],
    ['is huge', (file: string) => truncateSync(file, 64 * 1024 * 1024 + 1), 3, 'files up to 64 MiB are read'],
    ['is 64 MiB', (file: string) => truncateSync(file, 64 * 1024 * 1024), 1, 'is not JSON'],
    ['is a folder', (file: string) => (rmSync(file), mkdirSync(file)), 3, 'is a folder'],
  ] as const)('one that %s', (_title, spoil, code, message) => {
    const cwd = signed();
    spoil(path.join(cwd, 'model.sig'));
    expect(verify(cwd)).toMatchObject({ code, stdout: expect.stringContaining(message), stderr: '' });
  });
});

describe('what can’t be checked', () => {
  it('is told with 3 and the name of the file', () => {
    const cwd = signed();
    chmodSync(path.join(cwd, 'm/config.json'), 0);
    const args = ['verify', 'key', 'm', '--signature', 'model.sig', '--public-key', 'key.pub'];
    const { code, stdout } = mof(args, { cwd, unprivileged: true });
    expect([code, stdout]).toEqual([3, expect.stringContaining('"config.json" cannot be read: permission denied')]);
  });
  it('is a model that is not there', () => {
    const args = ['verify', 'key', 'nothing', '--signature', 'model.sig', '--public-key', 'key.pub'];
    expect(mof(args, { cwd: signed() })).toMatchObject({ code: 3, stdout: expect.stringContaining('does not exist') });
  });
  it('is anything without a key that is one', () => {
    const cwd = signed();
    expect(verify(cwd, '--public-key', 'model.sig').code).toBe(2);
    expect(verify(cwd, '--public-key', 'key.pem')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a private key'),
    });
    expect(verify(cwd, '--public-key', 'nothing')).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('nothing'),
    });
  });
});

describe('mof verify without a method', () => {
  it('says what the signature needs, and verifies nothing', () => {
    const { code, stdout } = mof(['verify', 'm', '--signature', 'model.sig'], { cwd: signed() });
    expect(code).toBe(2);
    expect(stdout).toContain('model.sig: signed with a key. Nothing was verified.');
    expect(stdout).toContain('mof verify key m --signature model.sig --public-key FILE');
  });
  it('wants a signature file', () => {
    expect(mof(['verify', 'm'], { cwd: signed() })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--signature'),
    });
    expect(mof(['verify', 'm', '--signature', 'nothing'], { cwd: signed() }).code).toBe(4);
    expect(mof(['verify', 'm', '--signature', 'key.pub'], { cwd: signed() }).code).toBe(1);
  });
});

describe('mof verify certificate', () => {
  it('is not satisfied by a signature that only holds', () => {
    const root = newAuthority();
    const signer = root.issue({ subject: 'signer' });
    const cwd = folderWith({
      'm/a': 'alpha',
      cert: signer.pem,
      key: signer.privatePem,
      root: root.pem,
      other: newAuthority().pem,
    });
    const sign = ['sign', 'certificate', 'm', '--private_key', 'key', '--signing_certificate', 'cert'];
    expect(mof(sign, { cwd }).code).toBe(0);
    const with_ = (file: string) =>
      mof(['verify', 'certificate', 'm', '--signature', 'model.sig', '--certificate_chain', file], { cwd });
    expect(with_('root').code).toBe(0);
    expect(with_('other')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^m: Valid, but the signer is not trusted/),
    });
  });
});

describe('--use-digest-cache', () => {
  it('spares the hashing of what is unchanged, and says so', async () => {
    const cwd = folderWith({ 'm/config.json': '{}', 'key.pem': key.privatePem, 'key.pub': key.publicKey.pem });
    chmodSync(path.join(cwd, 'key.pem'), 0o600);
    expect(mof(['sign', 'key', 'm', '--private-key', 'key.pem'], { cwd }).code).toBe(0);
    // What changed just before is not kept.
    await new Promise((resolve) => setTimeout(resolve, 3100));
    const verify = (...flags: string[]) => {
      const args = ['verify', 'key', 'm', '--signature', 'model.sig', '--public-key', 'key.pub', '--format', 'json'];
      const { code, stdout, stderr } = mof([...args, ...flags], { cwd });
      expect([code, stderr]).toEqual([0, '']);
      return JSON.parse(stdout) as { checks: { detail: string }[]; files: { remembered: unknown } };
    };
    for (let i = 0; i < 2; i++) expect(verify().files.remembered).toBeNull();
    expect(verify('--use-digest-cache').files.remembered).toBeNull();
    const { files, checks } = verify('--use-digest-cache');
    expect(files.remembered).toEqual({ files: 1, since: expect.stringMatching(/^20/) });
    expect(checks.at(-1)!.detail).toContain('Not hashed again: 1, unchanged since');
    expect(verify().files.remembered).toBeNull();
  });
});
