import { readdirSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { addComponentEdits, openness } from '../../src/core/mof/openness';
import { COMPONENTS } from '../../src/core/mof/components';
import { MofDocument } from '../../src/core/mof/document';
import { mofFeatures } from '../../src/core/mof/language/features';
import { fullLabel } from '../../src/core/mof/summary';
import { classLabel } from '../../src/core/mof/classify';
import { applyEdits } from '../../src/core/text/edit';
import { parseYaml } from '../../src/core/text/yaml';
import { corpus, describeWithCorpus } from '../corpus';

describeWithCorpus('language features in real files', 'mot/models', () => {
  vi.setConfig({ testTimeout: 60_000 });
  const texts = readdirSync(corpus('mot/models'))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => [name, readFileSync(corpus('mot/models', name), 'utf8')] as const);

  it('finds every component name and every licence at its place', () => {
    for (const [name, text] of texts) {
      const document = new MofDocument(parseYaml(text));
      const features = mofFeatures(document);
      for (const component of document.components) {
        const node = component.nameEntry!.value!;
        const labels = features.complete(node.start + 1).map((item) => item.label);
        expect(labels, name).toContain(component.name);
        expect(features.hover(node.start + 1)!.contents, name).toContain(component.name);
      }
      // Licences have long lists: one for each file is enough.
      const license = document.components.findLast((component) => component.license?.node)?.license?.node;
      if (license) expect(features.complete(license.start), name).not.toEqual([]);
      expect(features.codeLenses()[0]!.title.length, name).toBeLessThan(120);
    }
  });

  it('answers at every place of a file', () => {
    for (const [, text] of texts.slice(0, 3)) {
      const features = mofFeatures(new MofDocument(parseYaml(text)));
      for (let offset = 0; offset <= text.length; offset += 11) {
        features.hover(offset);
        features.define(offset);
        for (const { edit } of features.complete(offset)) {
          expect(edit.start).toBeLessThanOrEqual(offset);
          expect(edit.end).toBeGreaterThanOrEqual(offset);
        }
      }
    }
  });

  it('adds all missing components so that they are read', () => {
    for (const [name, text] of texts) {
      const document = new MofDocument(parseYaml(text));
      const view = openness(document);
      expect(view.label).toBe(classLabel(document.classification.class));
      expect(view.label).toBe(fullLabel(view.class));
      const missing = view.levels.flatMap((l) => l.components).filter((c) => c.action.kind === 'add');
      const edited = applyEdits(
        text,
        addComponentEdits(
          document,
          missing.map((c) => c.id),
        ),
      );
      const after = new MofDocument(parseYaml(edited));
      expect(after.parsed.problems, name).toEqual([]);
      expect(after.components, name).toHaveLength(document.components.length + missing.length);
      for (const { id } of COMPONENTS)
        expect(
          after.listed(id) !== undefined ||
            view.levels[0]!.components.some((c) => c.id === id && c.state === 'replaced'),
          name,
        ).toBe(true);
    }
  });
});
