import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../src/core/policy/check';
import { addSignerEdits, newPolicy, signerText, type NewSigner } from '../../../src/core/policy/edit';
import { applyEdits } from '../../../src/core/text/edit';
import { parseYaml } from '../../../src/core/text/yaml';
import { newKey } from '../signing/signed';

const DAY = '2026-11-22';
const KEYLESS: NewSigner = {
  who: { identity: 'https://github.com/acme/m/.github/workflows/r.yml@refs/heads/main', issuer: 'https://id.example' },
  artifacts: ['acme/tiny'],
};
const pem = newKey().publicKey.pem;
const KEY: NewSigner = { who: { 'public-key': pem } };

const signersOf = (text: string) => checkPolicy(parseYaml(text), DAY).policy?.signers;

describe('trusting a signer', () => {
  it('makes a policy', () => {
    expect(newPolicy(KEYLESS, DAY)).toBe(`version: 1
signers:
  - identity: 'https://github.com/acme/m/.github/workflows/r.yml@refs/heads/main'
    issuer: 'https://id.example'
    artifacts:
      - acme/tiny
`);
    expect(signerText(KEY)).toBe(`signers:
  - public-key: |
${pem.trim().replace(/^/gm, '      ')}
`);
    expect(signersOf(newPolicy(KEY, DAY)!)).toMatchObject([{ signer: { method: 'key', publicKey: pem } }]);
  });

  it.each([
    [
      'version: 1 # of the format\nsigners: # who may sign\n  # the team\n  - identity: a@b.example\n    issuer: https://id.example # ours\n\nrequire:\n  bom: true\n',
      2,
    ],
    ['version: 1\nrequire:\n  bom: true # always\n', 1],
    ['version: 1\r\nsigners:\r\n- key: ' + '0a'.repeat(32) + '\r\n', 2],
    ['{version: 1, signers: [{identity: a@b.example, issuer: "https://id.example"}]}\n', 2],
    ['version: 1\nlicenses: {open: true}', 1],
  ])('adds to %j and keeps the rest', (text, count) => {
    for (const signer of [KEYLESS, KEY]) {
      const edited = applyEdits(text, addSignerEdits(text, signer, DAY)!);
      expect(signersOf(edited)).toHaveLength(count);
      expect(signersOf(edited)!.at(-1)!.signer.method).toBe(signer === KEY ? 'key' : 'sigstore');
      if (signer === KEY)
        expect(signersOf(edited)!.at(-1)!.signer).toMatchObject({
          publicKey: expect.stringContaining(pem.split('\n')[1]!),
        });
      for (const line of text.split(/\r?\n/).filter((each) => each.includes('#'))) expect(edited).toContain(line);
    }
  });

  it.each(['', 'version: 2\n', 'version: 1\nsgners: []\n', 'signers: [', '- 1\n', 'version: 1\nsigners:\n'])(
    'does nothing to %j',
    (text) => {
      expect(addSignerEdits(text, KEYLESS, DAY)).toBeUndefined();
    },
  );

  it('lets no name become more than a name', () => {
    const hostile: NewSigner = { who: { identity: "x'\nissuer: evil # \u2028", issuer: 'https://id.example' } };
    const text = 'version: 1\nrequire:\n  bom: true\n';
    // Nobody is called so, and the policy would not be sound.
    expect(addSignerEdits(text, hostile, DAY)).toBeUndefined();
    expect(newPolicy(hostile, DAY)).toBeUndefined();
    const odd: NewSigner = { who: { identity: "o'hara: #1 {a}", issuer: 'https://id.example' } };
    expect(signersOf(applyEdits(text, addSignerEdits(text, odd, DAY)!))).toMatchObject([
      { signer: { identity: "o'hara: #1 {a}" } },
    ]);
  });
});
