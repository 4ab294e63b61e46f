import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIG_NAME, EMPTY_CONFIGURATION } from '../../../src/core/config/configuration';
import { readConfiguration } from '../../../src/core/config/document';
import { RULES, detectKind } from '../../../src/core/documents/kinds';
import { type Finding } from '../../../src/core/findings/finding';
import { type KnownRelease } from '../../../src/core/findings/context';
import { docsUrl } from '../../../src/core/findings/rule';
import { type FolderProblem } from '../../../src/core/modelfolder/inventory';
import { MofDocument } from '../../../src/core/mof/document';
import { decodeText } from '../../../src/core/text/decode';
import { parseYaml } from '../../../src/core/text/yaml';
import { loadInventory } from '../../../src/node/modelfolder/load';
import { folderWith } from '../../folder';
import { lintText } from '../../lint';
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

/** Makes a folder of the files of an example, and reads it as a model. `a -> b` in the list is a link. */
async function readExample(files: Example[], listed: string[] | undefined): Promise<FolderProblem[]> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'page-')));
  try {
    for (const { name, bytes } of files) writeFileSync(path.join(folder, name), bytes);
    for (const [, name, target] of (listed ?? []).join('\n').matchAll(/^(.+) -> (.+)$/gm))
      symlinkSync(target!, path.join(folder, name!));
    return (await loadInventory({ path: folder, shown: 'example' })).problems;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is said of an example, by the rule that it is of. */
async function saidOf(id: string, files: Example[], listed: string[] | undefined) {
  const said = id.startsWith('modelfolder/') ? await readExample(files, listed) : lintExample(files, listed);
  return said.map(({ rule, severity, message }) => ({ rule, severity, message }));
}

const isHeavy = ({ severity }: Pick<Finding, 'severity'>) => severity === 'error' || severity === 'warning';

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

    // They take a thousand mistakes, and more files than anybody writes for a test.
    it.skipIf(['document/too-many-findings', 'modelfolder/too-many-files'].includes(rule.id))(
      'shows a bad example with this mistake and no other',
      async () => {
        const findings = await saidOf(rule.id, page.bad, page.folder.bad);
        expect(findings.map((f) => f.rule)).toContain(rule.id);
        expect(findings.filter((f) => isHeavy(f) && f.rule !== rule.id)).toEqual([]);
      },
    );

    if (!rule.fixable && !rule.id.startsWith('modelfolder/'))
      it('has no fix, as it says', () => {
        const own = lintExample(page.bad, page.folder.bad).filter((f) => f.rule === rule.id);
        expect(own.flatMap((f) => f.fixes())).toEqual([]);
      });

    it('shows a good example without a mistake', async () => {
      expect(page.good.length).toBeGreaterThan(0);
      const findings = await saidOf(rule.id, page.good, page.folder.good);
      expect(findings.filter((f) => isHeavy(f) || f.rule === rule.id)).toEqual([]);
    });
  });
});
