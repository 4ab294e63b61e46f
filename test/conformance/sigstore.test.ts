import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { corpus, describeWithCorpus } from '../corpus';
import { cases, outcome, type Outcome } from './sigstore-cases';

const root = path.join(__dirname, '../..');
const folder = corpus('sigstore');
/** Its cryptography is BoringSSL, as Electron's. Optional: there is a build for every system, and this is Linux's. */
const bun = path.join(root, 'node_modules/@oven/bun-linux-x64/bin/bun');

/** What each case has to fail with: a bundle that is refused for another reason proves nothing about the check. */
const FAILS: Readonly<Record<string, string>> = {
  'bundle-empty-certificate-chain_fail': 'bundle',
  'bundle-invalid-base64-signature_fail': 'bundle',
  'bundle-negative-log-index_fail': 'bundle',
  'bundle-with-root-cert_fail': 'bundle',
  'checkpoint-bad-keyhint_fail': 'transparency-log',
  'dsse-invalid-sig_fail': 'log-entry',
  'dsse-mismatch-sig_fail': 'log-entry',
  'inclusion-proof-corrupted-hash_fail': 'transparency-log',
  'integrated-time-in-future_fail': 'certificate',
  'intoto-log-entry-mismatch_fail': 'log-entry',
  'intoto-set-outside-signing-cert-validity_fail': 'certificate',
  'invalid-ct-key_fail': 'certificate-transparency',
  'managed-key-no-key_fail': 'method',
  'message-digest-mismatch_fail': 'artifact',
  'rekor2-checkpoint-missing-log-signature_fail': 'transparency-log',
  'rekor2-checkpoint-missing-root-hash_fail': 'transparency-log',
  'rekor2-dsse-invalid-sig_fail': 'log-entry',
  'rekor2-dsse-mismatch-sig_fail': 'log-entry',
  'rekor2-no-inclusion-proof_fail': 'bundle',
  'rekor2-timestamp-outside-trust-root-tsa-validity_fail': 'timestamp',
  'rekor2-timestamp-payload-mismatch_fail': 'timestamp',
  'rekor2-timestamp-untrusted-tsa-without-embedded-cert_fail': 'timestamp',
  'signature-mismatch_fail': 'log-entry',
  'wrong-hashedrekord-artifact_fail': 'log-entry',
  'wrong-hashedrekord-entry_fail': 'log-entry',
};

/** Bundles the cases as `mof` is bundled, and runs them in another process. */
async function elsewhere(runtime: string, name: string, plugins: Plugin[]): Promise<Record<string, Outcome>> {
  const outfile = path.join(root, 'out/sigstore', `${name}.cjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  await build({
    entryPoints: [path.join(__dirname, 'sigstore-program.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile,
    plugins,
    logLevel: 'error',
  });
  const { stdout, stderr } = spawnSync(runtime, [outfile, folder], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, Outcome>;
}

function asNamed(name: string, { state, failed }: Outcome): void {
  if (!name.endsWith('_fail')) expect({ name, state, failed }).toEqual({ name, state: 'verified', failed: undefined });
  else expect({ name, state, failed }).toEqual({ name, state: 'invalid', failed: FAILS[name] ?? 'add it to FAILS' });
}

it.each(['src/extension/main.ts', 'src/extension/main-web.ts', 'src/server/main-web.ts'])(
  'is no part of %s',
  async (entry) => {
    const { metafile } = await build({
      entryPoints: [path.join(root, entry)],
      bundle: true,
      write: false,
      metafile: true,
      platform: entry.includes('web') ? 'browser' : 'node',
      external: ['vscode'],
      loader: { '.txt': 'text' },
      logLevel: 'error',
    });
    expect(Object.keys(metafile.inputs).filter((file) => file.includes('sigstore'))).toEqual([]);
  },
);

describeWithCorpus('bundles of sigstore-conformance', 'sigstore', () => {
  it.each(cases(folder))('%s', async (name) => asNamed(name, await outcome(folder, name)));

  it.each([-1, 1])('does not depend on the clock: off by %d year', async (years) => {
    const now = new Date();
    now.setFullYear(now.getFullYear() + years);
    for (const name of cases(folder)) asNamed(name, await outcome(folder, name, now));
  });

  describe('as it is bundled', () => {
    let patches: Plugin;
    beforeAll(async () => {
      // No types are kept for scripts.
      const file = path.join(root, 'scripts/sigstore-patches.mjs');
      patches = ((await import(file)) as { sigstorePatches: Plugin }).sigstorePatches;
    });

    it('comes to the same in Node', async () => {
      const all = await elsewhere(process.execPath, 'patched', [patches]);
      for (const [name, found] of Object.entries(all)) asNamed(name, found);
      expect(Object.keys(all)).toEqual(cases(folder));
    });

    it.skipIf(!existsSync(bun))('comes to the same on BoringSSL', async () => {
      const all = await elsewhere(bun, 'patched', [patches]);
      for (const [name, found] of Object.entries(all)) asNamed(name, found);
      expect(Object.keys(all)).toEqual(cases(folder));
    });

    it.skipIf(!existsSync(bun))(
      'says that it cannot check, and not "invalid", where BoringSSL would lead it astray',
      async () => {
        const all = await elsewhere(bun, 'unpatched', []);
        for (const found of Object.values(all)) expect(found).toMatchObject({ state: 'unchecked', failed: 'runtime' });
        expect(Object.keys(all)).toEqual(cases(folder));
      },
    );
  });
});
