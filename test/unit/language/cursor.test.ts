import { describe, expect, it } from 'vitest';
import { cursorAt, type Cursor } from '../../../src/core/text/cursor';
import { at } from './documents';

/** What a cursor says, in short: `value release/components/0/license "Apa" [12..15]`, then what is special. */
function say(marked: string, syntax: 'yaml' | 'json' = 'yaml'): string {
  const { text, offset } = at(marked);
  const cursor = cursorAt(text, syntax, offset);
  if (!cursor) return 'nothing';
  const flags = (['behindDash', 'needsBlank', 'hasColon', 'needsComma', 'flow'] as const).filter((f) => cursor[f]);
  const replaced = text.slice(cursor.span.start, cursor.span.end);
  const quote = cursor.quote ? [`quote ${cursor.quote}`] : [];
  return [
    `${cursor.at} ${cursor.path.join('/')}`,
    `typed <${cursor.typed}>`,
    `replaces <${replaced}>`,
    ...quote,
    ...flags.filter((f) => f !== 'flow' || syntax === 'yaml'),
  ].join(', ');
}

function cursorOf(marked: string, syntax: 'yaml' | 'json' = 'yaml'): Cursor {
  const { text, offset } = at(marked);
  return cursorAt(text, syntax, offset)!;
}

const HEAD = 'release:\n  name: x\n  components:\n';

describe('cursor in block YAML', () => {
  it.each([
    ['empty document', '|', 'key , typed <>, replaces <>'],
    ['first key', 'fra|', 'key , typed <fra>, replaces <fra>'],
    ['byte order mark', '\ufefffra|', 'key , typed <fra>, replaces <fra>'],
    ['key with colon', 're|l: x', 'key , typed <re>, replaces <rel>, hasColon'],
    ['nested key', 'release:\n  na|', 'key release, typed <na>, replaces <na>'],
    ['empty line below a key', 'release:\n  |\n', 'key release, typed <>, replaces <>'],
    ['empty line among keys', 'release:\n  name: x\n  |\n  date: y', 'key release, typed <>, replaces <>'],
    ['empty line at the root', 'release:\n  name: x\n|', 'key , typed <>, replaces <>'],
    ['empty line with blanks behind', 'release:\n  |   \n', 'key release, typed <>, replaces <>'],
    ['value', 'release:\n  type: lan|', 'value release/type, typed <lan>, replaces <lan>'],
    ['empty value', 'release:\n  type: |', 'value release/type, typed <>, replaces <>'],
    ['value before the cursor', 'release:\n  type: la|nguage', 'value release/type, typed <la>, replaces <language>'],
    ['several blanks', 'a:  |  b', 'value a, typed <>, replaces <  b>'],
    ['value with a comment', 'a: M|IT # why', 'value a, typed <M>, replaces <MIT>'],
    ['value of several words', 'a: Model par|', 'value a, typed <Model par>, replaces <Model par>'],
    ['value and a blank', 'a: Model |', 'value a, typed <Model >, replaces <Model >'],
    ['no blank behind the colon', 'a:|', 'value a, typed <>, replaces <>, needsBlank'],
    ['value right behind the colon', 'a:MI|', 'value a, typed <MI>, replaces <MI>, needsBlank'],
    ['open single quote', "a: 'Mo|", "value a, typed <Mo>, replaces <'Mo>, quote '"],
    ['open double quote', 'a: "|', 'value a, typed <>, replaces <">, quote "'],
    ['closed quotes', 'a: "Mo|"', 'value a, typed <Mo>, replaces <"Mo">, quote "'],
    ['quoted key', '"re|"', 'key , typed <re>, replaces <"re">, quote "'],
    ['value on its own line', 'release:\n  type:\n    lan|', 'key release/type, typed <lan>, replaces <lan>'],
    ['windows lines', 'release:\r\n  type: lan|\r\n', 'value release/type, typed <lan>, replaces <lan>'],
    ['windows empty line', 'release:\r\n  |\r\n', 'key release, typed <>, replaces <>'],
    ['below an anchor', 'release: &r\n  na|', 'key release, typed <na>, replaces <na>'],
    ['second key of the document', '---\nframework:\n  name: x\nre|', 'key , typed <re>, replaces <re>'],
  ])('%s', (_title, text, expected) => expect(say(text)).toBe(expected));

  it.each([
    ['comment', 'a: b # |'],
    ['comment line', '# fr|'],
    ['behind closed quotes', 'a: "b"|'],
    ['block scalar', 'a: |-\n  te\u2588'],
    ['folded text', 'a: b\n  c|'],
    ['alias', 'a: *b|'],
    ['document marker', '---|'],
    ['between key and colon', 'a |: b'],
    ['before the content', 'a:\n | b: c'],
    ['between the indentations', 'release:\n    name: x\n  |\n'],
    ['before the dash', 'a:\n  |- b'],
  ])('nothing: %s', (_title, text) => expect(say(text)).toBe('nothing'));

  const FIRST = `key release/components/0, typed <>, replaces <>`;
  it.each([
    ['dash alone', `${HEAD}    -|`, `${FIRST}, behindDash, needsBlank`],
    ['dash and blank', `${HEAD}    - |`, `${FIRST}, behindDash`],
    ['below a dash', `${HEAD}    -\n      |`, FIRST],
    ['list in the column of its key', `${HEAD}  - |`, `${FIRST}, behindDash`],
    ['key behind a dash', `${HEAD}    - na|`, 'key release/components/0, typed <na>, replaces <na>, behindDash'],
    ['value behind a dash', `${HEAD}    - name: Mod|`, 'value release/components/0/name, typed <Mod>, replaces <Mod>'],
    ['second item', `${HEAD}    - name: A\n    - name: |`, 'value release/components/1/name, typed <>, replaces <>'],
    [
      'dashes on their own lines',
      `${HEAD}    -\n      name: A\n    -\n      name: |`,
      'value release/components/1/name, typed <>, replaces <>',
    ],
    ['second key', `${HEAD}    - name: A\n      li|`, 'key release/components/0, typed <li>, replaces <li>'],
    ['place for an item', `${HEAD}    |`, 'key release/components, typed <>, replaces <>'],
    ['place for another item', `${HEAD}    - name: A\n    |`, 'key release/components, typed <>, replaces <>'],
    ['plain item', 'exclude:\n  - a\n  - b|', 'key exclude/1, typed <b>, replaces <b>, behindDash'],
  ])('list: %s', (_title, text, expected) => expect(say(text)).toBe(expected));

  it('knows what else the map has, on both sides', () => {
    const cursor = cursorOf(`${HEAD}    - name: "Model card" # x\n      license: |\n      path: [a]\n    - other: 1\n`);
    expect([...cursor.siblings]).toEqual([
      ['name', 'Model card'],
      ['path', ''],
    ]);
    expect(cursor.column).toBe(6);
    expect([...cursorOf('a: 1\n|\nb:\n  c: 2\n').siblings.keys()]).toEqual(['a', 'b']);
  });

  it('knows where an item may begin beside a key', () => {
    expect(cursorOf('release:\n  components:\n  - name: A\n  |').itemOf).toEqual(['release', 'components']);
    expect(cursorOf('release:\n  components:\n    - name: A\n  |').itemOf).toBeUndefined();
    expect(cursorOf(`${HEAD}    - name: A\n    |`).itemOf).toEqual(['release', 'components']);
  });

  it('reads flow style', () => {
    expect(say('a: {name: A, lic|}')).toBe('key a, typed <lic>, replaces <lic>, flow');
    expect(say('a: [{name: A}, {license: M|}]')).toBe('value a/1/license, typed <M>, replaces <M>, flow');
    expect(say('r:\n  c: [\n    { name: A },\n    { name: Model c|\n  ]')).toBe(
      'value r/c/1/name, typed <Model c>, replaces <Model c>, flow',
    );
    expect(say('a:\n  - {|}')).toBe('key a/0, typed <>, replaces <>, flow');
    expect(say('a: {b: c}|')).toBe('nothing');
    expect(say("a: {b: 'c|")).toBe("value a/b, typed <c>, replaces <'c>, quote ', flow");
    expect(say('a: {b:|}')).toBe('value a/b, typed <>, replaces <>, needsBlank, flow');
    expect(say('a: {b: 1 # |\n}')).toBe('nothing');
    expect([...cursorOf("a: {name: 'x', l|, date: 2}").siblings]).toEqual([
      ['name', 'x'],
      ['date', '2'],
    ]);
  });
});

describe('cursor in JSON', () => {
  it.each([
    ['empty document', '|', 'value , typed <>, replaces <>'],
    ['empty object', '{|}', 'key , typed <>, replaces <>'],
    ['unclosed object', '{\n  |', 'key , typed <>, replaces <>'],
    ['open key', '{"rel|', 'key , typed <rel>, replaces <"rel>, quote "'],
    ['key', '{"rel|"}', 'key , typed <rel>, replaces <"rel">, quote "'],
    ['key with colon', '{"rel|": {}}', 'key , typed <rel>, replaces <"rel">, quote ", hasColon'],
    ['key before others', '{| "a": 1}', 'key , typed <>, replaces <>, needsComma'],
    ['key without quotes', '{rel|}', 'key , typed <rel>, replaces <rel>'],
    ['key behind a comma', '{"a": {"b": 1}, |}', 'key , typed <>, replaces <>'],
    ['key without a comma before', '{"a": 1\n "b|"}', 'key , typed <b>, replaces <"b">, quote "'],
    ['value', '{"a": {"b": |}}', 'value a/b, typed <>, replaces <>'],
    ['value ahead', '{"a": | "x"}', 'value a, typed <>, replaces < "x">'],
    ['value before another member', '{"a": |\n"b": 1}', 'value a, typed <>, replaces <>, needsComma'],
    ['open value', '{"a": "M|}', 'value a, typed <M>, replaces <"M>, quote "'],
    ['value in quotes', '{"a": "M|IT"}', 'value a, typed <M>, replaces <"MIT">, quote "'],
    ['list', '{"a": [|]}', 'value a/0, typed <>, replaces <>'],
    ['second item', '{"a": [{"b": 1}, {"c|"}]}', 'key a/1, typed <c>, replaces <"c">, quote "'],
    ['item before another', '{"a": [| {}]}', 'value a/0, typed <>, replaces <>, needsComma'],
    ['escapes', '{"a\\"b": "|"}', 'value a"b, typed <>, replaces <"">, quote "'],
  ])('%s', (_title, text, expected) => expect(say(text, 'json')).toBe(expected));

  it.each([
    ['behind a value', '{"a": 1 |}'],
    ['behind closed quotes', '{"a": "b"|}'],
    ['behind a key', '{"a" |}'],
    ['behind an item', '[1 |]'],
    ['behind the document', '{}\n|'],
    ['comment', '{ // |\n}'],
  ])('nothing: %s', (_title, text) => expect(say(text, 'json')).toBe('nothing'));

  it('knows what else the map has, on both sides', () => {
    const text = '{"x": {}, "name": "Model card", "license": "|", "deep": {"inner": 1}, "last": "z"}';
    expect([...cursorOf(text, 'json').siblings]).toEqual([
      ['x', ''],
      ['name', 'Model card'],
      ['deep', ''],
      ['last', 'z'],
    ]);
    expect([...cursorOf('{"a": 1, "n|": 2, "b": [{"c": 1}]}', 'json').siblings.keys()]).toEqual(['a', 'b']);
    expect([...cursorOf('{"a": 1,\n|\n"b": 2}', 'json').siblings.keys()]).toEqual(['a', 'b']);
  });
});

describe('cursor anywhere', () => {
  const yaml = `# c\n${HEAD}    - name: 'A\n      x: {y: [1, "2]}\n    -\n  -\n z:w\n\t- "\n`;
  const json = '{"a": [{"b": "c, {"d": }, ]\n "e\\": {,:}] "f": \'g';
  it.each([
    ['yaml', yaml],
    ['json', json],
  ] as const)('never fails, and what it replaces holds the cursor (%s)', (syntax, text) => {
    for (let end = 0; end <= text.length; end++)
      for (const body of [text, text.slice(0, end)]) {
        const cursor = cursorAt(body, syntax, end);
        if (!cursor) continue;
        expect(cursor.span.start).toBeLessThanOrEqual(end);
        expect(cursor.span.end).toBeGreaterThanOrEqual(end);
        expect(body.slice(cursor.span.start, cursor.span.end)).not.toContain('\n');
      }
  });

  it('is quick in big files', () => {
    const big = `${HEAD}${`    - name: Model card\n      license: MIT\n`.repeat(20_000)}    - name: |`;
    const { text, offset } = at(big);
    expect(cursorAt(text, 'yaml', offset)!.path).toEqual(['release', 'components', 20_000, 'name']);
    const wide = `a: ${'b '.repeat(200_000)}`;
    expect(cursorAt(wide + ' '.repeat(200_000), 'yaml', 5)?.path).toEqual(['a']);
    const object = `{"x": [${'{"name": "a"},'.repeat(50_000)}{"name": |}]}`;
    expect(cursorAt(object.replace('|', ''), 'json', object.indexOf('|'))!.path).toEqual(['x', 50_000, 'name']);
  });
});
