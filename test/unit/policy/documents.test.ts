import { describe, expect, it } from 'vitest';
import { policyDetector } from '../../../src/core/policy/detect';
import { policyKind } from '../../../src/core/policy/kind';
import { TODAY } from '../../lint';
import { at } from '../language/documents';
import { checkPolicy } from '../../../src/core/policy/check';
import { dayOf } from '../../../src/core/licenses/policy';
import { parseYaml } from '../../../src/core/text/yaml';

const PATH = '/a/.modelopenness/policy.yml';
const mistakes = (text: string) =>
  checkPolicy(parseYaml(text), dayOf(TODAY)).mistakes.map(
    ({ rule, at: span }) => `${rule.slice(7)} ${text.slice(span.start, span.end)}`,
  );

const KEYLESS = 'signers:\n  - identity: a@b.example\n    issuer: https://id.example\n';

describe('a policy', () => {
  it('is known by its folder and name', () => {
    for (const path of [PATH, '.modelopenness/policy.yml', '/home/u/.config/model-openness/policy.yml'])
      expect(policyDetector.hasName(path)).toBe(true);
    for (const path of ['/a/policy.yml', '/a/.modelopenness.yml', '/a/x.modelopenness/policy.yml'])
      expect(policyDetector.hasName(path)).toBe(false);
  });

  it('is read as a whole', () => {
    const text = `version: 1
signers:
  - identity: a@b.example
    issuer: https://id.example
    artifacts: [acme/**]
    registries: [GHCR.io, "localhost:5000"]
  - key: ${'0a'.repeat(32)}
  - authority: ${'1b'.repeat(32)}
    subject: CN=release, O=Acme
require:
  signature: true
  bom: true
  profile: false
  mof-class: 2
licenses:
  open: true
  allow: [MIT]
  deny: []
minimum-versions:
  - version: 1.10
exceptions:
  - requirement: license
    license: MIT
    artifacts: [acme/old]
    reason: kept
    expires: 2099-12-31
`;
    const { policy, mistakes: found } = checkPolicy(parseYaml(text), '2026-11-22');
    expect(found).toEqual([]);
    const place = (entry: string, line: number, character = 4) => ({ entry, line, character });
    expect(policy).toEqual({
      signers: [
        {
          signer: { method: 'sigstore', identity: 'a@b.example', issuer: 'https://id.example' },
          artifacts: ['acme/**'],
          registries: ['ghcr.io', 'localhost:5000'],
          at: place('signers[0]', 2),
        },
        { signer: { method: 'key', hint: '0a'.repeat(32) }, at: place('signers[1]', 6) },
        {
          signer: { method: 'certificate', authority: '1b'.repeat(32), subject: 'CN=release, O=Acme' },
          at: place('signers[2]', 7),
        },
      ],
      require: { bom: place('require.bom', 11, 2), mofClass: { level: 2, at: place('require.mof-class', 13, 2) } },
      licenses: {
        open: place('licenses.open', 15, 2),
        allow: { ids: [{ text: 'MIT', at: place('licenses.allow[0]', 16, 10) }], at: place('licenses.allow', 16, 2) },
        deny: { ids: [] },
      },
      // Not the number 1.1.
      minimumVersions: [{ version: '1.10', at: place('minimum-versions[0]', 19) }],
      exceptions: [
        {
          requirement: 'license',
          license: 'MIT',
          artifacts: ['acme/old'],
          reason: 'kept',
          expires: '2099-12-31',
          at: place('exceptions[0]', 21),
        },
      ],
    });
  });

  it.each([
    ['', 'asks-nothing '],
    ['# only a comment\n', 'asks-nothing #'],
    ['version: 1\n', 'asks-nothing version'],
    ['version: 1\nlicenses:\n  deny: []\n', 'asks-nothing version'],
    ['- version: 1\n', 'invalid -'],
    ['version: 2\n', 'invalid 2'],
    ['version: "1"\n', 'invalid "1"'],
    [KEYLESS, 'invalid s'],
    [`version: 1\n${KEYLESS}sgners: []\n`, 'invalid sgners'],
    [`version: 1\n${KEYLESS}  - 7\n`, 'invalid 7'],
    [`version: 1\n${KEYLESS}  - {}\n`, 'invalid {'],
    [`version: 1\n${KEYLESS}    key: ${'0a'.repeat(32)}\n`, 'invalid key'],
    [`version: 1\n${KEYLESS}    subject: CN=x\n`, 'invalid subject'],
    ['version: 1\nsigners:\n  - identity: a@b.example\n', 'invalid identity'],
    [`version: 1\nsigners:\n  - key: ${'0A'.repeat(32)}\n`, `invalid ${'0A'.repeat(32)}`],
    [`version: 1\nsigners:\n  - key: ${'0a'.repeat(32)}\n    issuer: https://id.example\n`, 'invalid issuer'],
    ['version: 1\nsigners: []\n', 'nobody-may-sign signers'],
    ['version: 1\nrequire:\n  signature: true\n', 'nobody-may-sign signature'],
    [`version: 1\n${KEYLESS}require:\n  signature: false\n`, 'contradiction signature'],
    ['version: 1\nlicenses:\n  open: true\n  allow: [MIT, CC-BY-NC-4.0]\n', 'contradiction CC-BY-NC-4.0'],
    ['version: 1\nlicenses:\n  allow: [MIT]\n  deny: [mit]\n', 'contradiction MIT'],
    [`version: 1\n${KEYLESS.replace('a@b.example', '.*@b.example')}`, 'inexact-identity .*@b.example'],
    [`version: 1\n${KEYLESS.replace('a@b.example', '"a@b.example "')}`, 'inexact-identity "a@b.example "'],
    [`version: 1\n${KEYLESS.replace('a@b.example', '"a\u200b@b.example"')}`, 'inexact-identity "a\u200b@b.example"'],
    [`version: 1\n${KEYLESS.replace('https:', 'http:')}`, 'inexact-identity http://id.example'],
    [`version: 1\n${KEYLESS}    artifacts: ['a[b]']\n`, "bad-pattern 'a[b]'"],
    [`version: 1\n${KEYLESS}    artifacts: ['a**']\n`, "bad-pattern 'a**'"],
    [`version: 1\n${KEYLESS}    artifacts: [/a]\n`, 'bad-pattern /a'],
    [`version: 1\n${KEYLESS}    registries: ['*.io']\n`, "bad-pattern '*.io'"],
    [`version: 1\n${KEYLESS}minimum-versions:\n  - version: latest\n`, 'bad-version latest'],
    ['version: 1\nlicenses:\n  deny: [nothing-like-it]\n', 'unknown-license nothing-like-it'],
    ['version: 1\nsigners:\n  - public-key: secret\n', 'damaged-key secret'],
    [
      `version: 1\n${KEYLESS}exceptions:\n  - requirement: bom\n    reason: x\n    expires: 2099-01-01\n`,
      'unused-exception bom',
    ],
    [
      `version: 1\n${KEYLESS}exceptions:\n  - requirement: signature\n    reason: x\n    expires: 2026-11-21\n`,
      'expired-exception 2026-11-21',
    ],
    [
      `version: 1\n${KEYLESS}exceptions:\n  - requirement: signature\n    license: MIT\n    reason: x\n    expires: 2099-01-01\n`,
      'invalid license',
    ],
    [
      `version: 1\n${KEYLESS}exceptions:\n  - requirement: signer\n    reason: x\n    expires: 2099-01-01\n`,
      'invalid signer',
    ],
    [
      `version: 1\nsigners: &s\n  - identity: a@b.example\n    issuer: https://id.example\nrequire:\n  bom: true\nlicenses: *s\n`,
      'invalid *s',
    ],
  ])('%j has one mistake: %s', (text, mistake) => {
    expect(mistakes(text)).toEqual([mistake]);
  });

  it('says of a private key that it is one', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\n      MIG\n      -----END PRIVATE KEY-----';
    const { mistakes: found } = checkPolicy(
      parseYaml(`version: 1\nsigners:\n  - public-key: |\n      ${pem}\n`),
      '2026-11-22',
    );
    expect(found).toMatchObject([{ rule: 'policy/damaged-key', message: expect.stringContaining('private key') }]);
  });

  it('has no effect with any mistake that matters, and all of it with others', () => {
    const harmless = `version: 1\n${KEYLESS}exceptions:\n  - requirement: bom\n    reason: x\n    expires: 2099-01-01\n`;
    expect(checkPolicy(parseYaml(harmless), '2026-11-22').policy).toBeDefined();
    expect(checkPolicy(parseYaml(`${harmless}sgners: []\n`), '2026-11-22').policy).toBeUndefined();
    expect(checkPolicy(parseYaml(`${harmless}version: 1\n`), '2026-11-22').policy).toBeUndefined();
  });

  it('takes no long time, however long and whatever it says', () => {
    const many = Array.from(
      { length: 1001 },
      () => `  - identity: x${'*a'.repeat(50)}@b.example\n    issuer: https://id.example\n`,
    );
    expect(mistakes(`version: 1\nsigners:\n${many.join('')}`)).toEqual(['invalid -']);
    expect(mistakes(`version: 1\nsigners:\n${many.slice(1).join('')}`)).toHaveLength(1000);
  });
});

describe('in the editor, a policy', () => {
  const open = (text: string) => policyKind.open(PATH, text).features;
  const labels = (marked: string) => {
    const { text, offset } = at(marked);
    return open(text)
      .complete(offset)
      .map(({ label }) => label);
  };
  const completed = (marked: string, label: string) => {
    const { text, offset } = at(marked);
    const { edit } = open(text)
      .complete(offset)
      .find((item) => item.label === label)!;
    return text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
  };

  it('is completed', () => {
    expect(labels('|')).toEqual(['version', 'signers', 'require', 'licenses', 'minimum-versions', 'exceptions']);
    expect(labels('version: |')).toEqual(['1']);
    expect(labels('require:\n  |')).toEqual(['signature', 'bom', 'mof-class', 'profile']);
    expect(labels('require:\n  bom: |')).toEqual(['true', 'false']);
    expect(labels('require:\n  mof-class: |')).toEqual(['3', '2', '1']);
    expect(labels('signers:\n  - identity: a\n    |')).toContain('issuer');
    expect(labels('signers:\n  |')).toEqual(['signer with Sigstore', 'signer with a key', 'signer with a certificate']);
    expect(labels('exceptions:\n  - requirement: |')).toEqual([
      'signature',
      'bom',
      'mof-class',
      'profile',
      'license',
      'version',
    ]);
    expect(labels('licenses:\n  deny:\n    - |')).toContain('Apache-2.0');
    expect(labels('exceptions:\n  - license: |')).toContain('MIT');
    expect(labels('signers:\n  - key: |')).toEqual([]);
    expect(completed('require:\n  bom:|', 'true')).toBe('require:\n  bom: true');
    expect(completed('require:\n  mof-class: |', '2')).toBe('require:\n  mof-class: 2');
    expect(completed('version: 1\nrequi|', 'require')).toBe('version: 1\nrequire: ');
  });

  it('is explained', () => {
    const hover = (marked: string) => {
      const { text, offset } = at(marked);
      return open(text).hover(offset)?.contents;
    };
    expect(hover('sig|ners: []\n')).toMatch(/^Who may sign\..*\[More about policies\]\(https/s);
    expect(hover('signers:\n  - iss|uer: x\n')).toContain('Who makes sure of the identity');
    expect(hover('licenses:\n  deny: [M|IT]\n')).toContain('MIT License');
    expect(hover('require:\n  bom: tr|ue\n')).toBeUndefined();
    expect(hover('other|: x\n')).toBeUndefined();
  });

  it('has an outline that tells entries apart, and folds', () => {
    const text = `version: 1\n${KEYLESS}require:\n  bom: true\n`;
    const outline = open(text)
      .symbols()
      .map(({ name, children }) => [name, children.map((each) => each.name)]);
    expect(outline).toEqual([
      ['version', []],
      ['signers', ['a@b.example']],
      ['require', ['bom']],
    ]);
    expect(open(text).folds().length).toBeGreaterThan(0);
  });
});
