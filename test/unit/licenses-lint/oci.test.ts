import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectKind, openDocument } from '../../../src/core/documents/kinds';
import { corpus, describeWithCorpus } from '../../corpus';
import { lintText } from '../../lint';

const said = (path: string, text: string) =>
  openDocument(path, text)!
    .licensing()
    .statements.map(({ text: license, subject }) => [license, subject.name, subject.content, subject.main]);

describe('Kitfiles', () => {
  const TEXT = `manifestVersion: 1.0.0
package:
  name: aurora
  license: Apache-2.0
model:
  name: aurora-7b
  license: MIT
  parts:
    - path: adapter
      license: ISC
code:
  - path: src
    license: Zlib
datasets:
  - name: words
    path: words.csv
    license: CC-BY-4.0
docs:
  - path: README.md
`;

  it('are known by their name', () => {
    for (const name of ['Kitfile', 'kitfile', '.kitfile']) expect(detectKind(`/m/${name}`, '')?.id).toBe('kitfile');
    expect(detectKind('/m/Kitfile.md', TEXT)).toBeUndefined();
  });

  it('license the package and each of its parts', () =>
    expect(said('/m/Kitfile', TEXT)).toEqual([
      ['Apache-2.0', 'aurora', undefined, true],
      ['MIT', 'aurora-7b', 'model', true],
      ['ISC', 'adapter', 'model', false],
      ['Zlib', 'src', 'code', false],
      ['CC-BY-4.0', 'words', 'data', false],
    ]));

  it('have suppressions, hints and completion', () => {
    const text = TEXT.replace('Zlib', 'zlib # model-openness-disable-line license/wrong-case -- old');
    expect(lintText(text, { path: '/m/Kitfile' })).toEqual([]);
    const offset = TEXT.indexOf('ISC') + 3;
    expect(
      openDocument('/m/Kitfile', TEXT)!
        .features.complete(offset)
        .map(({ label }) => label),
    ).toContain('ISC');
    expect(openDocument('/m/Kitfile', TEXT)!.features.complete(TEXT.indexOf('adapter') + 7)).toEqual([]);
  });
});

describe('configs of ModelPack artifacts', () => {
  const TEXT = `{
  "descriptor": { "name": "aurora", "licenses": ["Apache-2.0", "mit", 7] },
  "modelfs": { "type": "layers", "diffIds": ["sha256:0"] },
  "config": {}
}
`;

  it('are known by what they say, and list licences', () => {
    expect(detectKind('/m/config.json', TEXT)?.id).toBe('modelpack-config');
    expect(detectKind('/m/config.json', '{"architectures": ["LlamaForCausalLM"]}')).toBeUndefined();
    expect(said('/m/config.json', TEXT)).toEqual([
      ['Apache-2.0', 'aurora', 'model', true],
      ['mit', 'aurora', 'model', true],
    ]);
    const [finding] = lintText(TEXT, { path: '/m/config.json' });
    expect(TEXT.slice(finding!.span.start, finding!.span.end)).toBe('mit');
  });
});

describeWithCorpus('configs of the model specification', 'modelpack', () => {
  const cases = JSON.parse(readFileSync(corpus('modelpack', 'config-cases.json'), 'utf8')) as { config: string }[];

  it('are recognised where they have layers, and give no finding about licences that are not there', () => {
    const ours = cases.filter(({ config }) => config.includes('"modelfs"'));
    expect(ours.length).toBeGreaterThan(10);
    for (const { config } of ours) {
      expect(detectKind('/m/config.json', config)?.id).toBe('modelpack-config');
      const rules = lintText(config, { path: '/m/config.json' }).map(({ rule }) => rule);
      expect(rules.filter((rule) => rule.startsWith('license/'))).toEqual([]);
    }
  });
});
