import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folderWith, mof } from '../cli/mof';
import { corpus, describeWithCorpus } from '../corpus';

const folder = corpus('sigstore');
const bundle = path.join(folder, 'happy-path-v0.3/bundle.sigstore.json');
const artifact = path.join(folder, 'a.txt');
const SIGNER = [
  '--identity',
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main',
  '--identity-provider',
  'https://token.actions.githubusercontent.com',
];
const managed = path.join(folder, 'managed-key-and-trusted-root');
const KEY = ['--key', path.join(managed, 'key.pub'), '--trusted-root', path.join(managed, 'trusted_root.json')];

const run = (...args: string[]) => mof(['verify-bundle', ...args]);

describeWithCorpus('mof verify-bundle', 'sigstore', () => {
  it('prints who signed, when, what that rests on, and every check', () => {
    const { code, stdout, stderr } = run(bundle, '--artifact', artifact, ...SIGNER);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const part of ['verified', SIGNER[1]!, SIGNER[3]!, '2024-03-19', 'bundled', 'days old', 'ok   log-entry'])
      expect(stdout).toContain(part);
  });

  it('prints JSON', () => {
    const { code, stdout } = run(bundle, '--artifact', artifact, ...SIGNER, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'verified',
      method: 'sigstore',
      signer: { identity: SIGNER[1], issuer: SIGNER[3], extensions: { sourceRepositoryRef: 'refs/heads/main' } },
      entries: [{ log: 'https://rekor.sigstore.dev', index: '79571823' }],
      checks: expect.arrayContaining([expect.objectContaining({ id: 'identity', ok: true })]) as unknown,
    });
  });

  it('verifies with a key and a trusted root', () => {
    const args = [path.join(managed, 'bundle.sigstore.json'), '--artifact', artifact, ...KEY];
    expect(run(...args).code).toBe(0);
    const { code, stdout } = run(path.join(managed, 'bundle.sigstore.json'), '--artifact', artifact, ...SIGNER);
    expect(code).toBe(1);
    expect(stdout).toContain('FAIL method');
  });

  it('fails with 1 for another signer, another file or a broken bundle', () => {
    const other = run(bundle, '--artifact', artifact, '--identity', 'a@example.org', '--identity-provider', SIGNER[3]!);
    expect(other.code).toBe(1);
    expect(other.stdout).toContain('somebody else signed');
    const files = folderWith({
      'a.txt': 'changed',
      'cut.json': readFileSync(bundle).subarray(0, 500),
      'empty.json': '',
    });
    const changed = run(bundle, '--artifact', path.join(files, 'a.txt'), ...SIGNER, '--format', 'json');
    expect(changed.code).toBe(1);
    expect(JSON.parse(changed.stdout)).toMatchObject({ verdict: 'failed', signer: null });
    for (const broken of ['cut.json', 'empty.json'])
      expect(run(path.join(files, broken), '--artifact', artifact, ...SIGNER).code).toBe(1);
  });

  it('ends with 3 where it cannot check', () => {
    const files = folderWith({ 'root.json': '{}' });
    const at = (name: string) => path.join(files, name);
    expect(run(at('none.json'), '--artifact', artifact, ...SIGNER).code).toBe(3);
    const missing = run(bundle, '--artifact', at('none.bin'), ...SIGNER);
    expect(missing.code).toBe(3);
    expect(missing.stdout).toContain('none.bin does not exist');
    expect(run(bundle, '--artifact', files, ...SIGNER).code).toBe(3);
    const root = run(bundle, '--artifact', artifact, ...SIGNER, '--trusted-root', at('root.json'));
    expect(root).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('cannot be used as trusted root') as string,
    });
  });

  it('ends with 2 for a key that is no public key', () => {
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    const files = folderWith({ 'key.pub': 'no key', 'key.pem': pem.toString() });
    const signed = path.join(managed, 'bundle.sigstore.json');
    const withKey = (name: string) => run(signed, '--artifact', artifact, '--key', path.join(files, name));
    expect(withKey('key.pub')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is no public key') as string,
    });
    expect(withKey('key.pem')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a private key') as string,
    });
  });

  it('ends with 2 where nobody says who should have signed', () => {
    const base = [bundle, '--artifact', artifact];
    for (const args of [
      base,
      [...base, '--identity', 'x'],
      [...base, '--identity-provider', 'x'],
      [...base, '--identity', '', '--identity-provider', ''],
      [...base, ...SIGNER, ...KEY],
      [bundle, ...SIGNER],
    ])
      expect(run(...args)).toMatchObject({ code: 2, stdout: '' });
  });
});

describeWithCorpus('mof verify sigstore', 'oms', () => {
  const model = corpus('oms', 'historical/v1.1.0-sigstore');
  const verify = (...args: string[]) =>
    mof(['verify', 'sigstore', model, '--signature', path.join(model, 'model.sig'), ...args, '--format', 'json']);
  const issuer = ['--identity-provider', 'https://sigstore.verify.ibm.com/oauth2'];

  it('verifies a model of model_signing, with the trusted root that comes along', () => {
    const { code, stdout } = verify('--identity', 'stefanb@us.ibm.com', ...issuer);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'verified', method: 'sigstore' });
    expect(code).toBe(0);
    expect(verify('--identity', 'stefanb@us.ibm.co', ...issuer).code).toBe(1);
  });

  it('says whom a signature names before anything is verified', () => {
    const { code, stdout } = mof(['verify', model, '--signature', path.join(model, 'model.sig')]);
    expect(stdout).toContain('names stefanb@us.ibm.com, and https://sigstore.verify.ibm.com/oauth2 as who made sure');
    expect(stdout).toContain('Nothing was verified.');
    expect(code).toBe(2);
  });

  it('says what it cannot use', () => {
    const root = path.join(folderWith({ 'root.json': '[]' }), 'root.json');
    const signer = ['--identity', 'stefanb@us.ibm.com', ...issuer];
    const { code, stdout } = verify(...signer, '--trusted-root', root);
    expect(code).toBe(3);
    expect((JSON.parse(stdout) as { checks: unknown }).checks).toEqual([
      { id: 'trusted-root', ok: false, detail: expect.stringContaining('cannot be used as trusted root') as string },
    ]);
    expect(verify(...signer, '--trusted-root', root, '--trust-config', root).code).toBe(2);
    expect(verify('--identity', '', ...issuer).code).toBe(2);
  });
});
