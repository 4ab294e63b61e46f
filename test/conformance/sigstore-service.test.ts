// Sigstore bundles as the editor verifies them: by their files, and who is expected.
import { appendFileSync, copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as service from '../../src/node/signing/service';
import { corpus, describeWithCorpus } from '../corpus';
import { folderWith } from '../unit/signing/folder';

process.env.XDG_CACHE_HOME = folderWith();

const SIGNER = {
  method: 'sigstore',
  identity:
    'https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main',
  issuer: 'https://token.actions.githubusercontent.com',
} as const;

describeWithCorpus('a Sigstore bundle in the editor', 'sigstore/happy-path-v0.3', () => {
  const scene = () => {
    const folder = folderWith();
    const at = (name: string) => path.join(folder, name);
    const from = (name: string) => corpus('sigstore/happy-path-v0.3', name);
    copyFileSync(from('bundle.sigstore.json'), at('a.txt.sigstore.json'));
    copyFileSync(existsSync(from('artifact')) ? from('artifact') : corpus('sigstore/a.txt'), at('a.txt'));
    const named = (name: string) => ({ path: at(name), shown: name });
    return { named, bundle: named('a.txt.sigstore.json'), artifact: named('a.txt') };
  };
  const verify = async (request: service.VerifyBundleRequest) => {
    const answer = await service.verifyBundle(request);
    if ('failure' in answer) throw new Error(answer.failure);
    return answer;
  };

  it('is told from the signature of a model', async () => {
    expect(await service.inspect(scene().bundle)).toEqual({ kind: 'bundle', method: 'sigstore' });
  });
  it('is verified with whoever is expected, and the verdict holds until the file changes', async () => {
    const { bundle, artifact } = scene();
    const { verdict, holdsAfter } = await verify({ bundle, artifact, expected: SIGNER });
    expect(verdict).toMatchObject({ state: 'verified', signer: { name: SIGNER.identity, issuer: SIGNER.issuer } });
    expect(verdict.trust).toMatch(/trusted root/);
    expect(holdsAfter(artifact.path)).toBe(true);
    appendFileSync(artifact.path, ' ');
    expect(holdsAfter(artifact.path)).toBe(false);
    expect(holdsAfter(bundle.path)).toBe(true);
    expect((await verify({ bundle, artifact, expected: SIGNER })).verdict.state).toBe('invalid');
  });
  it('is not trusted where nobody or somebody else is expected', async () => {
    const { bundle, artifact } = scene();
    for (const expected of [undefined, { ...SIGNER, identity: 'somebody' }])
      expect((await verify({ bundle, artifact, ...(expected ? { expected } : {}) })).verdict).toMatchObject({
        state: 'untrusted',
        signer: { name: SIGNER.identity },
      });
  });
  it('can be given up', async () => {
    const { bundle, artifact } = scene();
    const controller = new AbortController();
    controller.abort();
    const request = { bundle, artifact, expected: SIGNER, signal: controller.signal };
    expect(await service.verifyBundle(request)).toMatchObject({ kind: 'cancelled' });
  });
  it('without its file could not be checked', async () => {
    const { bundle, named } = scene();
    const { verdict } = await verify({ bundle, artifact: named('nothing.txt'), expected: SIGNER });
    expect(verdict).toMatchObject({ state: 'unchecked' });
    expect(verdict.checks.at(-1)).toMatchObject({
      id: 'artifact',
      detail: expect.stringMatching(/nothing\.txt does not exist/),
    });
  });
});
