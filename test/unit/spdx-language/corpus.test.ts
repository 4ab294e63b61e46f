import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/text/edit';
import { corpus, describeWithCorpus } from '../../corpus';
import { identity, lintText } from '../../lint';
import { spdx } from './documents';

describeWithCorpus('other people’s documents', 'spdx/examples', () => {
  it.each(readdirSync(corpus('spdx/examples')))('%s is read at every place, also when it breaks off there', (file) => {
    const text = readFileSync(corpus('spdx/examples', file), 'utf8');
    const { features } = spdx(text);
    const step = Math.max(1, Math.floor(text.length / 400));
    for (let offset = 0; offset < text.length; offset += step) {
      features.hover(offset);
      features.define(offset);
      features.references!(offset);
      features.complete(offset);
    }
    for (let end = 0; end < text.length; end += step * 10) {
      const broken = spdx(text.slice(0, end)).features;
      broken.complete(end);
      broken.hover(end - 2);
      broken.symbols();
      broken.folds();
      broken.links();
    }
  });

  it.each(readdirSync(corpus('spdx/examples')))('in %s, an id renamed everywhere changes no finding', (file) => {
    const text = readFileSync(corpus('spdx/examples', file), 'utf8');
    const path = `/x/${file.replace(/(\.spdx3)?\.json$/, '.spdx3.json')}`;
    const { document, features } = spdx(text);
    const count = (of: string) => lintText(of, { path }).length;
    const before = count(text);
    const ids = document.graph.elements.flatMap((_, element) => document.graph.idOf(element) ?? []);
    for (const id of ids.slice(0, 12)) {
      const offset = text.indexOf(JSON.stringify(id)) + 2;
      const renamed = features.rename!(offset, id.startsWith('_:') ? '_:renamed' : 'https://example.org/renamed');
      // Its id may be a name of the model's own, or stand first in a text.
      if (!renamed || 'refused' in renamed) continue;
      const after = applyEdits(text, renamed.edits);
      expect(after).toContain('renamed"');
      expect(count(after), `${id}: ${lintText(after, { path }).map(identity).join('\n')}`).toBe(before);
    }
  });
});
