import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fixAll, safeFix } from '../../src/core/findings/fix';
import { MofDocument } from '../../src/core/mof/document';
import { applyEdits } from '../../src/core/text/edit';
import { parseYaml } from '../../src/core/text/yaml';
import { corpus, describeWithCorpus } from '../corpus';
import { countOf, identity, lintText } from '../lint';

/** The class as a height: 0 for unclassified, 3 for Class I. */
function height(text: string): number {
  const level = new MofDocument(parseYaml(text)).classification.class;
  return level ? 4 - level : 0;
}

const comments = (text: string) => text.match(/(?:^|\s)#/gm)?.length ?? 0;

describeWithCorpus('fixes in published configurations', 'mot/models', () => {
  const names = readdirSync(corpus('mot/models')).filter((name) => name.endsWith('.yml'));
  const read = (name: string) => readFileSync(corpus('mot/models', name), 'utf8');
  const linter = (name: string) => (text: string) => lintText(text, { path: `/models/${name}` });

  it.each(names)('%s: every fix mends its finding and leaves a sound file', (name) => {
    const text = read(name);
    const lint = linter(name);
    const findings = lint(text);
    for (const finding of findings)
      for (const fix of finding.fixes()) {
        const fixed = applyEdits(text, fix.edits);
        const label = `${identity(finding)} ${fix.title}`;
        expect(parseYaml(fixed).problems, label).toEqual([]);
        expect(comments(fixed), label).toBe(comments(text));
        expect(countOf(lint(fixed), identity(finding)), label).toBeLessThan(countOf(findings, identity(finding)));
        if (fix.safe) expect(height(fixed), label).toBeGreaterThanOrEqual(height(text));
      }
  });

  it('can all be fixed as a whole, once and for all, and no class gets lower', () => {
    for (const name of names) {
      const text = read(name);
      const lint = linter(name);
      const { text: fixed } = fixAll(text, lint);
      expect(
        lint(fixed)
          .filter((f) => safeFix(f))
          .map(identity),
        name,
      ).toEqual([]);
      expect(height(fixed), name).toBeGreaterThanOrEqual(height(text));
    }
  });
});
