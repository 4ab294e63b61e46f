import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readBundle } from '../../src/core/signing/bundle/read';
import { publicGoodRoot } from '../../src/core/signing/sigstore/trusted-root';
import { sigstoreVerifier } from '../../src/node/sigstore/model-verifier';
import { corpus, describeWithCorpus } from '../corpus';

const SIGNER = { identity: 'stefanb@us.ibm.com', issuer: 'https://sigstore.verify.ibm.com/oauth2' };
const MODELS = ['v0.3.1', 'v1.0.0', 'v1.0.1', 'v1.1.0'].map((version) => `historical/${version}-sigstore/model.sig`);

function verify(file: string, expected = SIGNER) {
  const bundle = readBundle(readFileSync(corpus('oms', file)));
  return sigstoreVerifier(expected, publicGoodRoot(), new Date()).verify(bundle);
}

describeWithCorpus('models signed keyless', 'oms', () => {
  it.each([...MODELS, 'spec-vectors/valid/sigstore.bundle.json'])('verifies %s', async (file) => {
    const { state, signer, checks, trust } = await verify(file);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(state).toBe('trusted');
    expect(signer?.name).toBe(SIGNER.identity);
    expect(signer?.facts.map(([label]) => label)).toEqual(expect.arrayContaining(['Identity provider', 'Signed']));
    expect(trust).toContain('bundled');
  });

  it('tells a valid signature of somebody else from an invalid one', async () => {
    const { state, signer } = await verify(MODELS[0]!, { ...SIGNER, identity: 'somebody@us.ibm.com' });
    expect(state).toBe('untrusted');
    expect(signer?.name).toBe(SIGNER.identity);
    expect((await verify('spec-vectors/invalid/missing-tlog-entries.bundle.json')).state).toBe('invalid');
  });
});
