import { describe, expect, it } from 'vitest';
import { type PolicyDecision } from '../../../src/core/policy/decision';
import { evaluate, type FoundPolicy } from '../../../src/core/policy/evaluate';
import { checkPolicy } from '../../../src/core/policy/check';
import { type FoundSignature, type PolicyFacts } from '../../../src/core/policy/facts';
import { covers, fitsName, whyNoPattern } from '../../../src/core/policy/names';
import { compareVersions } from '../../../src/core/policy/versions';
import { titleByPolicy, verdictByPolicy } from '../../../src/core/policy/verdict';
import { decisionLines } from '../../../src/core/policy/text';
import { type SignerId } from '../../../src/core/signing/verdict/verdict';
import { parseYaml } from '../../../src/core/text/yaml';

const DAY = '2026-11-22';
const HINT = '0a'.repeat(32);
const ROOT = '1b'.repeat(32);

function policy(body: string, level: 'user' | 'folder' = 'folder'): FoundPolicy {
  const checked = checkPolicy(parseYaml(`version: 1\n${body}`), DAY);
  if (!checked.policy) throw new Error(checked.mistakes.map(({ message }) => message).join('\n'));
  return { file: { level, place: `/${level}.yml`, state: 'counted', reasons: [] }, policy: checked.policy };
}

const KEYLESS: SignerId = { method: 'sigstore', identity: 'a@b.example', issuer: 'https://id.example' };

function signature(
  id: SignerId | undefined,
  state: FoundSignature['verdict']['state'] = 'untrusted',
  failed?: string,
): FoundSignature {
  return {
    place: 'model.sig',
    verdict: {
      state,
      ...(id ? { signer: { id, name: 'somebody', facts: [] } } : {}),
      checks: [
        ...(failed ? [{ id: failed, ok: false, detail: 'Why not.' }] : []),
        { id: 'files', ok: state !== 'invalid', detail: 'Files.' },
      ],
    },
  };
}

const FACTS: PolicyFacts = {
  subject: { name: 'acme/tiny', registry: 'ghcr.io' },
  signatures: [signature(KEYLESS, 'untrusted', 'identity')],
  boms: [],
  mof: [],
  licenses: [],
  versions: [],
};

const judge = (body: string, facts: Partial<PolicyFacts> = {}) => evaluate([policy(body)], { ...FACTS, ...facts }, DAY);
const states = ({ requirements }: PolicyDecision) => requirements.map(({ id, state }) => `${id} ${state}`);

describe('names', () => {
  it.each([
    ['acme/tiny', 'acme/tiny', true],
    ['acme/tiny', 'acme/tiny2', false],
    ['acme/tiny', 'Acme/tiny', false],
    ['acme/*', 'acme/tiny', true],
    ['acme/*', 'acme/sub/tiny', false],
    ['acme/**', 'acme/sub/tiny', true],
    ['acme/**', 'acme', false],
    ['**', 'anything/at/all', true],
    ['**/tiny', 'tiny', true],
    ['acme/t?ny', 'acme/tiny', true],
    ['acme/t?ny', 'acme/t/ny', false],
    ['*', '', true],
  ])('%s fits %s: %s', (pattern, name, fits) => {
    expect(whyNoPattern(pattern)).toBeUndefined();
    expect(fitsName(name, [pattern])).toBe(fits);
  });
  it.each(['', '/a', 'a//b', 'a**', '**a/b', '(a|b)', 'a{b,c}', '[a]', 'a\\*', 'a+'])('%j is no pattern', (pattern) => {
    expect(whyNoPattern(pattern)).toBeDefined();
  });
  it('take no more steps than their lengths multiplied', () => {
    expect(fitsName('a'.repeat(10_000), ['*a'.repeat(120) + 'b'])).toBe(false);
    expect(fitsName('a/'.repeat(5_000), ['**/a/'.repeat(50) + 'b'])).toBe(false);
  });
  it('are of a registry where registries are listed', () => {
    expect(covers({ registries: ['ghcr.io'] }, { name: 'a', registry: 'ghcr.io' })).toBe(true);
    expect(covers({ registries: ['ghcr.io'] }, { name: 'a', registry: 'ghcr.io.evil.example' })).toBe(false);
    expect(covers({ registries: ['ghcr.io'] }, { name: 'a' })).toBe(false);
    expect(covers({}, { name: 'a' })).toBe(true);
  });
});

describe('versions', () => {
  it('are ordered as Semantic Versioning 2.0.0, §11, has it', () => {
    const order = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.2',
      '1.10',
      '2',
    ];
    for (let i = 1; i < order.length; i++) {
      expect([order[i - 1], compareVersions(order[i - 1]!, order[i]!)! < 0]).toEqual([order[i - 1], true]);
      expect(compareVersions(order[i]!, order[i - 1]!)! > 0).toBe(true);
    }
    for (const [a, b] of [
      ['v1.0', '1'],
      ['1.0.0+x', '1.0.0+y'],
      ['01.2', '1.2'],
    ] as const)
      expect(compareVersions(a, b)).toBe(0);
    expect(compareVersions('99999999999999999999.1', '99999999999999999998.9')! > 0).toBe(true);
  });
  it.each(['', 'latest', '1.', '1.0.0.0.0.0.0', '1 2', 'v', '1'.repeat(300)])('%j is none', (text) => {
    expect(compareVersions(text, '1')).toBeUndefined();
  });
});

describe('signatures', () => {
  const SIGNERS = `signers:\n  - identity: a@b.example\n    issuer: https://id.example\n    artifacts: [acme/*]\n    registries: [ghcr.io]\n  - key: ${HINT}\n  - authority: ${ROOT}\n    subject: CN=release\n`;
  it.each([
    ['an identity', KEYLESS, 'ok'],
    ['the identity by another issuer', { ...KEYLESS, issuer: 'https://id.example/' }, 'failed'],
    ['the identity in capitals', { ...KEYLESS, identity: 'A@b.example' }, 'failed'],
    ['a key', { method: 'key', hint: HINT }, 'ok'],
    ['another key', { method: 'key', hint: ROOT }, 'failed'],
    ['a certificate', { method: 'certificate', subject: 'CN=release', authority: ROOT }, 'ok'],
    ['a certificate of another authority', { method: 'certificate', subject: 'CN=release', authority: HINT }, 'failed'],
    ['a certificate that leads nowhere', { method: 'certificate', subject: 'CN=release' }, 'failed'],
    ['a certificate of somebody else', { method: 'certificate', subject: 'CN=release2', authority: ROOT }, 'failed'],
  ] as [string, SignerId, string][])('by %s: %s', (_title, id, state) => {
    const decision = judge(SIGNERS, { signatures: [signature(id)] });
    expect(states(decision)).toEqual(['signature ok', `signer ${state}`]);
    expect(decision.accepted).toBe(state === 'ok');
  });
  it('may be for other things', () => {
    const { requirements } = judge(SIGNERS, { subject: { name: 'acme/tiny' } });
    expect(requirements[1]).toMatchObject({
      id: 'signer',
      state: 'failed',
      decidedBy: { entry: 'signers[0]', line: 2, place: '/folder.yml' },
    });
  });
  it.each([
    ['unsigned', [], ['signature failed'], false],
    ['broken', [signature(KEYLESS, 'invalid', 'signature')], ['signature failed'], false],
    ['unchecked', [signature(undefined, 'unchecked', 'trusted-root')], ['signature unknown'], undefined],
    ['with files left aside', [signature(KEYLESS, 'partial')], ['signature failed'], false],
    [
      'by a key that nobody has',
      [signature(undefined, 'invalid', 'key')],
      ['signature unknown', 'signer failed'],
      false,
    ],
    [
      'by a key that only its hash tells',
      [signature(undefined, 'unchecked', 'key')],
      ['signature unknown', 'signer unknown'],
      undefined,
    ],
    [
      'by a stranger and by us',
      [signature({ method: 'key', hint: ROOT }), signature(KEYLESS)],
      ['signature ok', 'signer ok'],
      true,
    ],
    [
      'by us, and broken as well',
      [signature(undefined, 'invalid', 'bundle'), signature(KEYLESS)],
      ['signature ok', 'signer ok'],
      true,
    ],
  ] as [string, FoundSignature[], string[], boolean | undefined][])('%s', (_title, signatures, expected, accepted) => {
    const decision = judge(SIGNERS, { signatures });
    expect(states(decision)).toEqual(expected);
    expect(decision.accepted).toBe(accepted);
  });
  it('that do not hold tell against a model even where nobody asks', () => {
    const broken = signature(undefined, 'invalid', 'bundle');
    const body = 'licenses:\n  deny: [MIT]\n';
    const licenses = [{ text: 'ISC', form: 'expression', place: 'mof.yml' }] as const;
    expect(states(judge(body, { licenses, signatures: [broken] }))).toEqual(['signature failed', 'license ok']);
    expect(judge(body, { licenses }).accepted).toBe(true);
    expect(judge(body, { licenses, signatures: [] }).accepted).toBe(true);
  });
  it('give a verdict its name', () => {
    const verdict = { ...signature(KEYLESS, 'untrusted', 'identity').verdict, legacy: false };
    const accepted = judge(SIGNERS);
    expect(verdictByPolicy(verdict, accepted)).toMatchObject({
      state: 'verified',
      checks: [
        { id: 'files', ok: true },
        { id: 'identity', ok: true, detail: expect.stringContaining('may sign') },
      ],
    });
    const refused = judge(SIGNERS, { subject: { name: 'other' } });
    const trusted = { ...verdict, state: 'verified' as const };
    expect(verdictByPolicy(trusted, refused).state).toBe('untrusted');
    expect(titleByPolicy({ state: 'untrusted' }, refused)).toBe('Valid, but the signer is not in the policy');
    expect(titleByPolicy({ state: 'verified' }, accepted)).toBe('Verified');
    expect(titleByPolicy({ state: 'invalid' }, refused)).toBe('Not verified');
  });
});

describe('licences', () => {
  const license = (body: string, text: string, form: 'expression' | 'tag' = 'expression') =>
    judge(`licenses:\n${body}`, { licenses: [{ text, form, subject: 'tiny', place: 'mof.yml' }] });
  it.each([
    ['  open: true\n', 'Apache-2.0', true],
    ['  open: true\n', 'Apache-2.0 AND CC-BY-NC-4.0', false],
    ['  open: true\n', 'Apache-2.0 OR CC-BY-NC-4.0', true],
    ['  open: true\n', 'LicenseRef-ours', false],
    ['  open: true\n', 'NOASSERTION', false],
    ['  open: true\n', 'all rights reserved', false],
    ['  allow: [MIT]\n', 'MIT', true],
    ['  allow: [MIT]\n', 'mit', true],
    ['  allow: [MIT]\n', 'NONE', false],
    ['  allow: [MIT]\n', 'MIT AND ISC', false],
    ['  deny: [GPL-3.0-only]\n', 'GPL-3.0-only OR MIT', true],
    ['  deny: [GPL-3.0-only]\n', 'MIT AND GPL-3.0-only', false],
    ['  deny: [llama3.1]\n', 'LicenseRef-ours', true],
  ])('%j, %s: %s', (body, text, accepted) => {
    expect(license(body, text).accepted).toBe(accepted);
  });
  it('are tags of Hugging Face, too', () => {
    expect(license('  deny: [llama3.1]\n', 'llama3.1', 'tag').accepted).toBe(false);
    expect(license('  open: true\n', 'apache-2.0', 'tag').accepted).toBe(true);
  });
  it('have to be stated', () => {
    expect(states(judge('licenses:\n  deny: [MIT]\n'))).toEqual(['license failed']);
    expect(states(judge('licenses:\n  deny: [MIT]\n', { licenses: { unknown: 'Why.' } }))).toEqual(['license unknown']);
  });
  it('are told apart by the entry that refuses them', () => {
    const { requirements } = license('  open: true\n  deny:\n    - ISC\n    - MIT\n', 'MIT');
    expect(requirements).toMatchObject([
      {
        detail: 'MIT, the licence of "tiny" in mof.yml, is denied.',
        decidedBy: { entry: 'licenses.deny[1]', line: 5 },
      },
    ]);
  });
});

describe('evidence', () => {
  const bom = (state: 'fits' | 'stale' | 'unproved' | 'unreadable') => ({ place: 'bom.json', state, detail: state });
  it.each([
    [[], 'failed'],
    [[bom('fits')], 'ok'],
    [[bom('stale'), bom('fits')], 'failed'],
    [[bom('unproved'), bom('fits')], 'ok'],
    [[bom('unproved')], 'failed'],
    [[bom('unreadable')], 'failed'],
    [{ unknown: 'Why.' }, 'unknown'],
  ] as const)('of a bill of materials %j: %s', (boms, state) => {
    expect(states(judge('require:\n  bom: true\n', { boms }))).toEqual([`bom ${state}`]);
  });
  it.each([
    [[3], 3, 'ok'],
    [[1], 3, 'ok'],
    [[3], 2, 'failed'],
    [[0], 3, 'failed'],
    [[1, 0], 3, 'failed'],
    [[], 3, 'failed'],
  ] as const)('of classes %j where %s is asked for: %s', (classes, level, state) => {
    const mof = classes.map((each) => ({ place: 'mof.yml', class: each }));
    expect(states(judge(`require:\n  mof-class: ${level}\n`, { mof }))).toEqual([`mof-class ${state}`]);
  });
  it('of the profile has to be there for each claim', () => {
    const report = (conformant: boolean) => ({
      version: '0.1',
      conformant,
      claims: [
        {
          key: 'a',
          level: 'must' as const,
          state: conformant ? ('proved' as const) : ('missing' as const),
          detail: 'It is missing.',
        },
      ],
    });
    const profile = (facts: Partial<PolicyFacts>) => states(judge('require:\n  profile: true\n', facts));
    expect(profile({})).toEqual(['profile failed']);
    expect(profile({ profile: report(true) })).toEqual(['profile ok']);
    expect(profile({ profile: report(false) })).toEqual(['profile failed']);
    expect(profile({ profile: { unknown: 'Why.' } })).toEqual(['profile unknown']);
  });
  it('of a version is every one that is stated', () => {
    const version = (...texts: string[]) =>
      states(
        judge('minimum-versions:\n  - artifacts: [acme/tiny]\n    version: 1.2.0\n', {
          versions: texts.map((text) => ({ text, place: 'mof.yml' })),
        }),
      );
    expect(version('1.2.0')).toEqual(['version ok']);
    expect(version('2.0', '1.1')).toEqual(['version failed']);
    expect(version('latest')).toEqual(['version failed']);
    expect(version()).toEqual(['version failed']);
    expect(states(judge('minimum-versions:\n  - artifacts: [other]\n    version: 1.2.0\n'))).toEqual([]);
  });
});

describe('exceptions', () => {
  const exception = (requirement: string, more = '') =>
    `exceptions:\n  - requirement: ${requirement}\n${more}    reason: it is old\n    expires: ${DAY}\n`;
  it('excuse what is not met, and say why', () => {
    const decision = judge(`require:\n  bom: true\n${exception('bom')}`);
    expect(decision).toMatchObject({
      accepted: true,
      requirements: [{ id: 'bom', state: 'excused', decidedBy: { entry: 'exceptions[0]' } }],
      exceptions: [{ requirement: 'bom', reason: 'it is old', expires: DAY, at: { entry: 'exceptions[0]', line: 4 } }],
    });
  });
  it('are for the names and licences that they say', () => {
    const body = 'licenses:\n  open: true\n';
    const licenses = [{ text: 'CC-BY-NC-4.0', form: 'expression', place: 'mof.yml' }] as const;
    for (const [more, accepted] of [
      ['', true],
      ['    license: cc-by-nc-4.0\n', true],
      ['    license: MIT\n', false],
      ['    artifacts: [acme/*]\n', true],
      ['    artifacts: [other]\n', false],
    ] as const)
      expect([more, judge(body + exception('license', more), { licenses }).accepted]).toEqual([more, accepted]);
  });
  it('end, and excuse nothing that could not be found out', () => {
    const body = `require:\n  bom: true\n${exception('bom')}`;
    expect(evaluate([policy(body)], FACTS, '2026-11-23').accepted).toBe(false);
    expect(judge(body, { boms: { unknown: 'Why.' } }).accepted).toBeUndefined();
  });
  it('of a policy are from its own requirements only', () => {
    const strict = policy('require:\n  bom: true\n', 'user');
    const wide = policy(`require:\n  bom: true\n${exception('bom')}`);
    expect(states(evaluate([strict, wide], FACTS, DAY))).toEqual(['bom failed', 'bom excused']);
    expect(evaluate([strict, wide], FACTS, DAY).accepted).toBe(false);
  });
});

describe('policies', () => {
  it('that cannot be applied accept nothing, and say why', () => {
    const refused: FoundPolicy = {
      file: { level: 'user', place: '/p.yml', state: 'refused', reasons: ['Line 1: no.'] },
    };
    const decision = evaluate(
      [refused, policy('licenses:\n  deny: [MIT]\n')],
      { ...FACTS, licenses: [{ text: 'ISC', form: 'expression', place: 'x' }] },
      DAY,
    );
    expect(decision).toMatchObject({
      accepted: false,
      requirements: [
        { id: 'policy', state: 'failed', detail: 'The policy /p.yml cannot be applied. Line 1: no.' },
        { id: 'license', state: 'ok' },
      ],
    });
  });
  it('that have no say decide nothing', () => {
    const ignored: FoundPolicy = {
      file: { level: 'folder', place: '/p.yml', state: 'ignored', reasons: ['Its folder is not trusted.'] },
    };
    expect(evaluate([ignored], FACTS, DAY)).toMatchObject({ requirements: [{ id: 'policy', state: 'unknown' }] });
    expect(evaluate([ignored], FACTS, DAY).accepted).toBeUndefined();
  });
  it('are told in lines in which nothing acts', () => {
    const decision = judge('require:\n  bom: true\n', {
      boms: [{ place: 'x', state: 'stale', detail: 'Stale: \u001b[2J\u202e.' }],
    });
    expect(decisionLines(decision, (place) => place.slice(1))).toEqual([
      'policy: not accepted',
      '  policy of the folder: folder.yml',
      '  FAILED  bom: Stale: \\u{1b}[2J\\u{202e}. (folder.yml, line 3)',
    ]);
  });
  it('give plain data, fit for JSON', () => {
    const decision = judge('require:\n  bom: true\n  mof-class: 3\n');
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
  });
});
