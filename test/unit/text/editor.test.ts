import { describe, expect, it } from 'vitest';
import { applyEdits, type TextEdit } from '../../../src/core/text/edit';
import { editorFor, type DocumentEditor } from '../../../src/core/text/editor';
import { parseJson } from '../../../src/core/text/json';
import {
  asList,
  asMap,
  asScalar,
  entryOf,
  valueAt,
  type Entry,
  type MapNode,
  type ParsedText,
} from '../../../src/core/text/tree';
import { parseYaml } from '../../../src/core/text/yaml';
import { scalar } from '../../../src/core/text/yaml-editor';

interface Place {
  editor: DocumentEditor;
  parsed: ParsedText;
  map: MapNode;
  entry: Entry;
}

/** Edits the entry behind a path of keys; the result must parse. */
function edited(text: string, path: string, change: (place: Place) => TextEdit[]): string {
  const parse = text.startsWith('{"') ? parseJson : parseYaml;
  const parsed = parse(text);
  const keys = path.split('.');
  const map = asMap(valueAt(parsed.root, ...keys.slice(0, -1)))!;
  const entry = entryOf(map, keys.at(-1)!)!;
  const result = applyEdits(text, change({ editor: editorFor(parsed), parsed, map, entry }));
  expect(parse(result).problems).toEqual([]);
  return result;
}

const remove = (text: string, path: string) =>
  edited(text, path, ({ editor, map, entry }) => editor.removeEntry(map, entry));
const setText = (text: string, path: string, to = 'new text') =>
  edited(text, path, ({ editor, entry }) => editor.setText(asScalar(entry.value)!, to));
const setValue = (text: string, path: string) =>
  edited(text, path, ({ editor, map, entry }) => editor.setValue(map, entry, { x: '1', z: {} }));
const add = (text: string, path: string, place: 'first' | 'last' | 'after' = 'after') =>
  edited(text, path, ({ editor, map, entry }) =>
    editor.addEntry(map, 'k', 'v', place === 'after' ? { after: entry } : place),
  );
const addInto = (text: string, path: string) =>
  edited(text, path, ({ editor, entry }) => editor.addEntry(asMap(entry.value)!, 'k', { x: 'v' }, 'last'));
const addItems = (text: string, path: string) =>
  edited(text, path, ({ editor, entry }) => editor.addItems(asList(entry.value)!, entry, ['s', { x: 'v', z: ['w'] }]));
const removeItems = (text: string, path: string, ...indexes: number[]) =>
  edited(text, path, ({ editor, entry }) => {
    const list = asList(entry.value)!;
    return editor.removeItems(
      list,
      list.items.filter((_, i) => indexes.includes(i)),
    );
  });

describe('editing YAML', () => {
  it.each([
    ['a: b', 'a: new text'],
    ["a: 'b' # c\n", "a: 'new text' # c\n"],
    ['a: "b"\n', 'a: "new text"\n'],
    ['a: |\n  b\n  c\n\nd: e\n', 'a: new text\n\nd: e\n'],
    ['a: >-\n  b', 'a: new text'],
    ['a: b\n  c\nd: e\n', 'a: new text\nd: e\n'],
    ['a: &x b\nd: *x\n', 'a: &x new text\nd: *x\n'],
    ['{a: b, c: d}\n', '{a: new text, c: d}\n'],
  ])('replaces a text: %j', (before, after) => expect(setText(before, 'a')).toBe(after));

  it.each([
    ['plain', 'plain'],
    ['7B', '7B'],
    ["it's", "'it''s'"],
    ['a: b', "'a: b'"],
    ['# a', "'# a'"],
    ['', "''"],
    [' a', "' a'"],
    ['a ', "'a '"],
    ['yes', "'yes'"],
    ['7', "'7'"],
    ['012', "'012'"],
    ['0b11', "'0b11'"],
    ['1_000', "'1_000'"],
    ['2025-06-01', "'2025-06-01'"],
    ['null', "'null'"],
    ['~', "'~'"],
    ['...', "'...'"],
    ['0BSD', '0BSD'],
    ['1.0.0', "'1.0.0'"],
    ['- a', "'- a'"],
    ['*a', "'*a'"],
    ['a\nb', '"a\\nb"'],
    ['\u0085', '"\u0085"'],
    ['é', "'é'"],
  ])('writes %j as %s, which reads back the same', (value, written) => {
    expect(scalar(value)).toBe(written);
    expect(asScalar(valueAt(parseYaml(`a: ${written}\n`).root, 'a'))!.value).toBe(value);
  });

  it.each([
    ['a: 1\nb: 2\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
    ['a: 1\r\nb: 2', 'b', 'a: 1\r\n'],
    ['a: 1\nb: 2 # why\nc: 3\n', 'b', 'a: 1\n# why\nc: 3\n'],
    ['a: 1\nb: # why\nc: 3\n', 'b', 'a: 1\n# why\nc: 3\n'],
    ['a: 1\nb:\n  - x # why\n  - y\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
    ['a: 1\nb: |\n  x\n\n  y\n\nc: 3\n', 'b', 'a: 1\n\nc: 3\n'],
    ['m:\n  a: 1\nn: 2\n', 'm.a', 'm:\n  {}\nn: 2\n'],
    ['m:\n  a: 1\n  <<: {b: 2}\n', 'm.a', 'm:\n  <<: {b: 2}\n'],
    ['m: {a: 1, b: 2}\n', 'm.a', 'm: {b: 2}\n'],
    ['m: {a: 1, b: 2}\n', 'm.b', 'm: {a: 1}\n'],
    ['m: { a: 1 }\n', 'm.a', 'm: {}\n'],
    ['b: &x 1\na: *x\n', 'b', 'b: &x 1\na: *x\n'],
    ['b: &x 1\na: *x\n', 'a', 'b: &x 1\n'],
    ['b: &x 1\na: y\n', 'b', 'a: y\n'],
    ['m: &m {a: 1}\nn:\n  <<: *m\n  b: 2\n', 'n.a', 'm: &m {a: 1}\nn:\n  <<: *m\n  b: 2\n'],
  ])('removes an entry: %j without %s', (before, path, after) => expect(remove(before, path)).toBe(after));

  it.each([
    ['l:\n  - a: 1\n    b: 2\n', 'l:\n  - b: 2\n'],
    ['l:\n  - a: 1 # why\n    b: 2\n', 'l:\n  - # why\n    b: 2\n'],
    ['l:\n  - a: 1\n    # of b\n    b: 2\n', 'l:\n  - # of b\n    b: 2\n'],
    ['l:\n  - a: 1\n    <<: {b: 2}\n', 'l:\n  - <<: {b: 2}\n'],
    ['l:\n  -\n    a: 1\n    b: 2\n', 'l:\n  -\n    b: 2\n'],
    ['l:\n  - a: 1\n', 'l:\n  - {}\n'],
  ])('removes the key behind a dash: %j', (before, after) => {
    const parsed = parseYaml(before);
    const map = asMap(asList(valueAt(parsed.root, 'l'))!.items[0]!.value)!;
    const result = applyEdits(before, editorFor(parsed).removeEntry(map, entryOf(map, 'a')!));
    expect(result).toBe(after);
    expect(parseYaml(result).problems).toEqual([]);
  });

  it.each([
    ['a:\n', 'a', "a:\n  x: '1'\n  z: {}\n"],
    ['a: {} # why\nb: 2\n', 'a', "a: # why\n  x: '1'\n  z: {}\nb: 2\n"],
    ['a: # why\nb: 2\n', 'a', "a: # why\n  x: '1'\n  z: {}\nb: 2\n"],
    ['m:\n    a: b\r\n', 'm.a', "m:\n    a:\r\n        x: '1'\r\n        z: {}\r\n"],
    ['z: &z 1\na: *z\n', 'a', "z: &z 1\na:\n  x: '1'\n  z: {}\n"],
    ['m: {a: b}\n', 'm.a', "m: {a: { x: '1', z: {} }}\n"],
    ['m: {a, c: d}\n', 'm.a', "m: {a: { x: '1', z: {} }, c: d}\n"],
  ])('gives an entry a map: %j', (before, path, after) => expect(setValue(before, path)).toBe(after));

  it('gives an entry a text or a list', () => {
    const set = (text: string, value: string | string[]) =>
      edited(text, 'a', ({ editor, map, entry }) => editor.setValue(map, entry, value));
    expect(set('a: # why\n', 'b')).toBe('a: b # why\n');
    expect(set('a:\n  - 1\nb: 2\n', 'c')).toBe('a: c\nb: 2\n');
    expect(set('a: b\n', [])).toBe('a: []\n');
    expect(set('a: b\n', ['c'])).toBe('a:\n  - c\n');
  });

  it.each([
    ['a: 1\nb: 2\n', 'a', 'after', 'a: 1\nk: v\nb: 2\n'],
    ['a: 1 # why\nb: 2\n', 'a', 'after', 'a: 1 # why\nk: v\nb: 2\n'],
    ['a: 1\nb: 2', 'a', 'last', 'a: 1\nb: 2\nk: v'],
    ['a: 1\r\nb: 2\r\n', 'a', 'first', 'k: v\r\na: 1\r\nb: 2\r\n'],
    ['a:\n  - x\n\n# end\nb: 2\n', 'a', 'after', 'a:\n  - x\nk: v\n\n# end\nb: 2\n'],
    ['m:\n    a: |\n        x\nb: 2\n', 'm.a', 'after', 'm:\n    a: |\n        x\n    k: v\nb: 2\n'],
    ['m: {a: 1, b: 2}\n', 'm.a', 'after', 'm: {a: 1, k: v, b: 2}\n'],
    ['m: {a: 1, b: 2}\n', 'm.a', 'first', 'm: {k: v, a: 1, b: 2}\n'],
    ['m: {\n  a: 1\n  }\n', 'm.a', 'last', 'm: {\n  a: 1,\n  k: v\n  }\n'],
    ['m: &m {a: 1}\nn:\n  <<: *m\n', 'n.a', 'after', 'm: &m {a: 1}\nn:\n  <<: *m\n  k: v\n'],
  ] as const)('adds an entry: %j at %s, %s', (before, path, place, after) =>
    expect(add(before, path, place)).toBe(after),
  );

  it.each([
    ['m: {}\n', 'm:\n  k:\n    x: v\n'],
    ['m: { } # why\nn: 1\n', 'm: # why\n  k:\n    x: v\nn: 1\n'],
    ['m: {a: 1}\n', 'm: {a: 1, k: { x: v }}\n'],
    ['m: &m {}\nn: *m\n', 'm: &m {k: { x: v }}\nn: *m\n'],
  ])('adds an entry to a map in braces: %j', (before, after) => expect(addInto(before, 'm')).toBe(after));

  it.each([
    ['l:\n  - a: 1\n', 'l:\n  - a: 1\n  - s\n  - x: v\n    z:\n      - w\n'],
    ['l:\n- a: 1\n', 'l:\n- a: 1\n- s\n- x: v\n  z:\n    - w\n'],
    ['l:\n  -\n    a: 1\n', 'l:\n  -\n    a: 1\n  - s\n  -\n    x: v\n    z:\n      - w\n'],
    ['l: []\n', 'l:\n  - s\n  - x: v\n    z:\n      - w\n'],
    ['l: [a]\n', 'l: [a, s, { x: v, z: [w] }]\n'],
    ['l:\n  - &a\n    a: 1', 'l:\n  - &a\n    a: 1\n  - s\n  -\n    x: v\n    z:\n      - w'],
  ])('adds items: %j', (before, after) => expect(addItems(before, 'l')).toBe(after));

  it.each([
    ['l:\n  - a\n  - b # why\n  - c\n', [1], 'l:\n  - a\n  - c\n'],
    ['l:\n  - &x\n    a: 1\n  - b\n', [0], 'l:\n  - b\n'],
    ['l:\n  - &x a\n  - *x\n', [0], 'l:\n  - &x a\n  - *x\n'],
    ['l:\n  - &x a\n  - *x\n', [1], 'l:\n  - &x a\n'],
    ['l:\n  -\n    a: 1\n  -\n    b: 1', [0, 1], 'l: []'],
    ['l: [a, b, c]\n', [0, 2], 'l: [b]\n'],
    ['l: [a, b, c]\n', [1], 'l: [a, c]\n'],
    ['l: [a]\n', [0], 'l: []\n'],
  ])('removes items: %j without %j', (before, indexes, after) =>
    expect(removeItems(before, 'l', ...indexes)).toBe(after),
  );

  it('renames keys in their quotes', () => {
    const rename = (text: string) => edited(text, 'a', ({ editor, entry }) => editor.renameKey(entry, 'k'));
    expect(rename('a: 1\n')).toBe('k: 1\n');
    expect(rename('"a": 1\n')).toBe('"k": 1\n');
    expect(rename("'a': 1\n")).toBe("'k': 1\n");
  });
});

describe('editing JSON', () => {
  const LINES = '{"m": {\n\t"a": 1,\n\t"b": [\n\t\t1\n\t]\n}}';
  it('removes entries with their comma', () => {
    expect(remove('{"a": 1, "b": 2, "c": 3}', 'a')).toBe('{"b": 2, "c": 3}');
    expect(remove('{"a": 1, "b": 2, "c": 3}', 'b')).toBe('{"a": 1, "c": 3}');
    expect(remove('{"a": 1, "b": 2, "c": 3}', 'c')).toBe('{"a": 1, "b": 2}');
    expect(remove('{"a": 1}', 'a')).toBe('{}');
    expect(remove(LINES, 'm.a')).toBe('{"m": {\n\t"b": [\n\t\t1\n\t]\n}}');
  });
  it('adds entries and items in the style of their neighbours', () => {
    expect(add('{"a":1}', 'a')).toBe('{"a":1,"k":"v"}');
    expect(add('{"a": 1, "b": 2}', 'a')).toBe('{"a": 1, "k": "v", "b": 2}');
    expect(add('{"a": 1}', 'a', 'first')).toBe('{"k": "v", "a": 1}');
    expect(add(LINES, 'm.a')).toBe('{"m": {\n\t"a": 1,\n\t"k": "v",\n\t"b": [\n\t\t1\n\t]\n}}');
    expect(addItems('{"l":[]}', 'l')).toBe('{"l":["s",{"x":"v","z":["w"]}]}');
    expect(addItems('{"l": []\r\n}', 'l')).toBe(
      '{"l": [\r\n  "s",\r\n  {\r\n    "x": "v",\r\n    "z": [\r\n      "w"\r\n    ]\r\n  }\r\n]\r\n}',
    );
  });
  it('replaces texts and values', () => {
    expect(setText('{"a": 1}', 'a')).toBe('{"a": "new text"}');
    expect(setText('{"a": "b"}', 'a', 'c"\n')).toBe('{"a": "c\\"\\n"}');
    expect(setValue('{"a": null}', 'a')).toBe('{"a": {"x":"1","z":{}}}');
    expect(setValue('{"m": {\n  "a": null\n}}', 'm.a')).toBe('{"m": {\n  "a": {\n    "x": "1",\n    "z": {}\n  }\n}}');
  });
  it('removes items', () => {
    expect(removeItems('{"l": [1, 2, 3]}', 'l', 0, 1)).toBe('{"l": [3]}');
    expect(removeItems('{"l": [1, 2, 3]}', 'l', 1, 2)).toBe('{"l": [1]}');
    expect(removeItems('{"l": [1]}', 'l', 0)).toBe('{"l": []}');
  });
});
