import { describe, expect, it } from 'vitest';
import { detectKind, openDocument } from '../../../src/core/documents/kinds';
import { lintText } from '../../lint';

const said = (path: string, text: string) =>
  openDocument(path, text)!
    .licensing()
    .statements.map(({ text: license, node }) => [license, text.slice(node.start, node.end)]);
const lint = (path: string, text: string) =>
  lintText(text, { path }).map((f) => `${f.severity} ${f.rule} ${text.slice(f.span.start, f.span.end)}`);

describe('package.json', () => {
  const PATH = '/p/package.json';
  const json = (license: string) => `{\n  "name": "x",\n  "license": ${license}\n}\n`;

  it('is recognised where it says something about licences', () => {
    expect(detectKind(PATH, json('"MIT"'))?.id).toBe('package');
    expect(detectKind(PATH, '{"name": "x"}')).toBeUndefined();
    expect(detectKind('/p/other.json', json('"MIT"'))).toBeUndefined();
  });

  it('has licences in three forms', () => {
    expect(said(PATH, json('"MIT"'))).toEqual([['MIT', '"MIT"']]);
    expect(said(PATH, json('{ "type": "MIT", "url": "x" }'))).toEqual([['MIT', '"MIT"']]);
    expect(said(PATH, '{"licenses": [{"type": "MIT"}, "ISC", 7, null]}')).toEqual([
      ['MIT', '"MIT"'],
      ['ISC', '"ISC"'],
    ]);
    for (const none of ['"UNLICENSED"', '"SEE LICENSE IN LICENSE.txt"', '""', 'null', '7', '{}', '[]'])
      expect(said(PATH, json(none))).toEqual([]);
  });

  it.each(['MIT', 'Apache-2.0', '(MIT OR Apache-2.0)', 'BSD-3-Clause', 'UNLICENSED', 'GPL-3.0-or-later', 'CC0-1.0'])(
    'with %s is nothing to talk about',
    (license) => expect(lint(PATH, json(JSON.stringify(license)))).toEqual([]),
  );

  it('has mistakes at the exact characters, through escapes', () => {
    expect(lint(PATH, json('"MIT OR Apache 2.0"'))).toEqual(['warning license/unknown Apache 2.0']);
    expect(lint(PATH, json('"\\u004dIT OR apache-2.0"'))).toEqual(['info license/wrong-case apache-2.0']);
    expect(lint(PATH, json('"apache\\u002d2.0 OR MIT"'))).toEqual(['info license/wrong-case apache\\u002d2.0']);
    expect(lint(PATH, json('"MIT\\tOR Xyz-1.0-abc"'))).toEqual(['warning license/unknown Xyz-1.0-abc']);
  });

  it('has completion inside of the expression', () => {
    const complete = (text: string) => {
      const offset = text.indexOf('|');
      const typed = text.replace('|', '');
      return openDocument(PATH, typed)!
        .features.complete(offset)
        .map(({ label, edit }) => [label, typed.slice(0, edit.start) + edit.newText + typed.slice(edit.end)]);
    };
    expect(complete('{"license": "MIT |"}').map(([label]) => label)).toEqual(['AND', 'OR', 'WITH']);
    expect(complete('{"license": "MIT OR Apache-2|"}')).toContainEqual([
      'Apache-2.0',
      '{"license": "MIT OR Apache-2.0"}',
    ]);
    expect(complete('{"license": "GPL-2.0-only WITH Classpath|"}')).toContainEqual([
      'Classpath-exception-2.0',
      '{"license": "GPL-2.0-only WITH Classpath-exception-2.0"}',
    ]);
    expect(complete('{"license": |}')).toContainEqual(['MIT', '{"license": "MIT"}']);
    expect(complete('{"name": "|", "license": "MIT"}')).toEqual([]);
  });
});

describe('pyproject.toml', () => {
  const PATH = '/p/pyproject.toml';

  it('is recognised where it says something about licences', () => {
    expect(detectKind(PATH, '[project]\nlicense = "MIT"\n')?.id).toBe('pyproject');
    expect(detectKind(PATH, '[project]\nname = "x"\n')).toBeUndefined();
  });

  it('has licences in three forms', () => {
    expect(said(PATH, '[project]\nlicense = "MIT"\n')).toEqual([['MIT', '"MIT"']]);
    expect(said(PATH, "[project]\nlicense = { text = 'MIT' }\n")).toEqual([['MIT', "'MIT'"]]);
    expect(said(PATH, '[project]\nlicense.text = "MIT"\n')).toEqual([['MIT', '"MIT"']]);
    expect(said(PATH, '[tool.poetry]\nlicense = "MIT"\n')).toEqual([['MIT', '"MIT"']]);
    expect(said(PATH, '[project]\nlicense = { file = "LICENSE" }\n')).toEqual([]);
    expect(said(PATH, `[project]\nlicense = { text = """\n${'text\n'.repeat(50)}""" }\n`)).toEqual([]);
  });

  it('has mistakes at the exact characters', () => {
    expect(lint(PATH, '[project]\nlicense = "MIT OR Apache-2"\n')).toEqual(['error license/unknown Apache-2']);
    expect(lint(PATH, '[project]\nlicense = "\\u004DIT OR mit"\n')).toEqual(['info license/wrong-case mit']);
    expect(lint(PATH, '[project]\nlicense = "MIT\n')).toHaveLength(1);
  });

  it('has classifiers that agree or not', () => {
    const project = (license: string, classifier: string) =>
      lint(PATH, `[project]\nlicense = ${license}\nclassifiers = ["License :: OSI Approved :: ${classifier}"]\n`)
        .length;
    expect(project('"MIT"', 'MIT License')).toBe(1);
    expect(project('{ text = "MIT" }', 'MIT License')).toBe(0);
    expect(project('{ text = "MIT" }', 'Apache Software License')).toBe(1);
    expect(project('{ text = "ours alone" }', 'Apache Software License')).toBe(0);
    expect(project('{ text = "MIT" }', 'Some other licence')).toBe(0);
    expect(project('"GPL-3.0-or-later"', 'GNU General Public License v3 (GPLv3)')).toBe(1);
  });

  it('has suppressions in comments', () => {
    const comment = '# model-openness-disable-next-line license/wrong-case -- as ever';
    expect(lint(PATH, `[project]\n${comment}\nlicense = "mit"\n`)).toEqual([]);
    expect(lint(PATH, `[project]\n${comment}\nlicense = "MIT"\n`)).toEqual([
      'warning suppression/unused license/wrong-case',
    ]);
  });

  it('has completion on the line of the licence', () => {
    const text = '[project]\nlicense = "Apache-2"\n';
    const [first] = openDocument(PATH, text)!.features.complete(text.indexOf('"\n'));
    expect(first).toMatchObject({ label: 'Apache-2.0', edit: { start: 21, end: 29, newText: 'Apache-2.0' } });
  });
});
