import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src/core/signing/bytes';
import { newPolicy, type NewSigner } from '../../../src/core/policy/edit';
import { nodeCryptography, readCertificates } from '../../../src/node/cryptography';
import { findPolicies, type PolicySearch } from '../../../src/node/policy/find';
import { folderPolicyFile, userPolicyFile } from '../../../src/node/policy/places';
import { policies, policyFiles, signerEntry } from '../../../src/node/policy/service';
import { certificateMethod, keyMethod } from '../../../src/node/signing/methods';
import { privateKeyIn } from '../../../src/node/signing/keys';
import { trusted, verify, type ExpectedSigner } from '../../../src/node/signing/service';
import { signToFile } from '../../../src/node/signing/sign';
import { openModel } from '../../../src/node/signing/model';
import { folderWith } from '../signing/folder';
import { newAuthority, type Issued } from '../signing/pki';
import { newKey } from '../signing/signed';

const DAY = '2026-11-22';
const DENY = 'version: 1\nlicenses:\n  deny: [MIT]\n';
const search = (more: Partial<PolicySearch>): PolicySearch => ({
  trusted: true,
  user: undefined!,
  environment: {},
  ...more,
});
const found = (more: Partial<PolicySearch>) =>
  findPolicies({ trusted: true, environment: { XDG_CONFIG_HOME: path.join(folderWith(), 'none') }, ...more }, DAY).map(
    ({ file }) => [file.level, file.state],
  );

describe('finding policies', () => {
  it('looks upward, and no further than it is told', () => {
    const root = folderWith({ '.modelopenness/policy.yml': DENY, 'a/b/c': '' });
    const file = path.join(root, '.modelopenness/policy.yml');
    expect(folderPolicyFile(path.join(root, 'a/b'))).toBe(file);
    expect(folderPolicyFile(path.join(root, 'a/b'), root)).toBe(file);
    expect(folderPolicyFile(path.join(root, 'a/b'), path.join(root, 'a'))).toBeUndefined();
    mkdirSync(path.join(root, 'a/.modelopenness'));
    symlinkSync('nowhere', path.join(root, 'a/.modelopenness/policy.yml'));
    expect(folderPolicyFile(path.join(root, 'a/b'))).toBe(path.join(root, 'a/.modelopenness/policy.yml'));
  });

  it('knows where a user keeps theirs', () => {
    const config = folderWith();
    expect(userPolicyFile({ XDG_CONFIG_HOME: config })).toBe(path.join(config, 'model-openness/policy.yml'));
    expect(userPolicyFile({ XDG_CONFIG_HOME: 'relative' })).toMatch(/model-openness.policy\.yml$/);
  });

  it('asks the user first, and then one other', () => {
    const root = folderWith({ 'p/.modelopenness/policy.yml': DENY, 'user.yml': DENY, 'named.yml': DENY, 'p/m/a': '' });
    const at = (name: string) => path.join(root, name);
    const from = { folder: at('p/m') };
    expect(found({ from })).toEqual([['folder', 'counted']]);
    expect(found({ from, user: at('user.yml') })).toEqual([
      ['user', 'counted'],
      ['folder', 'counted'],
    ]);
    expect(found({ from, named: at('named.yml'), user: at('user.yml') })).toEqual([
      ['user', 'counted'],
      ['named', 'counted'],
    ]);
    expect(found({ named: at('user.yml'), user: at('user.yml') })).toEqual([['user', 'counted']]);
    expect(found({ from, trusted: false })).toEqual([['folder', 'ignored']]);
    expect(found({ from, model: at('p') })).toEqual([['folder', 'ignored']]);
    expect(found({ from, model: at('p/m') })).toEqual([['folder', 'counted']]);
    expect(found({ user: at('none.yml') })).toEqual([['user', 'refused']]);
    expect(found({})).toEqual([]);
  });

  it('reads a user’s through a link, and no folder’s', () => {
    const root = folderWith({ 'dotfiles/policy.yml': DENY, 'p/.modelopenness/x': '' });
    const link = path.join(root, 'p/.modelopenness/policy.yml');
    symlinkSync(path.join(root, 'dotfiles/policy.yml'), link);
    expect(found({ user: link })).toEqual([['user', 'counted']]);
    expect(found({ from: { folder: path.join(root, 'p') } })).toEqual([['folder', 'refused']]);
    rmSync(link);
    writeFileSync(path.join(root, 'p/.modelopenness/x'), DENY);
    symlinkSync('x', link);
    expect(found({ from: { folder: path.join(root, 'p') } })).toEqual([['folder', 'counted']]);
  });

  it('offers where to write', () => {
    const root = folderWith({ 'p/m/a': '' });
    const from = { folder: path.join(root, 'p/m'), top: path.join(root, 'p') };
    expect(policyFiles(search({ from, user: '/u.yml' }))).toEqual({
      user: '/u.yml',
      folder: path.join(root, 'p/.modelopenness/policy.yml'),
    });
    expect(policies(search({ from, user: path.join(root, 'u.yml') }))).toMatchObject([
      { level: 'user', state: 'refused' },
    ]);
  });
});

describe('verifying by policies', () => {
  /** A model that somebody signed. */
  async function signed(how: { key: string } | { certificate: Issued; chain: Issued[] }): Promise<string> {
    const root = folderWith({ 'm/config.json': '{}', 'm/weights.bin': 'weights' });
    const signature = { path: path.join(root, 'm/model.sig'), shown: 'm/model.sig' };
    const model = openModel({ model: { path: path.join(root, 'm'), shown: 'm' }, signature, ignoreGitPaths: true });
    const prepare = async () => {
      if ('key' in how) return keyMethod(privateKeyIn({ text: how.key, shown: 'key' }, undefined), 'key');
      const [certificate, ...chain] = [how.certificate, ...how.chain].flatMap(({ pem }) => readCertificates(pem));
      const key = privateKeyIn({ text: how.certificate.privatePem, shown: 'key' }, undefined);
      return certificateMethod({ key, certificate: certificate!, chain, now: new Date() });
    };
    await signToFile(model, { allowSymlinks: false, prepare });
    return root;
  }

  async function judge(root: string, policy: string, method: 'key' | 'certificate', expected?: ExpectedSigner) {
    writeFileSync(path.join(root, 'policy.yml'), policy);
    const at = (name: string) => ({ path: path.join(root, name), shown: name });
    const answer = await verify({
      model: at('m'),
      signature: at('m/model.sig'),
      method,
      ...(expected ? { expected } : {}),
      policy: { named: at('policy.yml').path, user: at('policy.yml').path, trusted: true },
      ignoreUnsignedFiles: false,
      allowSymlinks: false,
      allowRemembered: false,
    });
    if ('failure' in answer) throw new Error(answer.failure);
    return answer;
  }
  const policyOf = (signer: NewSigner) => newPolicy(signer, DAY)!;

  it('trusts keys, and the certificates of roots, that a policy has in full', async () => {
    const key = newKey();
    const byKey = await signed({ key: key.privatePem });
    expect(await judge(byKey, policyOf({ who: { 'public-key': key.publicKey.pem } }), 'key')).toMatchObject({
      verdict: { state: 'verified' },
      decision: { accepted: true },
    });
    expect(
      (await judge(byKey, policyOf({ who: { 'public-key': newKey().publicKey.pem } }), 'key')).decision?.accepted,
    ).toBe(false);

    const root = newAuthority();
    const signer = root.issue({ subject: 'release' });
    const byCertificate = await signed({ certificate: signer, chain: [] });
    const certificate = (who: object) =>
      judge(byCertificate, policyOf({ who: who as NewSigner['who'] }), 'certificate');
    expect(await certificate({ 'root-certificate': root.pem, subject: 'CN=release' })).toMatchObject({
      verdict: { state: 'verified' },
      decision: { accepted: true },
    });
    for (const who of [
      { 'root-certificate': newAuthority().pem, subject: 'CN=release' },
      { 'root-certificate': root.pem, subject: 'CN=releases' },
    ])
      expect(await certificate(who)).toMatchObject({ verdict: { state: 'untrusted' }, decision: { accepted: false } });
    // Only who issued itself is a root.
    expect((await certificate({ 'root-certificate': signer.pem, subject: 'CN=release' })).decision).toMatchObject({
      policies: [{ state: 'refused' }],
    });
  });

  it('trusts a root that a signature brings, where a policy names its hash', async () => {
    const root = newAuthority();
    const model = await signed({ certificate: root.issue({ subject: 'release' }), chain: [root] });
    const [own] = readCertificates(root.pem);
    const authority = toHex(nodeCryptography.sha256(own!.der));
    const judged = (hash: string) =>
      judge(model, policyOf({ who: { authority: hash, subject: 'CN=release' } }), 'certificate');
    expect(await judged(authority)).toMatchObject({ verdict: { state: 'verified' }, decision: { accepted: true } });
    expect(await judged('0a'.repeat(32))).toMatchObject({
      verdict: { state: 'untrusted' },
      decision: { accepted: false },
    });
  });

  it('writes a signer down exactly: with the key or root that somebody chose', async () => {
    const key = newKey();
    const root = await signed({ key: key.privatePem });
    writeFileSync(path.join(root, 'key.pub'), key.publicKey.pem);
    writeFileSync(path.join(root, 'other.pub'), newKey().publicKey.pem);
    const expecting = async (name: string) => {
      const file = await trusted('key', { path: path.join(root, name), shown: name });
      if ('failure' in file) throw new Error(file.failure);
      return { method: 'key', publicKey: file } as const;
    };
    const expected = await expecting('key.pub');
    const { verdict } = await judge(root, DENY, 'key', expected);
    const { id } = verdict.signer!;
    expect(await signerEntry(id, expected)).toEqual({ 'public-key': key.publicKey.pem });
    expect(await signerEntry(id, undefined)).toEqual({ key: id.method === 'key' && id.hint });
    expect(await signerEntry(id, await expecting('other.pub'))).toMatchObject({
      failure: expect.stringContaining('is not the key'),
    });
    expect(await signerEntry({ method: 'certificate', subject: 'CN=x' }, undefined)).toMatchObject({
      failure: expect.stringContaining('leads to no root'),
    });
    const authority = newAuthority();
    const [own] = readCertificates(authority.pem);
    const hash = toHex(nodeCryptography.sha256(own!.der));
    writeFileSync(path.join(root, 'root.pem'), newAuthority().pem + authority.pem);
    const roots = await trusted('certificate', { path: path.join(root, 'root.pem'), shown: 'root.pem' });
    if ('failure' in roots) throw new Error(roots.failure);
    const entry = await signerEntry(
      { method: 'certificate', subject: 'CN=x', authority: hash },
      { method: 'certificate', roots: [roots] },
    );
    expect(entry).toMatchObject({ subject: 'CN=x' });
    expect(readCertificates((entry as { 'root-certificate': string })['root-certificate'])[0]!.der).toEqual(own!.der);
  });

  it('does not make good what somebody else was expected to sign', async () => {
    const key = newKey();
    const root = await signed({ key: key.privatePem });
    writeFileSync(path.join(root, 'other.pub'), newKey().publicKey.pem);
    const other = await trusted('key', { path: path.join(root, 'other.pub'), shown: 'other.pub' });
    if ('failure' in other) throw new Error(other.failure);
    const policy = policyOf({ who: { 'public-key': key.publicKey.pem } });
    expect(await judge(root, policy, 'key', { method: 'key', publicKey: other })).toMatchObject({
      verdict: { state: 'invalid' },
      decision: { accepted: false },
    });
  });
});
