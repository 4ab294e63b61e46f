import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIG_NAME, EMPTY_CONFIGURATION } from '../../../src/core/config/configuration';
import { readConfiguration } from '../../../src/core/config/document';
import { RULES, detectKind } from '../../../src/core/documents/kinds';
import { type Finding } from '../../../src/core/findings/finding';
import { type KnownRelease } from '../../../src/core/findings/context';
import { docsUrl } from '../../../src/core/findings/rule';
import { MofDocument } from '../../../src/core/mof/document';
import { decodeText } from '../../../src/core/text/decode';
import { parseYaml } from '../../../src/core/text/yaml';
import { folderWith } from '../../folder';
import { identity, lintText } from '../../lint';
import { PAGES, pageIds, readPage, type Example } from './pages';

const FOLDER = '/releases/';

/** Lints the files of an example together, as they would lie in one workspace. */
function lintExample(files: Example[], listed: string[] | undefined): Finding[] {
  const folder = listed && folderWith(listed);
  const decoded = files.map(({ name, bytes }) => ({ name, file: FOLDER + name, bytes, text: decodeText(bytes).text }));
  const ours = decoded.filter(({ file, text }) => detectKind(file, text));
  const releases = ours.flatMap(({ file, text }): KnownRelease[] => {
    const { name, nameEntry, parsed } = new MofDocument(parseYaml(text));
    return name && nameEntry?.value ? [{ name, file, range: parsed.lines.range(nameEntry.value) }] : [];
  });
  const configuration = decoded.find(({ name }) => name === CONFIG_NAME);
  const licenses = configuration && readConfiguration(parseYaml(configuration.text)).licenses;
  return ours.flatMap(({ file, bytes }) =>
    lintText(bytes, {
      path: file,
      ...(licenses ? { configuration: { ...EMPTY_CONFIGURATION, licenses } } : {}),
      releases,
      folder,
      neighbours: decoded.filter((other) => other.file !== file && path.dirname(other.file) === path.dirname(file)),
    }),
  );
}

const isHeavy = ({ severity }: Finding) => severity === 'error' || severity === 'warning';

/** The overview of all rules, as it should be. */
function overview(): string {
  const rows = RULES.map(
    ({ id, severity, fixable, title }) => `| [${id}](${id}.md) | ${severity} | ${fixable ? 'yes' : ''} | ${title} |`,
  );
  return `# Rules

Every rule has a page with an example of the mistake and of how it is mended. The severity is the one that a rule has
unless \`.modelopenness.yml\` or the settings of the editor say otherwise; "fixable" says that some of its findings have
a quick fix.

| Rule | Severity | Fixable | What it reports |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

describe('pages of the rules', () => {
  it('exist for every rule and for nothing else', () => {
    expect(pageIds()).toEqual(RULES.map((rule) => rule.id).sort());
  });

  it('are listed with severity and title (UPDATE_GOLDEN=1 writes the list)', () => {
    const file = path.join(PAGES, 'README.md');
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, overview());
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(overview());
  });

  describe.each(RULES)('$id', (rule) => {
    const page = readPage(rule.id);

    it('says what the registry says', () => {
      expect(page).toMatchObject({
        heading: `# ${rule.id}`,
        severity: rule.severity,
        fixable: rule.fixable ? 'yes' : 'no',
      });
      expect(page.headings.slice(0, 3)).toEqual(['Bad', 'Good', 'How to mend it']);
      expect(docsUrl(rule.id)).toMatch(new RegExp(`/docs/rules/${rule.id}.md$`));
    });

    // It takes a thousand mistakes.
    it.skipIf(rule.id === 'document/too-many-findings')('shows a bad example with this mistake and no other', () => {
      const findings = lintExample(page.bad, page.folder.bad);
      expect(findings.map((f) => f.rule)).toContain(rule.id);
      expect(findings.filter((f) => isHeavy(f) && f.rule !== rule.id).map(identity)).toEqual([]);
    });

    if (!rule.fixable)
      it('has no fix, as it says', () => {
        const own = lintExample(page.bad, page.folder.bad).filter((f) => f.rule === rule.id);
        expect(own.flatMap((f) => f.fixes())).toEqual([]);
      });

    it('shows a good example without a mistake', () => {
      expect(page.good.length).toBeGreaterThan(0);
      const findings = lintExample(page.good, page.folder.good);
      expect(findings.filter((f) => isHeavy(f) || f.rule === rule.id).map(identity)).toEqual([]);
    });
  });
});
