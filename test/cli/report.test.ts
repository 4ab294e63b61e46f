// `mof report` and `mof compare`, on real folders and layouts.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Inspection } from '../../src/core/inspection/inspection';
import { newAuthority } from '../unit/signing/pki';
import { newKey } from '../unit/signing/signed';
import { packFolder, signFolder, tinyModel } from '../unit/inspection/model';
import { mofBeside } from './beside';

const authority = newAuthority();
const leaf = authority.issue({ subject: 'tiny-signer', codeSigning: true });
const key = newKey();

const POLICY = `version: 1
signers:
  - root-certificate: |
${authority.pem.trim().replace(/^/gm, '      ')}
    subject: CN=tiny-signer
`;

let folder: string;
let cwd: string;
let root: string;
beforeAll(async () => {
  folder = tinyModel();
  cwd = path.dirname(folder);
  await signFolder(folder, { certificate: leaf.pem, key: leaf.privatePem, chain: authority.pem });
  ({ root } = await packFolder(folder));
  writeFileSync(path.join(cwd, 'policy.yml'), POLICY);
  writeFileSync(path.join(cwd, 'strict.yml'), POLICY.replace('CN=tiny-signer', 'CN=somebody-else'));
});

const run = (args: readonly string[]) => mofBeside(args, { cwd });
async function reportOf(args: readonly string[]): Promise<Inspection> {
  const { code, stdout, stderr } = await run(['report', ...args, '--format', 'json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Inspection;
}

describe('mof report', () => {
  it('writes one file, whole', async () => {
    const { code, stdout } = await run(['report', 'tiny', '--format', 'html', '--output', 'report.html']);
    expect([code, stdout]).toEqual([0, '']);
    const html = readFileSync(path.join(cwd, 'report.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    expect(html).toContain('Valid, but the signer is not trusted');
    // The raw bundle is in it, to the letter.
    const bundle = readFileSync(path.join(folder, 'model.sig'));
    expect(html).toContain(`sha256:${createHash('sha256').update(bundle).digest('hex')}`);
    expect(html.replaceAll('&quot;', '"')).toContain(bundle.toString().trim());
  });

  it('says the same of a folder and of the artifact made of it', async () => {
    const ofFolder = await reportOf(['tiny']);
    const ofArtifact = await reportOf(['tiny:1.0', '--layout', root]);
    expect(ofFolder.verdict).toEqual(ofArtifact.verdict);
    expect(ofFolder.openness!.summary).toBe(ofArtifact.openness!.summary);
    const digests = ({ files }: Inspection) =>
      files.rows.filter(({ state }) => state === 'matched').map((row) => [row.path, row.digest]);
    expect(digests(ofFolder)).toEqual(digests(ofArtifact));
  });

  it.each(['tiny', 'tiny:1.0'])('decides on %s by the trust policy, as mof verify does', async (name) => {
    const where = name.includes(':') ? ['--layout', root] : [];
    for (const [policy, state] of [
      ['policy.yml', 'verified'],
      ['strict.yml', 'untrusted'],
    ] as const) {
      const inspection = await reportOf([name, ...where, '--policy', policy]);
      const verified = await run(['verify', name, ...where, '--policy', policy, '--format', 'json']);
      const { verdict, ...rest } = JSON.parse(verified.stdout) as {
        verdict: string;
        policy: { requirements: { id: string; state: string }[] };
      };
      expect(inspection.verdict!.state).toBe(state);
      expect(['verified', 'untrusted', 'failed']).toContain(verdict);
      expect(inspection.policy!.requirements.map(({ id, state: each }) => [id, each])).toEqual(
        rest.policy.requirements.map(({ id, state: each }) => [id, each]),
      );
      expect(inspection.policy!.accepted).toBe(state === 'verified');
      expect(inspection.reasons[0]!.code).toBe(state === 'verified' ? 'license-not-open' : 'policy-refused');
    }
  });

  it('tells in one line what cannot be inspected, and writes nothing', async () => {
    const nowhere = await run(['report', 'nowhere', '--output', 'nowhere.html']);
    expect(nowhere.code).toBe(3);
    expect(nowhere.stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(path.join(cwd, 'nowhere.html'))).toBe(false);
    const missing = await run(['report', 'other:1.0', '--layout', root]);
    expect(missing).toMatchObject({ code: 3, stderr: expect.stringContaining('There is no "other:1.0"') });
    const noFormat = await run(['report', 'tiny', '--format', 'pdf']);
    expect(noFormat.code).toBe(2);
    const noSignature = await run(['report', 'tiny', '--signature', 'nothing.sig']);
    expect(noSignature).toMatchObject({ code: 2, stderr: 'mof: there is no signature file nothing.sig\n' });
  });
});

describe('mof compare', () => {
  it('ends with 0 where nothing differs, and with 1 where something does', async () => {
    const same = await run(['compare', 'tiny', 'tiny']);
    expect(same).toMatchObject({ code: 0, stdout: 'tiny → tiny\nNothing differs. Files that are the same: 7.\n' });
    const other = tinyModel({ 'config.json': '{"model_type":"other"}' });
    await signFolder(other, { key: key.privatePem });
    const different = await run(['compare', 'tiny', other]);
    expect(different.code).toBe(1);
    expect(different.stdout).toContain('Files: 2 changed, 0 added, 0 removed, 5 the same.');
    expect(different.stdout).toContain('~ config.json: sha256:');
    const markdown = await run(['compare', 'tiny', other, '--format', 'markdown']);
    expect(markdown.stdout).toMatch(/^# Comparison\n/);
    const json = await run(['compare', 'tiny', other, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ equal: false, files: { same: 5 } });
  });
});
