// A model of somebody else, of 27 MiB, on its whole way: packaged, signed, pushed, pulled, verified and extracted.
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { mof } from '../cli/mof';
import { DEBIAN, describeWith, DISTRIBUTION, RealRegistry, temporaryFolder } from '../registry/real';
import { copyRealModel } from '../rig/real-models.mjs';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

/** Path to content of all files in a folder. */
function treeOf(folder: string): Record<string, string> {
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    statSync(path.join(folder, name)).isFile(),
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]));
}

function newKey(folder: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(path.join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(path.join(folder, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
}

for (const kind of [DEBIAN, DISTRIBUTION])
  describeWith(`a published model and ${kind.title}`, [kind.program], () => {
    it('it is the same after its way through the registry, and its signature holds without its weights', async (test) => {
      const cwd = temporaryFolder();
      if (!copyRealModel('model-embeddings-en', path.join(cwd, 'use'))) return test.skip('the model cannot be fetched');
      const { host } = await RealRegistry.start(kind);
      const name = `${host}/lab/use:0.2.0`;
      const own = (...args: string[]) => {
        const outcome = mof(args, { cwd });
        expect(outcome).toMatchObject({ code: 0 });
        return outcome.stdout;
      };
      newKey(cwd);
      own('sign', 'key', 'use', '--private-key', 'key.pem', '--signature', 'use/model.sig');
      own('pack', 'use', '-t', name, '--layout', 'layout');
      own('push', name, '--layout', 'layout', '--recursive');

      const found = JSON.parse(own('inspect', name, '--format', 'json')) as Inspected;
      const weights = found.layers.filter(({ kind: each }) => each === 'weight').map(({ path: file }) => file);
      expect(weights).toHaveLength(7);
      expect(found.referrers).toMatchObject([{ artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json' }]);

      own('pull', name, '--layout', 'back', '--recursive');
      own('inspect', name, '--layout', 'back', '--verify');
      own('extract', name, '--layout', 'back', '-o', 'out');
      expect(treeOf(path.join(cwd, 'out'))).toEqual(treeOf(path.join(cwd, 'use')));
      const verified = own('verify', 'key', 'out', '--public-key', 'key.pub', '--signature', 'out/model.sig');
      expect(verified).toContain('Verified');
    });
  });

interface Inspected {
  layers: { path: string; kind: string }[];
  referrers: { artifactType: string }[];
}
