import { describe, expect, it } from 'vitest';
import { EMPTY_CONFIGURATION } from '../../../src/core/config/configuration';
import { openDocument } from '../../../src/core/documents/kinds';
import { type NeighbourFile } from '../../../src/core/findings/context';
import { type Finding } from '../../../src/core/findings/finding';
import { type LicensePolicy } from '../../../src/core/licenses/policy';
import { licenseRules } from '../../../src/core/licenses/rules';
import { type LicenseStatement } from '../../../src/core/licenses/statement';
import { lintText, TODAY } from '../../lint';

const neighbour = (name: string, text: string): NeighbourFile => ({ name, file: `/m/${name}`, text });
const card = (metadata: string): string => `---\n${metadata}\n---\n`;
const npm = (license: string): string => JSON.stringify({ name: 'aurora', license });
const kitfile = (license: string): string => `package:\n  name: aurora\n  license: ${license}\n`;
const mof = (parameters: string, distribution = 'OpenMDW-1.0'): string => `framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: Aurora-7B
  producer: Lab
  license:
    distribution:
      name: ${distribution}
      path: https://example.org/
  components:
    - name: Model parameters (Final)
${parameters ? `      license: ${parameters}\n` : ''}`;

function lint(name: string, text: string, others: NeighbourFile[] = [], policy?: LicensePolicy): Finding[] {
  const configuration = policy && { ...EMPTY_CONFIGURATION, licenses: policy };
  return lintText(text, { path: `/m/${name}`, neighbours: others, ...(configuration ? { configuration } : {}) });
}
const rules = (...args: Parameters<typeof lint>): string[] =>
  lint(...args)
    .filter(({ rule }) => rule.startsWith('license/'))
    .map(({ rule, span }) => `${rule} ${args[1].slice(span.start, span.end)}`);

describe('a card and the MOF file beside it that disagree', () => {
  const README = card('license: cdla-permissive-2.0');

  it('each show both places', () => {
    const [inMof, ...rest] = lint('mof.yml', mof(''), [neighbour('README.md', README)]).filter(
      ({ rule }) => rule === 'license/disagree',
    );
    expect(rest).toEqual([]);
    expect(inMof).toMatchObject({
      message: 'README.md says cdla-permissive-2.0, but this file says OpenMDW-1.0.',
      range: { start: { line: 9, character: 12 } },
      related: [{ file: '/m/README.md', range: { start: { line: 1, character: 9 }, end: { line: 1, character: 28 } } }],
    });
    const inCard = lint('README.md', README, [neighbour('mof.yml', mof(''))]);
    expect(inCard).toMatchObject([
      { rule: 'license/disagree', related: [{ file: '/m/mof.yml', range: { start: { line: 9, character: 12 } } }] },
    ]);
  });

  it('are silent where they agree, or where nobody can tell', () => {
    for (const [metadata, parameters] of [
      ['license: cdla-permissive-2.0', 'CDLA-Permissive-2.0'],
      ['license: CDLA-Permissive-2.0', 'CDLA-Permissive-2.0'],
      ['license: pddl', 'ODC-PDDL-1.0'],
      ['license: gpl-3.0', 'GPL-3.0-only'],
      ['license: other\nlicense_name: aurora', 'MIT'],
      ['license: bsd', 'BSD-3-Clause'],
      ['license: unknown', 'MIT'],
      ['language: en\nbase_model: a/b', 'MIT'],
    ])
      expect(rules('README.md', card(metadata!), [neighbour('mof.yml', mof(parameters!))])).not.toContainEqual(
        expect.stringContaining('license/disagree'),
      );
  });

  it('count the licence of the parameters before that of the release', () => {
    expect(rules('README.md', card('license: mit'), [neighbour('mof.yml', mof('MIT'))])).toEqual([]);
    expect(rules('README.md', card('license: openmdw-1.0'), [neighbour('mof.yml', mof('MIT'))])).toEqual([
      'license/disagree openmdw-1.0',
    ]);
  });
});

describe('other files beside each other', () => {
  it('have one finding for all that say otherwise', () => {
    const others = [neighbour('mof.yml', mof('MIT')), neighbour('Kitfile', kitfile('Apache-2.0'))];
    expect(rules('README.md', card('license: isc'), others)).toEqual(['license/disagree isc']);
  });

  it('are compared where they are about the same kind of thing', () => {
    const toml = neighbour('pyproject.toml', '[project]\nlicense = "Apache-2.0"\n');
    expect(rules('package.json', npm('MIT'), [toml])).toEqual(['license/disagree "MIT"']);
    expect(rules('README.md', card('license: cc-by-4.0'), [toml])).toEqual([]);
    expect(rules('package.json', npm('MIT OR Apache-2.0'), [neighbour('Kitfile', kitfile('ISC'))])).toEqual([]);
  });

  it('that can not be read, or are the file itself, are no witness', () => {
    expect(rules('README.md', card('license: mit'), [neighbour('mof.yml', `${mof('ISC')}  - : [`)])).toEqual([]);
    expect(rules('README.md', card('license: mit'), [neighbour('README.md', card('license: isc'))])).toEqual([]);
  });
});

describe('the LICENSE file', () => {
  const LLAMA = 'LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\nLlama 3.1 Version Release Date: July 23, 2024\n';

  it('is shown where it differs', () => {
    const [finding] = lint('README.md', card('license: apache-2.0'), [neighbour('LICENSE', LLAMA)]);
    expect(finding).toMatchObject({
      rule: 'license/differs-from-text',
      related: [{ file: '/m/LICENSE', range: { start: { line: 0, character: 0 } } }],
    });
  });

  it('is none where it fits, is of a part, or is not known', () => {
    expect(rules('README.md', card('license: llama3.1'), [neighbour('LICENSE.txt', LLAMA)])).toEqual([]);
    expect(rules('README.md', card('license: mit'), [neighbour('LICENSE-DATA', LLAMA)])).toEqual([]);
    expect(rules('README.md', card('license: mit'), [neighbour('LICENSE', 'Do as you like, friends.')])).toEqual([]);
    expect(
      rules('Kitfile', `${kitfile('MIT')}model:\n  license: LicenseRef-llama3.1\n`, [neighbour('LICENSE', LLAMA)]),
    ).toEqual([]);
  });

  it('says which licence it is, and is never wrong', () => {
    const text = `\n  ${LLAMA}\f${'text '.repeat(10)}`;
    const document = openDocument('/m/LICENSE.md', text)!;
    expect(document.kind.id).toBe('license-text');
    expect(document.features.hover(5)).toMatchObject({ span: { start: 3, end: 40 } });
    expect(document.features.inlayHints({ start: 0, end: 99 })).toMatchObject([{ offset: 40 }]);
    expect(lint('LICENSE.md', text)).toEqual([]);
    expect(openDocument('/m/LICENSE', 'Prose.')!.features.hover(2)).toBeUndefined();
    for (const name of ['licenses.ts', 'license.json', 'LICENSE.py', 'license-checker.js'])
      expect(openDocument(`/m/${name}`, text)).toBeUndefined();
  });

  it('settles what bsl-1.0 means', () => {
    expect(rules('README.md', card('license: bsl-1.0'))).toEqual(['license/ambiguous-tag bsl-1.0']);
  });
});

describe('sources', () => {
  it('restrict what is made from them', () => {
    const made = (license: string) =>
      rules('README.md', card(`license: ${license}\nbase_model: meta-llama/Llama-3.1-8B`));
    expect(made('mit')).toEqual(['license/restrictive-base mit']);
    expect(made('llama3.1')).toEqual([]);
    expect(made('cc-by-nc-4.0')).toEqual([]);
    expect(made('other')).toEqual(['license/other-without-name other']);
    expect(rules('README.md', card('license: mit\nbase_model: nobody/knows-this'))).toEqual([]);
  });

  it('of data that is not commercial are worth knowing', () => {
    const made = (license: string) => rules('README.md', card(`license: ${license}\ndatasets: [tatsu-lab/alpaca]`));
    expect(made('apache-2.0')).toEqual(['license/non-commercial-data tatsu-lab/alpaca']);
    expect(made('cc-by-nc-4.0')).toEqual([]);
  });
});

describe('the policy of the project', () => {
  const judged = (license: string, policy: LicensePolicy) => rules('package.json', npm(license), [], policy);

  it.each<[string, LicensePolicy, string[]]>([
    ['MIT', { allow: ['MIT'] }, []],
    ['MIT', { allow: ['mit'] }, []],
    ['ISC', { allow: ['MIT'] }, ['license/not-allowed "ISC"']],
    ['ISC', { deny: ['isc'] }, ['license/denied "ISC"']],
    ['ISC', { allow: ['ISC'], deny: ['ISC'] }, ['license/denied "ISC"']],
    ['MIT OR ISC', { deny: ['ISC'] }, []],
    ['MIT AND ISC', { deny: ['ISC'] }, ['license/denied ISC']],
    ['(MIT AND ISC) OR Zlib', { deny: ['ISC'] }, []],
    ['MIT OR ISC', { allow: ['Zlib'] }, ['license/not-allowed MIT OR ISC']],
    ['MIT OR ISC', { deny: ['MIT', 'ISC'] }, ['license/denied MIT OR ISC']],
    ['GPL-2.0-only WITH Classpath-exception-2.0', { deny: ['GPL-2.0-only'] }, ['license/denied GPL-2.0-only']],
    ['GPL-2.0-only WITH Classpath-exception-2.0', { allow: ['GPL-2.0-only WITH Classpath-exception-2.0'] }, []],
    ['LicenseRef-ours', { allow: ['LicenseRef-ours'] }, []],
    ['MIT', { allow: [] }, ['license/not-allowed "MIT"']],
    ['MIT', { allow: ['ISC'], content: { code: { allow: ['MIT'] } } }, []],
    ['MIT', { allow: ['MIT'], content: { code: { deny: ['MIT'] } } }, ['license/denied "MIT"']],
    ['MIT', { allow: ['ISC'], content: { data: { allow: ['MIT'] } } }, ['license/not-allowed "MIT"']],
    ['ISC', { deny: ['ISC'], exceptions: [{ license: 'ISC', reason: 'x' }] }, []],
    ['ISC', { deny: ['ISC'], exceptions: [{ license: 'ISC', reason: 'x', subject: 'aurora' }] }, []],
    [
      'ISC',
      { deny: ['ISC'], exceptions: [{ license: 'ISC', reason: 'x', subject: 'other' }] },
      ['license/denied "ISC"'],
    ],
    ['ISC', { deny: ['ISC'], exceptions: [{ license: 'ISC', reason: 'x', expires: '2026-11-22' }] }, []],
    [
      'ISC',
      { deny: ['ISC'], exceptions: [{ license: 'ISC', reason: 'x', expires: '2026-11-21' }] },
      ['license/denied "ISC"'],
    ],
  ])('%s, %j', (license, policy, expected) =>
    expect(judged(license, policy).map((f) => f.replace(/ "?(MIT OR ISC|[\w.-]+)"?$/, (_, x) => ` ${x}`))).toEqual(
      expected.map((f) => f.replaceAll('"', '')),
    ),
  );

  it('holds for cards, MOF configurations and Kitfiles alike', () => {
    const policy = { allow: ['CC0-1.0'] };
    expect(rules('README.md', card('license: mit'), [], policy)).toEqual(['license/not-allowed mit']);
    expect(rules('README.md', card('license: other\nlicense_name: x\nlicense_link: y'), [], policy)).toEqual([
      'license/not-allowed x',
    ]);
    expect(rules('mof.yml', mof('MIT'), [], policy).filter((f) => f.includes('allowed'))).toEqual([
      'license/not-allowed OpenMDW-1.0',
      'license/not-allowed MIT',
    ]);
    expect(rules('Kitfile', kitfile('MIT'), [], policy)).toEqual(['license/not-allowed MIT']);
    expect(rules('README.md', card('license: gpl-3.0'), [], { allow: ['GPL-3.0-only', 'GPL-3.0-or-later'] })).toEqual([
      'license/ambiguous-tag gpl-3.0',
    ]);
  });
});

describe('a hundred thousand statements', () => {
  const subject = { name: 'x', content: 'code', main: false } as const;
  let touched = 0;
  const statements = (license: (i: number) => string): LicenseStatement[] =>
    Array.from({ length: 100_000 }, (_, i) => ({
      text: license(i),
      form: 'expression',
      role: 'declared',
      subject,
      get node() {
        touched++;
        return { kind: 'scalar', value: this.text, text: this.text, style: 'plain', start: 0, end: 1 } as const;
      },
    }));
  const run = (license: (i: number) => string): number => {
    const parsed = openDocument('/m/package.json', npm('MIT'))!.parsed;
    const document = { kind: 'spdx', parsed, licensing: { statements: statements(license), sources: [] } };
    const context = { file: '', path: '', today: TODAY, releases: [], neighbours: [], open: () => undefined };
    const policy = { deny: ['ISC'], exceptions: [] };
    let reports = 0;
    for (const rule of licenseRules) rule.check(document, () => reports++, { ...context, policy });
    return reports;
  };

  it('look no node up unless it is reported', () => {
    const reports = run((i) => ['MIT', 'Apache-2.0 OR MIT', 'GPL-3.0-only'][i % 3]!);
    expect([reports, touched]).toEqual([0, 0]);
  });

  it('look none up for as many mistakes', () => {
    const reports = run((i) => (i % 2 ? 'Apach 2.0-x' : 'MIT Or ISC'));
    expect(reports).toBeGreaterThanOrEqual(100_000);
    expect(touched).toBe(0);
  });
});
