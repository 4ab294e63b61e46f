import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/core/text/change';
import { parseJson } from '../../../src/core/text/json';
import { lazyJson } from '../../../src/core/text/json-lazy';
import { LineIndex } from '../../../src/core/text/position';
import { asMap, asScalar, entryOf, valueAt, type TreeNode } from '../../../src/core/text/tree';
import { randomNumbers } from '../../conformance/mutate';

/** A tree with all places, as plain data. */
function plain(node: TreeNode | undefined): unknown {
  if (!node) return undefined;
  const span = [node.start, node.end];
  if (node.kind === 'scalar') return { span, value: node.value, text: node.text, style: node.style };
  if (node.kind === 'list') return { span, items: node.items.map((i) => [i.start, i.end, plain(i.value)]) };
  return { span, entries: node.entries.map((e) => [e.start, e.end, plain(e.key), plain(e.value)]) };
}

const codes = (text: string) => lazyJson(text).problems.map(({ code, start, end }) => [code, text.slice(start, end)]);

describe('JSON that is read where it is looked at', () => {
  it.each([
    '{}',
    '[]',
    ' {"a": 1, "b": [1, 2, {"c": null}], "d": {"e": [[]], "f": "\\u00e9\\"x"}}\n',
    '[true, false, -1.50e+3, "", {"": ""}]',
    '"text"',
    '7',
    'null',
    '{"a": [{"b": 1}, 2, "x,]}"], "c": []}',
    '\ufeff{"a": "b"}',
    '{"a":{"b":{"c":{"d":[1,[2,[3]]]}}}}',
  ])('has the tree that the other parser has: %s', (text) => {
    expect(lazyJson(text).problems).toEqual([]);
    expect(plain(lazyJson(text).root)).toEqual(plain(parseJson(text).root));
  });

  it.each([
    ['{"a": [1 2]}', [['syntax', '2']]],
    ['{"a": {"b" 1}}', [['syntax', '1']]],
    ['{"a": tru}', [['syntax', 'tru']]],
    ['{"a": 01}', [['syntax', '01']]],
    ['{"a": "x', [['syntax', '"x']]],
    ['{"a": "\\x"}', [['syntax', '\\x']]],
    ['{"a": 1,}', [['syntax', '}']]],
    ['{} {}', [['syntax', '{']]],
    ['{"a": 1 /* no */}', [['syntax', '/*']]],
    ['', [['syntax', '']]],
    ['{"a": 1, "a": 2}', [['duplicate-key', '"a"']]],
    ['{"a": [{"b": 1, "\\u0062": 2}]}', [['duplicate-key', '"\\u0062"']]],
    ['{"a": "\\ud83d"}', [['lone-surrogate', '\\ud83d']]],
    ['{"a": "\\ud83d\\ude80 \u{1f680}"}', []],
    ['{"a": "\ude80"}', [['lone-surrogate', '\ude80']]],
  ])('finds what is wrong in %s', (text, expected) => expect(codes(text)).toEqual(expected));

  it('finds a key twice among many', () => {
    const keys = Array.from({ length: 5000 }, (_, i) => `"k${i}": 1`);
    expect(codes(`{"a": [{${keys.join()}, "k17": 2}]}`)).toEqual([['duplicate-key', '"k17"']]);
  });

  it('finds control characters, and says so where it did not look everywhere', () => {
    expect(lazyJson('{"a": "x"}').control).toBe(-1);
    expect(lazyJson('{"a": "\u0001"}').control).toBe(7);
    expect(lazyJson('{"a": ').control).toBeUndefined();
  });

  it('is as deep as all documents may be', () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(codes(deep(128))).toEqual([]);
    expect(lazyJson(deep(129)).problems.map(({ code }) => code)).toEqual(['too-complex']);
    expect(lazyJson('['.repeat(10_000_000)).problems.map(({ code }) => code)).toEqual(['too-complex']);
  });

  it('keeps keys of JavaScript', () => {
    const { root } = lazyJson('{"__proto__": {"a": 1}, "constructor": 2}');
    expect(asMap(root)!.entries.map(({ key }) => key.text)).toEqual(['__proto__', 'constructor']);
    expect(asScalar(valueAt(root, '__proto__', 'a'))?.value).toBe(1);
  });

  describe('a broken item', () => {
    const names = (text: string) => {
      const items = lazyJson(text).itemsOf('list')!;
      return Array.from({ length: items.length }, (_, i) => text.slice(items.start(i), items.end(i)));
    };
    it('costs itself only, on lines of their own', () => {
      const text =
        '{\n  "list": [\n    {"a": [{"b": 1},\n      {"b": ]},\n    {"a": 2},\n    {"a": 3}\n  ],\n  "x": 1\n}';
      expect(names(text)).toEqual(['{"a": 2}', '{"a": 3}']);
      expect(lazyJson(text).problems.map(({ contained }) => contained)).toEqual([true]);
      expect(asScalar(valueAt(lazyJson(text).root, 'x'))?.value).toBe(1);
    });
    it('costs itself only, on one line', () =>
      expect(names('{"list":[{"a":1},{"a":[{"b":x}]},{"a":2},{"a":3}]}')).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']));
    it('does not end its list early when it is the last', () => {
      const text = '{\n  "list": [\n    {"a": 1},\n    {"a": \n  ],\n  "x": [\n    {"a": 2}\n  ]\n}';
      expect(names(text)).toEqual(['{"a": 1}']);
      expect(lazyJson(text).itemsOf('x')!.length).toBe(1);
    });
    it('at the end of a text that breaks off', () => {
      const text = '{"list": [{"a": 1}, {"a": 2}, {"a": "';
      expect(names(text)).toEqual(['{"a": 1}', '{"a": 2}']);
      expect(lazyJson(text).problems).toMatchObject([{ code: 'syntax', contained: true }]);
    });
    it('or a comma that is missing between two', () =>
      expect(names('{\n  "list": [\n    {"a": 1}\n    {"a": 2}\n  ]\n}')).toEqual(['{"a": 1}', '{"a": 2}']));
  });
});

describe('a text that is edited', () => {
  it('has the tree and the lines that it has when read anew', () => {
    const random = randomNumbers(3);
    const item = () => `\n    {"k${Math.floor(random() * 9)}": ["a\\n${Math.floor(random() * 99)}"]}`;
    let text = `{"x": 1,\r\n "list": [${Array.from({ length: 12 }, item).join(',')}\n  ], "y": [1, 2]}`;
    let parsed = lazyJson(text);
    for (let i = 0; i < 800; i++) {
      expect(parsed.lines.lineCount).toBeGreaterThan(0);
      const at = Math.floor(random() * text.length);
      const cut = Math.floor(random() * 3);
      const added = ['', '1', '\n', item(), ',', '"', '\r\n'][Math.floor(random() * 7)]!;
      const next = text.slice(0, at) + added + text.slice(at + cut);
      const { parsed: edited } = parsed.edited(next);
      const fresh = lazyJson(next);
      expect(edited.lines.range({ start: 0, end: next.length })).toEqual(
        new LineIndex(next).range({ start: 0, end: next.length }),
      );
      if (fresh.problems.length) continue;
      expect(plain(edited.root)).toEqual(plain(fresh.root));
      expect(edited.problems).toEqual([]);
      if (next.length < 2000) {
        text = next;
        parsed = edited;
      }
    }
  });

  it('has the lines that it has when read anew, however many', () => {
    const random = randomNumbers(5);
    const breaks = ['\n', '\r\n', '\r', '\n\n', 'x', 'y\nz'];
    const piece = () =>
      Array.from({ length: Math.floor(random() * 60) }, () => breaks[Math.floor(random() * 6)]).join('');
    for (const start of ['', 'a\n'.repeat(500), 'a\r\n'.repeat(100)]) {
      let text = start;
      let lines = new LineIndex(text);
      for (let i = 0; i < 300; i++) {
        const at = Math.floor(random() * (text.length + 1));
        const next = text.slice(0, at) + piece() + text.slice(at + Math.floor(random() * 80));
        expect(lines.lineCount).toBeGreaterThan(0);
        lines = lines.edited(next, changeBetween(text, next));
        text = next;
        const fresh = new LineIndex(text);
        expect(lines.lineCount).toBe(fresh.lineCount);
        for (let k = 0; k < 5; k++) {
          const offset = Math.floor(random() * (text.length + 1));
          const position = fresh.positionAt(offset);
          expect(lines.positionAt(offset)).toEqual(position);
          expect(lines.lineSpan(position.line)).toEqual(fresh.lineSpan(position.line));
          expect(position.line).toBe(
            text.slice(0, offset).split(/\r\n|\n|\r(?!\n)/).length -
              1 -
              (/\r$/.test(text.slice(0, offset)) && text[offset] === '\n' ? 1 : 0),
          );
        }
      }
    }
  });

  it('differs by the smallest change', () => {
    expect(changeBetween('abc', 'abXc')).toEqual({ start: 2, oldEnd: 2, newEnd: 3 });
    expect(changeBetween('aaa', 'aa')).toEqual({ start: 2, oldEnd: 3, newEnd: 2 });
    expect(changeBetween('', 'a')).toEqual({ start: 0, oldEnd: 0, newEnd: 1 });
    expect(changeBetween('same', 'same')).toEqual({ start: 4, oldEnd: 4, newEnd: 4 });
    const long = 'x'.repeat(200_000);
    expect(changeBetween(`${long}a${long}`, `${long}b${long}`)).toEqual({
      start: 200_000,
      oldEnd: 200_001,
      newEnd: 200_001,
    });
  });

  it('says what was replaced', () => {
    const { replaced } = lazyJson('{"list": [1, 2, 3, 4, 5]}').edited('{"list": [1, 2, 33, 4, 5]}');
    expect(replaced).toMatchObject({ key: 'list', added: 3 });
    expect(entryOf(lazyJson('{"list": []}').edited('{"list": [1]}').parsed.root, 'list')?.value).toMatchObject({
      kind: 'list',
    });
  });
});
