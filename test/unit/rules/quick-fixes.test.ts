import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { KINDS, RULES } from '../../../src/core/documents/kinds';
import { type Finding, type Fix } from '../../../src/core/findings/finding';
import { fixAll, safeFix } from '../../../src/core/findings/fix';
import { applyEdits } from '../../../src/core/text/edit';
import { fixtureFile, fixtureFolder, isFixture } from '../../fixtures';
import { countOf, identity, lintText } from '../../lint';

const MOF_RULES = new Set(KINDS.find(({ id }) => id === 'mof')!.rules.map(({ id }) => id));

const FIXTURES = path.join(__dirname, '../../fixtures/quick-fixes');

/**
 * What may show up behind a fix because it could not be seen before. Only when components can be read is it known what
 * the release lacks, and whether they have a licence; only when a licence is known can something be said about it.
 */
const REVEALS: Record<string, readonly string[]> = {
  'spdx/abstract-type': ['spdx/license-relationship', 'spdx/missing-mandatory', 'spdx/missing-property'],
  'spdx/license-ref-without-text': ['spdx/placeholder'],
  'spdx/license-relationship': ['spdx/placeholder'],
  'spdx/unknown-property': ['spdx/missing-property'],
  'spdx/missing-mandatory': ['spdx/dangling-reference', 'spdx/invalid-format', 'spdx/placeholder'],
  'spdx/missing-property': ['spdx/dangling-reference', 'spdx/invalid-format', 'spdx/unknown-value'],
  // What is in a section is known only under its right name; which files are left over, when all paths are right.
  'kitfile/unknown-key': ['kitfile/unknown-key'],
  'kitfile/backslash': ['kitfile/unpacked-file'],
  'kitfile/path-not-found': ['kitfile/unpacked-file'],
  'kitfile/unpacked-file': ['kitfile/unpacked-file'],
  'modelfile/folder': ['modelfile/unpacked-file'],
  'modelfile/path-not-found': ['modelfile/unpacked-file'],
  'document/tab-indentation': ['mof/missing-components'],
  'license/content-type': ['mof/redundant-license'],
  'license/not-open': ['license/content-type', 'mof/missing-license-path'],
  'mof/empty-components': ['mof/missing-components'],
  'mof/missing-components': ['mof/missing-components', 'mof/report-covered-by-paper'],
  'mof/missing-field': ['mof/missing-components', 'mof/no-license'],
  'mof/old-format': ['mof/missing-components', 'mof/hidden-release'],
  'mof/unknown-component': ['mof/missing-components'],
  'mof/unnamed-component': ['mof/missing-components'],
  'mof/wrong-type': ['license/unknown', 'mof/missing-components', 'mof/missing-license-path', 'mof/no-license'],
};

interface Fixture {
  name: string;
  rule: string;
  text: string;
  findings: Finding[];
  lint: (text: string) => Finding[];
  fixes: { finding: Finding; fix: Fix; golden: string }[];
}

function readFixture(name: string): Fixture {
  const rule = RULES.filter(({ id }) => name.startsWith(id)).sort((a, b) => b.id.length - a.id.length)[0]!.id;
  const { dir, name: stem, ext } = path.parse(name);
  const text = readFileSync(path.join(FIXTURES, name), 'utf8');
  const folder = fixtureFolder(text);
  const lint = (version: string) => lintText(version, { path: `/releases/Aurora-7B/${fixtureFile(name)}`, folder });
  const findings = lint(text);
  const own = findings.filter((f) => f.rule === rule);
  const fixes = own
    .flatMap((finding) => finding.fixes().map((fix) => ({ finding, fix })))
    .map((pair, n) => ({ ...pair, golden: path.join(FIXTURES, dir, `${stem}.${n + 1}.fixed${ext}`) }));
  return { name, rule, text, findings, lint, fixes };
}

const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter(isFixture)
  .sort();
const fixtures = files.filter((name) => !/\.fixed\.\w+$/.test(name)).map(readFixture);

/** How many comments a text has; a `#` in quotes counts as well. */
function comments(text: string): number {
  return text.match(/(?:^|\s)#/gm)?.length ?? 0;
}

describe('quick fixes (UPDATE_GOLDEN=1 writes the expected files)', () => {
  describe.each(fixtures)('$name', ({ rule, text, findings, lint, fixes }) => {
    it('has fixes', () => expect(fixes.map(({ fix }) => fix.title)).not.toEqual([]));

    it.each(fixes.map(({ finding, fix, golden }, n) => ({ title: `${n + 1}: ${fix.title}`, finding, fix, golden })))(
      '$title',
      ({ finding, fix, golden }) => {
        const fixed = applyEdits(text, fix.edits);
        if (process.env.UPDATE_GOLDEN) writeFileSync(golden, fixed);
        expect(existsSync(golden), `${golden} is missing`).toBe(true);
        expect(fixed).toBe(readFileSync(golden, 'utf8'));
        const after = lint(fixed);
        expect(countOf(after, identity(finding))).toBeLessThan(countOf(findings, identity(finding)));
        const news = after.filter((f) => countOf(after, identity(f)) > countOf(findings, identity(f)));
        expect(news.filter((f) => !REVEALS[rule]?.includes(f.rule)).map(identity)).toEqual([]);
        // A fix that is applied without asking drops no comment, but for those that are wrong themselves.
        if (fix.safe && !rule.startsWith('suppression/')) expect(comments(fixed)).toBe(comments(text));
      },
    );

    it('can be fixed as a whole, once and for all', () => {
      const all = fixAll(text, lint);
      expect(
        lint(all.text)
          .filter((f) => safeFix(f))
          .map(identity),
      ).toEqual([]);
      expect(fixAll(all.text, lint)).toEqual({ text: all.text, count: 0 });
    });
  });

  it('have no expected files that nothing gives', () => {
    const given = new Set(fixtures.flatMap(({ fixes }) => fixes.map(({ golden }) => golden)));
    const fixed = files.filter((name) => /\.fixed\.\w+$/.test(name)).map((name) => path.join(FIXTURES, name));
    expect(fixed.filter((name) => !given.has(name))).toEqual([]);
  });

  const fixed = (id: string) =>
    fixtures.filter(({ rule, fixes }) => rule === id && fixes.length).map(({ name }) => name);

  it.each(RULES.filter((rule) => rule.fixable))('exist for $id', ({ id }) => expect(fixed(id)).not.toEqual([]));

  // Comments, tabs and the configuration file are matters of YAML alone.
  const both = RULES.filter(({ id, fixable }) => fixable && (MOF_RULES.has(id) || id.startsWith('document/')));
  it.each(both.filter(({ id }) => id !== 'document/tab-indentation'))(
    'exist for $id, in YAML and in JSON',
    ({ id }) => {
      expect(fixed(id).some((name) => fixtureFile(name) === 'mof.yml')).toBe(true);
      expect(fixed(id).some((name) => fixtureFile(name) === 'mof.json')).toBe(true);
    },
  );

  it('are given by fixable rules only, and by one safe fix at most', () => {
    const fixable = new Set(RULES.filter((rule) => rule.fixable).map((rule) => rule.id));
    for (const finding of fixtures.flatMap((f) => f.findings)) {
      const fixes = finding.fixes();
      if (fixes.length) expect(fixable).toContain(finding.rule);
      expect(fixes.filter((fix) => fix.safe).length).toBeLessThanOrEqual(1);
    }
  });
});
