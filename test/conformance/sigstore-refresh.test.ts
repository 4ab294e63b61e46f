// --refresh-trusted-root of the commands that verify keyless, with a TUF repository on this machine.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Host } from '../../src/cli/host';
import { runMof } from '../../src/cli/program';
import { corpus, describeWithCorpus } from '../corpus';
import { folderWith } from '../unit/signing/folder';
import { TufRepository } from '../unit/sigstore/tuf-repository';

const sigstore = corpus('sigstore');
const bundle = path.join(sigstore, 'happy-path-v0.3/bundle.sigstore.json');
const BUNDLE = ['verify-bundle', bundle, '--artifact', path.join(sigstore, 'a.txt')];
const SIGNER = [
  '--identity',
  'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main',
  '--identity-provider',
  'https://token.actions.githubusercontent.com',
];

let repository: TufRepository;
let cacheDir: string;
beforeEach(async () => {
  repository = await TufRepository.start();
  cacheDir = folderWith();
});
afterEach(() => repository.close());

/** Runs `mof` in this process, with the repository in place of Sigstore's. */
async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' };
  const host: Host = {
    cwd: cacheDir,
    today: new Date(),
    colour: false,
    stdin: process.stdin,
    stdout: (text) => (printed.stdout += text),
    stderr: (text) => (printed.stderr += text),
    debug: false,
    cacheDir,
    tufSource: repository.source,
  };
  return { code: await runMof(args, host), ...printed };
}

describeWithCorpus('--refresh-trusted-root', 'sigstore', () => {
  it('says what it does, and verifies with what came', async () => {
    const { code, stdout, stderr } = await run(...BUNDLE, ...SIGNER, '--refresh-trusted-root');
    expect([code, stderr]).toEqual([0, `mof: refreshing the trusted root from ${repository.source.mirror}\n`]);
    expect(stdout).toMatch(/trust: trusted root of Sigstore's public instance, refreshed, of .* 0 days old/);
    repository.requests.length = 0;
    expect((await run(...BUNDLE, ...SIGNER)).stdout).toContain('refreshed');
    expect(repository.requests).toEqual([]);
  });
  it('does with what is known when nothing can be had, and says so', async () => {
    repository.fault = (_url, response) => {
      response.statusCode = 500;
      response.end();
      return true;
    };
    const { code, stdout, stderr } = await run(...BUNDLE, ...SIGNER, '--refresh-trusted-root');
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/warning: .* the last one that is known is used\. .* answered with status 500/),
    ]);
    expect(stdout).toContain('bundled');
    expect(readdirSync(cacheDir)).toEqual([]);
  });
  it('makes no sense with a trusted root that was given', async () => {
    const root = path.join(sigstore, 'managed-key-and-trusted-root/trusted_root.json');
    const { code, stderr } = await run(...BUNDLE, ...SIGNER, '--refresh-trusted-root', '--trusted-root', root);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is taken as it is')]);
  });
  it('is what a damaged cache asks for', async () => {
    writeFileSync(path.join(cacheDir, 'sigstore-trust.json'), 'half of i');
    const { code, stderr } = await run(...BUNDLE, ...SIGNER);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/warning: .*sigstore-trust\.json is damaged/)]);
  });
});

describeWithCorpus('mof verify sigstore', 'oms', () => {
  it('refreshes, too', async () => {
    const model = folderWith({ 'model.sig': '{}' });
    const args = ['verify', 'sigstore', model, '--signature', path.join(model, 'model.sig'), ...SIGNER];
    const { code, stderr } = await run(...args, '--refresh-trusted-root');
    expect([code, stderr]).toEqual([1, expect.stringContaining('refreshing the trusted root')]);
  });
});
