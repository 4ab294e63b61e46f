import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { corpus, describeWithCorpus } from '../corpus';
import { mutate, report } from './mutate';
import { SPDX_MUTATIONS } from './spdx-mutations';

/** Examples that the official schema rejects are no ground to make single mistakes on. */
const INVALID = ['spdx-examples_PR87_ai02_early.json'];
/** Mistakes of one kind in one document. */
const MOST = 12;

describeWithCorpus('single mistakes in SPDX documents', 'spdx/examples', () => {
  const folder = corpus('spdx/examples');
  const documents = readdirSync(folder)
    .filter((name) => !INVALID.includes(name))
    .map((name) => ({ name, path: '/a/bom.spdx3.json', text: readFileSync(corpus('spdx/examples', name), 'utf8') }));

  it('give one finding of the right rule at the right place', { timeout: 300_000 }, () => {
    const outcomes = mutate(documents, SPDX_MUTATIONS, MOST);
    console.log(report(outcomes));
    expect(outcomes.filter(({ made }) => !made).map(({ kind }) => kind.name)).toEqual([]);
    expect(outcomes.flatMap(({ missed }) => missed)).toEqual([]);
  });
});
