import { describe, expect, it } from 'vitest';
import { type Completion } from '../../../src/core/language/features';
import { mofFeatures } from '../../../src/core/mof/language/features';
import { MofDocument } from '../../../src/core/mof/document';
import { applyEdits } from '../../../src/core/text/edit';
import { parseJson } from '../../../src/core/text/json';
import { parseYaml } from '../../../src/core/text/yaml';
import { CLASS_3, at, mof, release } from './documents';

const TODAY = () => new Date(2026, 0, 9);

function complete(marked: string, syntax: 'yaml' | 'json' = 'yaml'): Completion[] {
  const { text, offset } = at(marked);
  const document = new MofDocument(syntax === 'json' ? parseJson(text) : parseYaml(text));
  return mofFeatures(document, TODAY)
    .complete(offset)
    .sort((a, b) => a.sortText.localeCompare(b.sortText));
}

const labels = (marked: string, syntax?: 'yaml' | 'json') => complete(marked, syntax).map((item) => item.label);

/** A snippet as it looks before anything is typed over. */
const filled = (text: string) =>
  text
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([$}\\])/g, '$1');

/** The text after one completion is taken. */
function take(marked: string, label: string, syntax: 'yaml' | 'json' = 'yaml'): string {
  const { text } = at(marked);
  const item = complete(marked, syntax).find((i) => i.label === label);
  if (!item) throw new Error(`no ${label}`);
  const { newText } = item.edit;
  return applyEdits(text, [{ ...item.edit, newText: item.snippet ? filled(newText) : newText }]);
}

const LIST = 'release:\n  components:\n';

describe('completion of components', () => {
  it('lists what the next class lacks first, then by class, optional ones last', () => {
    const text = release([9, 10]);
    expect(labels(`${text}    - name: |`)).toEqual([
      'Evaluation results',
      'Model card',
      'Data card',
      'Technical report',
      'Training code',
      'Inference code',
      'Evaluation code',
      'Evaluation data',
      'Datasets',
      'Data preprocessing code',
      'Model parameters (Intermediate)',
      'Research paper',
      'Sample model outputs',
      'Supporting libraries and tools',
      'Model metadata',
    ]);
    expect(labels(`${release(CLASS_3)}    - name: |`)[0]).toBe('Training code');
  });

  it('says what a component is', () => {
    const [first] = complete(`${release([9])}    - name: |`);
    expect(first).toMatchObject({
      label: 'Model parameters (Final)',
      kind: 'component',
      detail: 'Class III · data · required',
    });
    expect(first!.documentation).toBe(
      'The released weights.\n\nRequired for every class.\n\nNot listed yet. Without its own licence it takes `Apache-2.0` (distribution).',
    );
    expect(complete(`${LIST}    - name: |`)[0]!.documentation).toContain('it needs its own.');
  });

  it('keeps the one at the cursor, and finds the others in broken text', () => {
    expect(labels(`${LIST}    - name: Model c|ard`)).toContain('Model card');
    const broken = `${LIST}    - name: Model card\n    - name: "Dat|\n    - name: 'Datasets' # x\n    - name: Data card\n  - }\n`;
    expect(labels(broken)).not.toContain('Model card');
    expect(labels(broken)).not.toContain('Datasets');
    expect(labels(broken)).toContain('Technical report');
  });

  it.each([
    ['name: Mod|', 'name: Model card'],
    ['name: Model par|', 'name: Model card'],
    ['name:|', 'name: Model card'],
    ['name: "Mod|', 'name: "Model card"'],
    ["name: '|'", "name: 'Model card'"],
    ['name: Data|sets # c', 'name: Model card # c'],
  ])('replaces what is typed: %s', (typed, expected) =>
    expect(take(`${LIST}    - ${typed}`, 'Model card')).toBe(`${LIST}    - ${expected}`),
  );

  it('matches with an opening quote', () => {
    expect(complete(`${LIST}    - name: "M|`)[0]!.filterText).toMatch(/^"/);
    expect(complete(`${LIST}    - name: M|`)[0]!.filterText).toBeUndefined();
  });

  it('writes whole items', () => {
    const item = (indent: string) =>
      `name: Model card\n${indent}description: What the model is for, how well it does it, and its limits`;
    // A comma is no trouble inside quotes.
    const quoted = (indent: string) => item(indent).replace(/(What.*)/, "'$1'");
    expect(take(`${LIST}    - |`, 'Model card')).toBe(`${LIST}    - ${quoted('      ')}`);
    expect(take(`${LIST}    -|`, 'Model card')).toBe(`${LIST}    - ${quoted('      ')}`);
    expect(take(`${LIST}    -\n      |`, 'Model card')).toBe(`${LIST}    -\n      ${quoted('      ')}`);
    expect(take(`${LIST}    |`, 'Model card')).toBe(`${LIST}    - ${quoted('      ')}`);
    expect(take(`${LIST}  - name: Datasets\n  |`, 'Model card')).toBe(
      `${LIST}  - name: Datasets\n  - ${quoted('    ')}`,
    );
    expect(take(`${LIST}    - Mod|`, 'Model card')).toBe(`${LIST}    - ${quoted('      ')}`);
    expect(take('release:\r\n  components:\r\n  - |', 'Model card')).toContain('name: Model card\r\n    description:');
  });

  it('writes all that a class lacks', () => {
    const text = `${release(CLASS_3)}    |`;
    expect(labels(text).filter((l) => l.startsWith('all'))).toEqual([
      'all missing for Class II',
      'all missing for Class I',
    ]);
    const { classification } = mof(take(text, 'all missing for Class II'));
    expect(classification.class).toBe(2);
    expect(labels(`${release([...CLASS_3.filter((id) => id !== 11), 21, 7])}    |`)).not.toContain(
      'all missing for Class III',
    );
  });

  it('writes JSON', () => {
    const text = (inner: string) => `{"release": {"components": [{"name": "Datasets"}, ${inner}]}}`;
    expect(take(text('{"name": |}'), 'Model card', 'json')).toBe(text('{"name": "Model card"}'));
    expect(take(text('{"name": "M|"}'), 'Model card', 'json')).toBe(text('{"name": "Model card"}'));
    expect(labels(text('{"name": "|"}'), 'json')).not.toContain('Datasets');
    expect(JSON.parse(take(text('|'), 'Model card', 'json'))).toMatchObject({
      release: { components: [{ name: 'Datasets' }, { name: 'Model card' }] },
    });
    expect(JSON.parse(take(text('{|}'), 'Model card', 'json'))).toMatchObject({
      release: { components: [{ name: 'Datasets' }, { name: 'Model card' }] },
    });
    expect(take('{\n  "release": {\n    "components": [\n      |\n    ]\n  }\n}', 'Data card', 'json')).toBe(
      '{\n  "release": {\n    "components": [\n      {\n        "name": "Data card",\n        "description": "Where the data come from and how they were handled"\n      }\n    ]\n  }\n}',
    );
  });
});

describe('completion of licences', () => {
  const own = (name: string, typed = '|') => `${LIST}    - name: ${name}\n      license: ${typed}`;

  it('offers those first that are meant for the type of content', () => {
    expect(labels(own('Datasets')).slice(0, 4)).toEqual([
      'CDLA-Permissive-2.0',
      'OpenMDW-1.0',
      'CDLA-Permissive-1.0',
      'unlicensed',
    ]);
    expect(labels(own('Training code')).slice(0, 3)).toEqual(['Apache-2.0', 'MIT', 'OpenMDW-1.0']);
    expect(labels(own('Model card')).slice(0, 3)).toEqual(['CC-BY-4.0', 'CC-BY-SA-4.0', 'OpenMDW-1.0']);
    const scope = (name: string) => labels(`release:\n  license:\n    ${name}:\n      name: |`);
    expect(scope('data').slice(0, 2)).toEqual(['CDLA-Permissive-2.0', 'OpenMDW-1.0']);
    expect(scope('distribution').slice(0, 2)).toEqual(['Apache-2.0', 'MIT']);
    expect(scope('data')).not.toContain('unlicensed');
    expect(scope('data')).toHaveLength(226);
  });

  it('says how a licence counts', () => {
    const items = complete(own('Datasets'));
    const find = (id: string) => items.find((i) => i.label === id)!;
    expect(find('CDLA-Permissive-2.0').detail).toBe('open, meant for data');
    expect(find('MIT').detail).toBe('open, not meant for data');
    expect(find('GPL-3.0').detail).toBe('open, not meant for data · deprecated');
    expect(find('MIT').documentation).toContain('**`MIT`** MIT License');
    expect(items.indexOf(find('unlicensed'))).toBe(3);
    expect(
      complete('release:\n  license:\n    distribution:\n      name: |').find((i) => i.label === 'Zlib')!.detail,
    ).toBe('open');
  });

  it('lists those that are not open only when they are typed', () => {
    expect(labels(own('Datasets', 'c|'))).not.toContain('CC-BY-NC-4.0');
    const items = complete(own('Datasets', 'cc|'));
    expect(items.find((i) => i.label === 'CC-BY-NC-4.0')!.detail).toBe('not open');
    expect(items.map((i) => i.label)).toContain('CC-BY-NC-4.0');
    expect(items.findIndex((i) => i.label === 'CC-BY-NC-4.0')).toBeGreaterThan(
      items.findIndex((i) => i.label === 'Zlib'),
    );
  });

  it('replaces what is typed', () => {
    expect(take(own('Datasets', '|'), 'MIT')).toBe(own('Datasets', 'MIT'));
    expect(take(own('Datasets', "'Apache 2|'"), 'MIT')).toBe(own('Datasets', "'MIT'"));
    expect(take('{"release": {"license": {"code": {"name": |}}}}', 'MIT', 'json')).toBe(
      '{"release": {"license": {"code": {"name": "MIT"}}}}',
    );
    expect(take(`${LIST}    - {name: Datasets, license: |}`, 'MIT')).toBe(
      `${LIST}    - {name: Datasets, license: MIT}`,
    );
  });

  it('offers the page of the licence', () => {
    expect(labels('release:\n  license:\n    code:\n      name: MIT\n      path: |')).toEqual([
      'https://spdx.org/licenses/MIT.html',
    ]);
    expect(take(`${LIST}    - license: "MIT"\n      license_path: |`, 'https://spdx.org/licenses/MIT.html')).toContain(
      "license_path: 'https://spdx.org/licenses/MIT.html'",
    );
    expect(labels('release:\n  license:\n    code:\n      path: |')).toEqual([]);
  });
});

describe('completion of values', () => {
  it('offers what is allowed', () => {
    const items = complete('release:\n  type: |');
    expect(items.map((i) => i.label)).toEqual([
      'language',
      'vision',
      'image',
      'audio',
      'video',
      '3d',
      'code',
      'multimodal',
      'other',
    ]);
    expect(items.every((i) => i.detail)).toBe(true);
    expect(complete('release:\n  architecture: |').every((i) => i.detail)).toBe(true);
    expect(complete('release:\n  treatment: chat |').every((i) => i.detail)).toBe(true);
    expect(take('release:\n  architecture: transformer d|', 'transformer decoder')).toBe(
      'release:\n  architecture: transformer decoder',
    );
  });

  it('quotes what has to be quoted', () => {
    expect(take('framework:\n  version: |', '1.0')).toBe("framework:\n  version: '1.0'");
    expect(take('framework:\n  date: |', '2024-12-15')).toBe("framework:\n  date: '2024-12-15'");
    expect(take('framework:\n  name: |', 'Model Openness Framework')).toBe(
      'framework:\n  name: Model Openness Framework',
    );
    expect(take('release:\n  date: "|"', '2026-01-09')).toBe('release:\n  date: "2026-01-09"');
    expect(take('{"release": {"date": "|"}}', '2026-01-09', 'json')).toBe('{"release": {"date": "2026-01-09"}}');
  });

  it('has nothing to say where anything goes', () => {
    for (const text of ['release:\n  producer: |', 'release: |', 'other:\n  x: |', 'release:\n  name: x # |'])
      expect(labels(text)).toEqual([]);
    expect(labels('{"release": {"components": |}}', 'json')).toEqual([]);
  });
});

describe('completion of keys', () => {
  it('lists required ones first and leaves out those that are there', () => {
    expect(labels('release:\n  date: x\n  |').filter((l) => !l.includes(' '))).toEqual([
      'name',
      'producer',
      'license',
      'components',
      'version',
      'type',
      'architecture',
      'treatment',
      'origin',
      'contact',
      'repository',
      'huggingface',
    ]);
    expect(labels(`${LIST}    - name: Datasets\n      |`)).toEqual([
      'description',
      'license',
      'license_path',
      'component_path',
    ]);
    expect(labels('release:\n  license:\n    |')).toEqual(['distribution', 'code', 'data', 'document']);
    expect(labels('framework:\n  n|')).toEqual(['name', 'version', 'date']);
    expect(complete('framework:\n  n|')[0]).toMatchObject({ detail: 'required', kind: 'property' });
  });

  it('writes keys with what belongs to them', () => {
    expect(take('release:\n  prod|', 'producer')).toBe('release:\n  producer: ');
    expect(take('release:\n  prod|: x', 'producer')).toBe('release:\n  producer: x');
    expect(take('release:\n  "prod|"', 'producer')).toBe('release:\n  "producer": ');
    expect(take('fr|', 'framework')).toBe(
      "framework:\n  name: Model Openness Framework\n  version: '1.0'\n  date: '2024-12-15'",
    );
    expect(take('release:\n    lic|', 'license')).toBe(
      'release:\n    license:\n        distribution:\n            name: \n            path: ',
    );
    expect(take('release:\n  license:\n    co|', 'code')).toBe(
      'release:\n  license:\n    code:\n      name: Apache-2.0\n      path: ',
    );
    expect(take('release:\n  com|', 'components')).toBe('release:\n  components:\n    - name: ');
  });

  it('writes keys in JSON', () => {
    expect(take('{"release": {|}}', 'producer', 'json')).toBe('{"release": {"producer": ""}}');
    expect(take('{"release": {"pro|"}}', 'producer', 'json')).toBe('{"release": {"producer": ""}}');
    expect(take('{"release": {"pro|": "x"}}', 'producer', 'json')).toBe('{"release": {"producer": "x"}}');
    expect(take('{\n  "release": {\n    |\n    "name": "x"\n  }\n}', 'license', 'json')).toBe(
      '{\n  "release": {\n    "license": {\n      "distribution": {\n        "name": "",\n        "path": ""\n      }\n    },\n    "name": "x"\n  }\n}',
    );
    expect(take("release: {name: 'x', |}", 'producer')).toBe("release: {name: 'x', producer: }");
  });

  it('writes the components of a class', () => {
    for (const [label, reached] of [
      ['III', 3],
      ['II', 2],
      ['I', 1],
    ] as const) {
      const text = take(
        'release:\n  license:\n    distribution:\n      name: MIT\n  comp|',
        `components for Class ${label}`,
      );
      expect(mof(text).classification.class).toBe(reached);
    }
  });
});

describe('skeletons of whole files', () => {
  it.each(['|', 'fra|', '# note\n|'])('are offered in an empty file: %j', (text) =>
    expect(labels(text).slice(0, 3)).toEqual(['Class III release', 'Class II release', 'Class I release']),
  );

  it.each([
    ['Class III release', 3],
    ['Class II release', 2],
    ['Class I release', 1],
  ] as const)('%s is one, without warnings', (label, reached) => {
    for (const [text, syntax] of [
      ['|', 'yaml'],
      ['|', 'json'],
      ['{|}', 'json'],
      ['{\n  |\n}\n', 'json'],
    ] as const) {
      const written = take(text, label, syntax);
      const document = new MofDocument(syntax === 'json' ? parseJson(written) : parseYaml(written));
      expect(document.parsed.problems).toEqual([]);
      expect(document.classification.class).toBe(reached);
      expect(document.classification.typeWarnings).toEqual([]);
    }
  });

  it('look like this', () => {
    expect(complete('|')[0]!.edit.newText.split('\n').slice(0, 12)).toEqual([
      'framework:',
      '  name: Model Openness Framework',
      "  version: '1.0'",
      "  date: '2024-12-15'",
      'release:',
      '  name: ${1:my-model}',
      '  producer: ${2:my-organization}',
      "  date: '2026-01-09'",
      '  license:',
      '    code:',
      '      name: ${3|Apache-2.0,MIT,OpenMDW-1.0|}',
      '      path: $4',
    ]);
  });

  it('are not offered beside other keys', () => {
    expect(labels('framework:\n  name: x\n|')).toEqual(['release']);
  });
});

describe('completion anywhere', () => {
  it('never fails in a text that is being typed', () => {
    const text = release(CLASS_3, { 9: 'MIT' });
    for (let end = 0; end <= text.length; end += 3) {
      const document = mof(text.slice(0, end));
      for (const item of mofFeatures(document, TODAY).complete(end)) expect(item.edit.end).toBeGreaterThanOrEqual(end);
    }
  });
});
