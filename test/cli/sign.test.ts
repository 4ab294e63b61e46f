import { createPrivateKey } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newKey } from '../unit/signing/signed';
import { newAuthority } from '../unit/signing/pki';
import { folderWith, mof } from './mof';

const key = newKey();
const FILES = { 'm/config.json': '{}', 'm/sub/weights.bin': 'weights' };
const scene = (files: Record<string, string> = {}) => {
  const cwd = folderWith({ ...FILES, 'key.pem': key.privatePem, 'key.pub': key.publicKey.pem, ...files });
  chmodSync(path.join(cwd, 'key.pem'), 0o600);
  return cwd;
};
const sign = (cwd: string, ...args: string[]) =>
  mof(['sign', 'key', 'm', '--private-key', 'key.pem', ...args], { cwd });
const verify = (cwd: string, ...args: string[]) =>
  mof(['verify', 'key', 'm', '--signature', 'model.sig', '--public-key', 'key.pub', ...args], { cwd });

describe('mof sign key', () => {
  it('writes a signature that verifies', () => {
    const cwd = scene();
    expect(sign(cwd)).toEqual({ code: 0, stdout: 'model.sig: signed 2 files of m, 9 bytes\n', stderr: '' });
    expect(readdirSync(cwd).sort()).toEqual(['key.pem', 'key.pub', 'm', 'model.sig']);
    expect(verify(cwd).code).toBe(0);
  });
  it('prints JSON', () => {
    const { stdout } = sign(scene(), '--format', 'json', '--ignore-paths', 'm/sub');
    expect(JSON.parse(stdout)).toEqual({ signature: 'model.sig', files: 1, bytes: 2, ignored: ['sub/weights.bin'] });
  });
  it('leaves its own file out, and replaces an earlier signature', () => {
    const cwd = scene();
    for (let i = 0; i < 2; i++) expect(sign(cwd, '--signature', 'm/model.sig').code).toBe(0);
    expect(mof(['verify', 'key', 'm', '--signature', 'm/model.sig', '--public-key', 'key.pub'], { cwd }).code).toBe(0);
  });
  it('replaces no other file', () => {
    const cwd = scene();
    const { code, stderr } = sign(cwd, '--signature', 'm/config.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('is there already, and is no signature')]);
    expect(readFileSync(path.join(cwd, 'm/config.json'), 'utf8')).toBe('{}');
  });
  it('says which path to ignore is none of the model', () => {
    for (const given of ['config.json', '.', '..', 'm'])
      expect(sign(scene(), '--ignore-paths', given)).toMatchObject({ code: 2, stderr: expect.stringContaining(given) });
  });
  it('names the file that can’t be signed, and writes nothing', () => {
    const cwd = scene();
    symlinkSync('config.json', path.join(cwd, 'm/link'));
    const { code, stderr } = sign(cwd);
    expect([code, stderr]).toEqual([3, expect.stringContaining('m: link is a symbolic link')]);
    expect(existsSync(path.join(cwd, 'model.sig'))).toBe(false);
    expect(sign(cwd, '--allow-symlinks').code).toBe(0);
  });
  it('names a file without permission', () => {
    const cwd = scene();
    chmodSync(path.join(cwd, 'm/config.json'), 0);
    chmodSync(path.join(cwd, 'key.pem'), 0o644);
    chmodSync(cwd, 0o777);
    const { code, stderr } = mof(['sign', 'key', 'm', '--private-key', 'key.pem'], { cwd, unprivileged: true });
    expect([code, stderr]).toEqual([3, expect.stringContaining('m: config.json cannot be read: permission denied')]);
  });
  it('opens encrypted keys with a passphrase of the environment, which it never prints', () => {
    const pem = createPrivateKey(key.privatePem).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'hunter2',
    });
    const cwd = scene({ 'key.pem': pem.toString() });
    expect(sign(cwd)).toMatchObject({ code: 2, stderr: expect.stringContaining('MOF_KEY_PASSPHRASE') });
    const attempt = (passphrase: string) => {
      process.env.MOF_KEY_PASSPHRASE = passphrase;
      try {
        return sign(cwd);
      } finally {
        delete process.env.MOF_KEY_PASSPHRASE;
      }
    };
    expect(attempt('wrong')).toMatchObject({ code: 2, stderr: expect.stringContaining('wrong passphrase?') });
    const { code, stdout, stderr } = attempt('hunter2');
    expect([code, stdout + stderr]).toEqual([0, expect.not.stringContaining('hunter2')]);
    expect(verify(cwd).code).toBe(0);
  });
  it('warns of a key that everybody can read', () => {
    const cwd = scene();
    chmodSync(path.join(cwd, 'key.pem'), 0o644);
    expect(sign(cwd)).toMatchObject({ code: 0, stderr: expect.stringContaining('chmod 600') });
  });
  it.each([
    ['a public key', key.publicKey.pem, 'is no private key'],
    ['nothing', '', 'is no private key'],
    ['RSA', newAuthority({ rsa: true }).privatePem, 'of type rsa'],
    ['another curve', newKey('secp256k1').privatePem, 'of type secp256k1'],
  ])('refuses %s as a key', (_title, pem, message) => {
    expect(sign(scene({ 'key.pem': pem }))).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });
  it.each([
    ['no model', ['sign', 'key', 'nothing', '--private-key', 'key.pem'], 3, 'nothing does not exist'],
    ['no key', ['sign', 'key', 'm', '--private-key', 'nothing.pem'], 3, 'nothing.pem does not exist'],
    ['no option', ['sign', 'key', 'm'], 2, '--private-key'],
    ['no method', ['sign'], 2, 'Usage'],
    ['no such method', ['sign', 'magic', 'm'], 2, "unknown command 'magic'"],
    [
      'no folder for the signature',
      ['sign', 'key', 'm', '--private-key', 'key.pem', '--signature', 'x/y'],
      3,
      'its folder does not exist',
    ],
  ])('says what is wrong with %s', (_title, args, code, message) => {
    expect(mof(args, { cwd: scene() })).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });
  it('signs a folder that can be written by nobody', () => {
    const cwd = scene();
    chmodSync(path.join(cwd, 'm'), 0o555);
    expect(sign(cwd).code).toBe(0);
    expect(statSync(path.join(cwd, 'model.sig')).size).toBeGreaterThan(500);
  });
});

describe('mof sign certificate', () => {
  const root = newAuthority();
  const signer = root.issue({ subject: 'signer' });
  const certified = () => scene({ 'cert.pem': signer.pem, 'cert.key': signer.privatePem, 'root.pem': root.pem });
  const args = ['sign', 'certificate', 'm', '--signing-certificate', 'cert.pem', '--private-key'];

  it('writes a signature that verifies with the root', () => {
    const cwd = certified();
    expect(mof([...args, 'cert.key'], { cwd }).code).toBe(0);
    const verdict = mof(['verify', 'certificate', 'm', '--signature', 'model.sig', '--certificate-chain', 'root.pem'], {
      cwd,
    });
    expect(verdict).toMatchObject({ code: 0, stdout: expect.stringContaining('CN=signer') });
  });
  it('refuses the key of somebody else', () => {
    const { code, stderr } = mof([...args, 'key.pem'], { cwd: certified() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('does not belong to the certificate of CN=signer')]);
  });
  it('refuses files without certificates, and damaged ones', () => {
    const cwd = certified();
    for (const [content, message] of [
      ['', 'holds no certificate'],
      [signer.pem.replace(/^M.{30}/m, 'AAAA'), 'damaged'],
    ]) {
      writeFileSync(path.join(cwd, 'cert.pem'), content!);
      expect(mof([...args, 'cert.key'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining(message!) });
    }
  });
});
