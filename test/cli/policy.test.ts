import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PolicyDecision } from '../../src/core/policy/decision';
import { fakeRegistry } from '../registry/scene';
import { newKey } from '../unit/signing/signed';
import { folderWith, mof, mofBeside, release, type Outcome } from './mof';

// Not the policy of whoever runs the tests.
process.env.XDG_CONFIG_HOME = folderWith();

const ours = newKey();
const stranger = newKey();
const WEIGHTS = 'weights of the model';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A bill of materials of a model with these weights. */
function bom(weights: string): string {
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [
      {
        type: 'file',
        'bom-ref': 'weights',
        name: 'model.safetensors',
        hashes: [{ alg: 'SHA-256', content: sha256(weights) }],
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    ],
  });
}

function signers(...keys: (typeof ours)[]): string {
  const entries = keys.map(({ publicKey }) => `  - public-key: |\n${publicKey.pem.trim().replace(/^/gm, '      ')}\n`);
  return `signers:\n${entries.join('')}`;
}

const POLICY = `version: 1\n${signers(ours)}    artifacts: [lab/*, m]\nrequire:\n  bom: true\nlicenses:\n  open: true\nminimum-versions:\n  - version: 1.0.0\n`;

/** A folder with a model that a key signed, and the policy. */
function scene({
  key = ours as typeof ours | null,
  weights = WEIGHTS,
  stated = WEIGHTS,
  policy = POLICY,
} = {}): string {
  const cwd = folderWith({
    'm/model.safetensors': weights,
    'm/mof.yml': release(),
    'm/bom.cdx.json': bom(stated),
    '.modelopenness/policy.yml': policy,
    ...(key ? { 'key.pem': key.privatePem, 'key.pub': key.publicKey.pem } : {}),
  });
  if (key) sign(cwd);
  return cwd;
}

function sign(cwd: string): void {
  const { code, stderr } = mof(['sign', 'key', 'm', '--private-key', 'key.pem', '--signature', 'm/model.sig'], { cwd });
  if (code !== 0) throw new Error(stderr);
}

interface Report {
  verdict: string;
  state: string;
  policy: Omit<PolicyDecision, 'accepted'> & { accepted: boolean | null };
}

function report(outcome: Outcome): Report & { code: number | null; requirements: Record<string, string> } {
  const json = JSON.parse(outcome.stdout) as Report;
  const requirements = Object.fromEntries(json.policy.requirements.map(({ id, state }) => [id, state]));
  return { ...json, code: outcome.code, requirements };
}

const verify = (cwd: string, ...more: string[]) => mof(['verify', 'm', '--policy', ...more], { cwd });
const judged = (cwd: string, ...more: string[]) => report(verify(cwd, '--format', 'json', ...more));

describe('a reviewer’s walk through a registry', () => {
  /** Packs the model of a scene, pushes it, pulls it into another layout and judges it there and in the registry. */
  async function walk(cwd: string): Promise<{ pulled: ReturnType<typeof report>; text: string }> {
    const fake = await fakeRegistry();
    const ref = `${fake.host}/lab/m:v1`;
    expect(mof(['pack', 'm', '--layout', 'lay', '--tag', ref], { cwd })).toMatchObject({ code: 0 });
    expect(await mofBeside(['push', ref, '--layout', 'lay', '--recursive'], { cwd })).toMatchObject({ code: 0 });
    const there = await mofBeside(['verify', '--policy', ref, '--format', 'json'], { cwd });
    // Only what says something about the model is fetched, and never its weights.
    expect(fake.lines.filter((line) => line.startsWith('GET') && line.includes(sha256(WEIGHTS)))).toEqual([]);
    expect(await mofBeside(['pull', ref, '--layout', 'back', '--recursive'], { cwd })).toMatchObject({ code: 0 });
    const pulled = report(mof(['verify', ref, '--layout', 'back', '--policy', '--format', 'json'], { cwd }));
    const inRegistry = report(there);
    expect(inRegistry).toEqual({
      ...pulled,
      policy: { ...pulled.policy, requirements: inRegistry.policy.requirements },
    });
    expect(inRegistry.policy.requirements).toEqual(pulled.policy.requirements);
    return { pulled, text: mof(['verify', ref, '--layout', 'back', '--policy'], { cwd }).stdout };
  }

  it('accepts a good artifact, and says why', async () => {
    const { pulled, text } = await walk(scene());
    expect(pulled).toMatchObject({
      code: 0,
      verdict: 'verified',
      state: 'verified',
      artifact: { digest: expect.stringMatching(/^sha256:/) },
      policy: { accepted: true },
      requirements: { signature: 'ok', signer: 'ok', bom: 'ok', license: 'ok', version: 'ok' },
    });
    expect(text).toMatch(/: Verified\n/);
    expect(text).toMatch(/ {2}policy: accepted\n {4}policy of the folder: \.modelopenness\/policy\.yml\n/);
    expect(text).toContain('(.modelopenness/policy.yml, line 3)');
  });
  it('refuses one that was tampered with', async () => {
    const cwd = scene();
    writeFileSync(path.join(cwd, 'm/model.safetensors'), 'other weights');
    const { pulled, text } = await walk(cwd);
    expect(pulled).toMatchObject({
      code: 1,
      verdict: 'failed',
      state: 'invalid',
      requirements: { signature: 'failed', bom: 'failed' },
    });
    expect(text).toMatch(/changed:\n {4}model\.safetensors: signed /);
    expect(text).toContain('does not hold.');
  });
  it('refuses one that nobody signed', async () => {
    const { pulled, text } = await walk(scene({ key: null }));
    expect(pulled).toMatchObject({ code: 4, verdict: 'unsigned', requirements: { signature: 'failed', bom: 'ok' } });
    expect(pulled.requirements).not.toHaveProperty('signer');
    expect(text).toContain('It is not signed. It has to be, by a signer of the policy.');
  });
  it('refuses one that a stranger signed', async () => {
    const { pulled, text } = await walk(scene({ key: stranger }));
    expect(pulled).toMatchObject({
      code: 1,
      verdict: 'failed',
      requirements: { signature: 'unknown', signer: 'failed' },
    });
    expect(text).toMatch(
      /FAILED +signer: The model was signed with another key than those of the policy: [0-9a-f]{64}\./,
    );
  });
  it('refuses one whose bill of materials is of other files', async () => {
    const { pulled, text } = await walk(scene({ stated: 'weights of yesterday' }));
    expect(pulled).toMatchObject({
      code: 1,
      verdict: 'failed',
      state: 'verified',
      requirements: { signature: 'ok', signer: 'ok', bom: 'failed' },
    });
    expect(text).toMatch(/: Verified, but not accepted by the policy\n/);
    expect(text).toMatch(/FAILED +bom: The bill of materials .* is not of these files: .*model\.safetensors/);
  });
  it('fails where the registry has other content than it says', async () => {
    const cwd = scene();
    const fake = await fakeRegistry();
    const ref = `${fake.host}/lab/m:v1`;
    mof(['pack', 'm', '--layout', 'lay', '--tag', ref], { cwd });
    await mofBeside(['push', ref, '--layout', 'lay', '--recursive'], { cwd });
    for (const [digest, bytes] of fake.blobsOf('lab/m')) fake.blobsOf('lab/m').set(digest, Buffer.alloc(bytes.length));
    const { code, stdout, stderr } = await mofBeside(['verify', '--policy', ref], { cwd });
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/sha256:/)]);
  });
});

describe('mof verify --policy of a model in a folder', () => {
  it('accepts, refuses and asks as of an artifact', () => {
    const cwd = scene();
    expect(judged(cwd)).toMatchObject({ code: 0, verdict: 'verified', policy: { accepted: true } });
    appendFileSync(path.join(cwd, 'm/mof.yml'), '# changed\n');
    expect(judged(cwd)).toMatchObject({ code: 1, verdict: 'failed', state: 'invalid', policy: { accepted: false } });
    rmSync(path.join(cwd, 'm/model.sig'));
    expect(judged(cwd)).toMatchObject({ code: 4, verdict: 'unsigned' });
  });
  it('takes what stands behind --policy for the model where there is no other', () => {
    const cwd = scene();
    expect(mof(['verify', '--policy', 'm'], { cwd })).toMatchObject({ code: 0 });
    expect(mof(['verify', '--policy', '.modelopenness/policy.yml', 'm'], { cwd })).toMatchObject({ code: 0 });
    expect(mof(['verify', '--policy'], { cwd })).toMatchObject({ code: 2, stderr: 'mof: name a model\n' });
    expect(mof(['verify', '--policy', 'No such'], { cwd })).toMatchObject({ code: 3 });
  });
  it('says that a signer may sign other things', () => {
    const cwd = scene({ policy: POLICY.replace('[lab/*, m]', '[lab/*]') });
    const { code, stdout } = verify(cwd);
    expect([code, stdout]).toEqual([1, expect.stringContaining('who may sign other things, but not "m".')]);
    expect(stdout).toMatch(/^m: Valid, but the signer is not in the policy\n/);
  });
  it('does not take a signer for trusted whom a method does not expect', () => {
    const cwd = scene();
    const by = (key: string) =>
      mof(['verify', 'key', 'm', '--signature', 'm/model.sig', '--public-key', key, '--policy', '--format', 'json'], {
        cwd,
      });
    expect(report(by('key.pub'))).toMatchObject({ code: 0, verdict: 'verified' });
    writeFileSync(path.join(cwd, 'other.pub'), stranger.publicKey.pem);
    expect(report(by('other.pub'))).toMatchObject({ code: 1, verdict: 'failed' });
  });
  it('knows a key by its hash when the method brings the key', () => {
    const cwd = scene();
    const { stdout } = mof(['policy', 'explain', 'm', '--format', 'json'], { cwd });
    const hint = /"hint": "([0-9a-f]{64})"/.exec(stdout)![1]!;
    writeFileSync(path.join(cwd, 'by-hash.yml'), `version: 1\nsigners:\n  - key: "${hint}"\n`);
    const args = ['m', '--signature', 'm/model.sig', '--policy', 'by-hash.yml', '--format', 'json'];
    expect(report(mof(['verify', 'key', ...args, '--public-key', 'key.pub'], { cwd }))).toMatchObject({ code: 0 });
    const alone = report(mof(['verify', ...args], { cwd }));
    expect(alone).toMatchObject({
      code: 3,
      verdict: 'error',
      requirements: { signature: 'unknown', signer: 'unknown' },
    });
    expect(alone.policy.accepted).toBeNull();
  });
});

describe('which policies count', () => {
  const config = (policy: string) => ({ XDG_CONFIG_HOME: folderWith({ 'model-openness/policy.yml': policy }) });
  it('is the user’s and the folder’s: a folder can only be stricter', () => {
    const strict = config(`version: 1\n${signers(stranger)}`);
    const cwd = scene();
    const refused = report(mof(['verify', 'm', '--policy', '--format', 'json'], { cwd, env: strict }));
    expect(refused.code).toBe(1);
    expect(refused.policy.policies.map(({ level }) => level)).toEqual(['user', 'folder']);
    const wide = config(`version: 1\n${signers(ours, stranger)}`);
    expect(mof(['verify', 'm', '--policy'], { cwd, env: wide }).code).toBe(0);
    const other = scene({ key: stranger });
    expect(mof(['verify', 'm', '--policy'], { cwd: other, env: wide }).code).toBe(1);
  });
  it('is not one that comes with the model', () => {
    const cwd = folderWith({
      'm/config.json': '{}',
      'm/.modelopenness/policy.yml': 'version: 1\nlicenses:\n  deny: [MIT]\n',
    });
    const inside = path.join(cwd, 'm');
    const { code, stderr } = mof(['verify', '--policy', '.'], { cwd: inside });
    expect([code, stderr]).toEqual([2, expect.stringContaining('It is a part of the model that is judged.')]);
    expect(mof(['verify', '--policy', '.modelopenness/policy.yml', '.'], { cwd: inside })).toMatchObject({
      code: 1,
      stderr: '',
    });
  });
  it('is a matter of wrong usage where there is none', () => {
    const { code, stderr } = mof(['verify', '--policy', 'm'], { cwd: folderWith({ 'm/a': '' }) });
    expect([code, stderr]).toEqual([2, expect.stringContaining('there is no policy: name one by --policy FILE')]);
  });
  it.each([
    ['is empty', '', 'asks for nothing'],
    ['is no YAML', 'signers: [', 'Line 1: '],
    ['is half written', 'version: 1\nsigners:\n', 'This must be a list.'],
    ['is no text', Uint8Array.of(0xff, 0xfe, 0, 1, 2), 'no text in UTF-8'],
    [
      'contradicts itself',
      'version: 1\nlicenses:\n  allow: [MIT]\n  deny: [MIT]\n',
      'is allowed here and denied as well',
    ],
    ['has a damaged key', POLICY.replace(/MFkw\w+/, 'MFkw'), 'is damaged'],
    ['has keys twice', 'version: 1\nversion: 1\nlicenses:\n  deny: [MIT]\n', 'Line 2: '],
    ['has aliases', 'version: 1\nlicenses:\n  allow: &a [MIT]\n  deny: *a\n', 'no aliases'],
  ])('accepts nothing by one that %s', (_title, policy, reason) => {
    const cwd = scene();
    writeFileSync(path.join(cwd, '.modelopenness/policy.yml'), policy);
    const { code, stdout } = verify(cwd);
    expect([code, stdout]).toEqual([2, expect.stringContaining('cannot be applied')]);
    expect(stdout).toContain(reason);
    expect(judged(cwd)).toMatchObject({ code: 2, verdict: 'failed', policy: { accepted: false } });
    expect(mof(['policy', 'check'], { cwd })).toMatchObject({ code: 1, stdout: expect.stringContaining(reason) });
  });
  it('accepts nothing by one that cannot be read, is a folder, too long, or a link out of its folder', () => {
    const cwd = scene();
    const file = path.join(cwd, '.modelopenness/policy.yml');
    const elsewhere = path.join(folderWith({ 'policy.yml': POLICY }), 'policy.yml');
    for (const [spoil, reason] of [
      [() => mkdirSync(file), 'is a folder'],
      [() => writeFileSync(file, POLICY + '#'.repeat(1024 * 1024)), 'files up to 1 MiB are read'],
      [() => symlinkSync(elsewhere, file), 'leads out of its folder'],
      [() => symlinkSync('nowhere.yml', file), 'does not exist'],
    ] as const) {
      rmSync(file, { recursive: true });
      spoil();
      const { code, stdout } = verify(cwd);
      expect([code, stdout]).toEqual([2, expect.stringContaining(reason)]);
    }
    expect(mof(['policy', 'check', 'none.yml'], { cwd })).toMatchObject({ code: 1 });
  });
});

describe('requirements', () => {
  const state = (cwd: string) => judged(cwd).requirements;
  it('are excused by exceptions with a reason, until they end', () => {
    const exception = (expires: string) =>
      `exceptions:\n  - requirement: bom\n    artifacts: [m]\n    reason: made before we had any\n    expires: ${expires}\n`;
    const cwd = scene({ policy: POLICY + exception('2099-01-01') });
    rmSync(path.join(cwd, 'm/bom.cdx.json'));
    sign(cwd);
    expect(judged(cwd)).toMatchObject({
      code: 0,
      requirements: { bom: 'excused' },
      policy: { exceptions: [{ requirement: 'bom', reason: 'made before we had any', expires: '2099-01-01' }] },
    });
    writeFileSync(path.join(cwd, '.modelopenness/policy.yml'), POLICY + exception('2020-01-01'));
    expect(judged(cwd)).toMatchObject({ code: 1, requirements: { bom: 'failed' }, policy: { exceptions: [] } });
    expect(mof(['policy', 'check'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('warning: Line '),
    });
  });
  it('never excuse a signature that does not hold', () => {
    const cwd = scene({
      policy: `${POLICY}exceptions:\n  - requirement: signature\n    reason: old\n    expires: 2099-01-01\n`,
    });
    appendFileSync(path.join(cwd, 'm/mof.yml'), '# changed\n');
    expect(judged(cwd)).toMatchObject({ code: 1, requirements: { signature: 'failed' } });
    rmSync(path.join(cwd, 'm/model.sig'));
    expect(judged(cwd)).toMatchObject({ code: 0, verdict: 'unsigned', requirements: { signature: 'excused' } });
  });
  it('are about versions, licences and the class, each with what was found', () => {
    const strict = POLICY.replace('version: 1.0.0', 'version: 1.0.1').replace('open: true', 'deny: [Apache-2.0]');
    const cwd = scene({ policy: strict.replace('bom: true', 'bom: true\n  mof-class: 3') });
    expect(state(cwd)).toEqual({
      signature: 'ok',
      signer: 'ok',
      bom: 'ok',
      'mof-class': 'failed',
      license: 'failed',
      version: 'failed',
    });
    const { stdout } = verify(cwd);
    expect(stdout).toMatch(/mof-class: mof\.yml comes to Unclassified\. The policy asks for Class III/);
    expect(stdout).toMatch(
      /license: Apache-2\.0, the licence of .*, is denied\. \(\.modelopenness\/policy\.yml, line \d+\)/,
    );
    expect(stdout).toMatch(/version: It is version 1\.0 by mof\.yml\. The oldest that is accepted is 1\.0\.1\./);
  });
  it('that are about artifacts cannot be judged of a folder', () => {
    const cwd = scene({ policy: POLICY.replace('bom: true', 'profile: true') });
    expect(judged(cwd)).toMatchObject({ code: 3, verdict: 'error', requirements: { profile: 'unknown' } });
  });
  it('let nothing of what a model says rewrite the terminal', () => {
    const cwd = scene({ policy: POLICY.replace('1.0.0', '9.0.0') });
    writeFileSync(
      path.join(cwd, 'm/mof.yml'),
      release().replace(/version: '1.0'\n {2}date: '2025/, 'version: "\\e[2J\\nmof: fine"\n  date: \'2025'),
    );
    const { stdout } = verify(cwd);
    expect(stdout).toContain('\\u{1b}[2J\\u{a}mof: fine');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('mof policy explain', () => {
  it('says what is asked of a name, without looking at it', () => {
    const cwd = scene();
    const { code, stdout } = mof(['policy', 'explain', 'registry.example/lab/m:v1'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^lab\/m, from the registry registry\.example\n/);
    expect(stdout).toMatch(/it has to be signed by one of:\n {6}key [0-9a-f]{64} \(line 3\)\n/);
    for (const each of [
      'it needs a bill of materials',
      'every licence has to be open',
      'the oldest version that is accepted is 1.0.0',
    ])
      expect(stdout).toContain(each);
    expect(mof(['policy', 'explain', 'elsewhere/m'], { cwd }).stdout).toContain('nobody may sign it');
    const json = JSON.parse(mof(['policy', 'explain', 'lab/m:v1', '--format', 'json'], { cwd }).stdout) as object;
    expect(json).toMatchObject({
      subject: { name: 'lab/m' },
      policies: [{ asks: { require: { bom: { line: 9 } } } }],
    });
  });
  it('says so where a policy cannot be applied', () => {
    const cwd = folderWith({ '.modelopenness/policy.yml': 'version: 2\n' });
    cpSync(path.join(cwd, '.modelopenness'), path.join(cwd, 'x/.modelopenness'), { recursive: true });
    const { code, stdout } = mof(['policy', 'explain', 'a:b'], { cwd });
    expect([code, stdout]).toEqual([2, expect.stringContaining('cannot be applied')]);
    expect(mof(['policy', 'check', '--format', 'json'], { cwd })).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"state": "refused"'),
    });
  });
});
