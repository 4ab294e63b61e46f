import { describe, expect, it } from 'vitest';
import { entryOf, hasComment, valueAt, writtenSpan, type ParsedText, type TreeNode } from '../../../src/core/text/tree';
import { parseJson } from '../../../src/core/text/json';
import { parseYaml } from '../../../src/core/text/yaml';

const part = (parsed: ParsedText, node: { start: number; end: number } | undefined) =>
  node && parsed.text.slice(node.start, node.end);
const text = (node: TreeNode | undefined) => (node?.kind === 'scalar' ? node.text : undefined);

describe('YAML with places', () => {
  it('has the text of scalars and their style', () => {
    const { root } = parseYaml(`a: 1.0\nb: '1.0'\nc: "x\\ty"\nd: |\n  x\n  y\ne: !!str 7\nf:\n`);
    const scalars = root?.kind === 'map' ? root.entries.map(({ value }) => value) : [];
    expect(scalars.map((v) => v?.kind === 'scalar' && [v.text, v.value, v.style])).toEqual([
      ['1.0', 1, 'plain'],
      ['1.0', '1.0', 'single'],
      ['x\ty', 'x\ty', 'double'],
      ['x\ny\n', 'x\ny\n', 'block'],
      ['7', '7', 'single'],
      ['', null, 'plain'],
    ]);
  });

  it('begins items of a list at their dash, whatever stands behind it', () => {
    const parsed = parseYaml(
      'l:\n  - a\n  -\n    b: 1\n  - # why\n    c: 1\n  - &x\n    d: 1\n  - !!map\n    e: 1\n  -\n  - - f\n',
    );
    const list = valueAt(parsed.root, 'l');
    const items = list?.kind === 'list' ? list.items : [];
    expect(items).toHaveLength(7);
    for (const item of items) expect(parsed.text[item.start]).toBe('-');
    expect(items.map((i) => parsed.lines.positionAt(i.start).line)).toEqual([1, 2, 4, 6, 8, 10, 11]);
  });

  it('follows aliases and merge keys without copying', () => {
    const parsed = parseYaml('a: &a {x: 1, y: 2}\nb: *a\nc:\n  <<: *a\n  y: 3\nd:\n  <<: [*a, {z: 4}]\n');
    expect(parsed.problems).toEqual([]);
    expect(valueAt(parsed.root, 'b')).toBe(valueAt(parsed.root, 'a'));
    expect(part(parsed, writtenSpan(entryOf(parsed.root, 'b')!))).toBe('*a');
    expect([text(valueAt(parsed.root, 'c', 'x')), text(valueAt(parsed.root, 'c', 'y'))]).toEqual(['1', '3']);
    expect(entryOf(valueAt(parsed.root, 'c'), 'x')!.merged).toBe(true);
    expect(text(valueAt(parsed.root, 'd', 'z'))).toBe('4');
  });

  it('takes the last anchor before an alias', () =>
    expect(text(valueAt(parseYaml('a: &x 1\nb: &x 2\nc: *x\n').root, 'c'))).toBe('2'));

  it('reports both places of a key that is written twice, and takes the last', () => {
    const parsed = parseYaml('a: 1\nb: 2\na: 3\n');
    expect(parsed.problems).toMatchObject([{ code: 'duplicate-key', start: 10, related: { start: 0, end: 1 } }]);
    expect(text(valueAt(parsed.root, 'a'))).toBe('3');
  });

  it.each([
    ['a: 1\n---\nb: 2\n', 5],
    ['---\na: 1\n---\nb: 2\n', 9],
    ['a: 1\n...\n---\nb: 2\n', 9],
  ])('shows where a second document begins: %j', (source, start) =>
    expect(parseYaml(source).problems).toMatchObject([{ code: 'multiple-documents', start }]),
  );
  it('takes marks around one document as they are', () =>
    expect(parseYaml('%YAML 1.2\n---\na: 1\n...\n').problems).toEqual([]));

  it.each([
    ['a:\n\tb: 1\n', 3],
    ['a:\n  b: 1\n \tc: 1\n', 11],
    ['a: |\n  x\n\ty\n', 9],
  ])('shows the tab that hides the indentation: %j', (source, start) =>
    expect(parseYaml(source).problems[0]).toMatchObject({ code: 'tab', start, end: start + 1 }),
  );
  it.each(['a: b\n\t\nc: d\n', 'a:\tb\n', 'a: b\t# c\n', "a: 'b\n  \tc'\n"])('takes a tab elsewhere: %j', (source) =>
    expect(parseYaml(source).problems).toEqual([]),
  );

  it('has places behind CRLF and lone CR', () => {
    const parsed = parseYaml('a: 1\r\nb:\r\n  - c\r\n');
    expect(parsed.lines.range(entryOf(parsed.root, 'b')!.key)).toEqual({
      start: { line: 1, character: 0 },
      end: { line: 1, character: 1 },
    });
    expect(part(parsed, valueAt(parsed.root, 'a'))).toBe('1');
  });

  it('finds comments in a stretch of text', () => {
    const parsed = parseYaml('a: b # c\nd: e#f\ng: h\n');
    expect(['a', 'd', 'g'].map((key) => hasComment(parsed, entryOf(parsed.root, key)!))).toEqual([true, false, false]);
    expect(hasComment(parseJson('{"a": "b # c"}'), { start: 0, end: 14 })).toBe(false);
  });
});

describe('JSON with places', () => {
  it('has numbers as they are written', () => {
    const { root } = parseJson('{"a": 1.0, "b": 1e3, "c": true, "d": null, "e": "1.0"}');
    const texts = root?.kind === 'map' ? root.entries.map(({ value }) => text(value)) : [];
    expect(texts).toEqual(['1.0', '1e3', 'true', 'null', '1.0']);
  });
  it('steps over a byte order mark', () => expect(parseJson('\ufeff{"a": 1}').problems).toEqual([]));
  it('says in words what is expected', () => {
    expect(parseJson('{"a" 1}').problems[0]!.message).toBe('A colon is expected here.');
    expect(parseJson('{"a": 1 "b": 2}').problems[0]!.message).toBe('A comma is expected here.');
    expect(parseJson('[1, 2').problems[0]!.message).toBe('A closing bracket is expected here.');
    expect(parseJson('{"a": x}').problems[0]!.message).toBe('This is not JSON (InvalidSymbol).');
  });
});
