import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/text/edit';
import { editorFor } from '../../../src/core/text/editor';
import { foldsOf } from '../../../src/core/language/folding';
import { MAX_TOML_LENGTH, parseToml } from '../../../src/core/text/toml';
import { asList, asScalar, entryOf, valueAt, type ScalarNode, type TreeNode } from '../../../src/core/text/tree';

const at = (text: string, ...path: string[]) => asScalar(valueAt(parseToml(text).root, ...path));
const written = (text: string, node: TreeNode | undefined) => text.slice(node!.start, node!.end);

describe('TOML', () => {
  it('has values of tables, dotted keys, inline tables and lists of tables at their places', () => {
    const text = `# project
[project]
name = "aurora"
license = { text = 'MIT' }
urls.home = "https://example.org"

[tool.poetry]
license = "Apache-2.0"

[[tool.x]]
a = 1
[[tool.x]]
a = 2
[tool.x.b]
c = true
`;
    const { root, problems } = parseToml(text);
    expect(problems).toEqual([]);
    expect(written(text, valueAt(root, 'project', 'name'))).toBe('"aurora"');
    expect(written(text, valueAt(root, 'project', 'license', 'text'))).toBe("'MIT'");
    expect(written(text, valueAt(root, 'project', 'urls', 'home'))).toBe('"https://example.org"');
    expect(written(text, valueAt(root, 'tool', 'poetry', 'license'))).toBe('"Apache-2.0"');
    const items = asList(valueAt(root, 'tool', 'x'))!.items;
    expect(items.map(({ value }) => asScalar(valueAt(value, 'a'))?.text)).toEqual(['1', '2']);
    expect(asScalar(valueAt(items[1]!.value, 'b', 'c'))?.value).toBe(true);
    expect(() => foldsOf(parseToml(text))).not.toThrow();
  });

  it('resolves escapes and knows the styles', () => {
    expect(at('a = "M\\u0049T"', 'a')).toMatchObject({ text: 'MIT', style: 'double' });
    expect(at("a = 'M\\u0049T'", 'a')).toMatchObject({ text: 'M\\u0049T', style: 'single' });
    expect(at('a = """\nMIT"""', 'a')).toMatchObject({ text: 'MIT', style: 'block' });
    expect(at('"a.b" = 1979-05-27', 'a.b')).toMatchObject({ text: '1979-05-27', style: 'plain' });
  });

  it.each([
    ['a = 1\na = 2\n', 6],
    ['a = "x', 6],
    ['[a]\n[a]\n', 5],
    ['a = tru\n', 4],
  ])('reports what can not be read: %j', (text, near) => {
    const { problems, root } = parseToml(text);
    expect(root).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]!.code).toBe('syntax');
    expect(Math.abs(problems[0]!.start - near)).toBeLessThanOrEqual(3);
  });

  it.each([
    ['a tower of brackets', `a = ${'['.repeat(5000)}`],
    ['a tower of dotted keys', `${'a.'.repeat(5000)}b = 1`],
    ['a tower of table names', `[${'a.'.repeat(5000)}b]`],
    ['a long text', `a = "${'x'.repeat(MAX_TOML_LENGTH)}"`],
  ])('refuses %s', (_, text) => expect(parseToml(text).problems.map((p) => p.code)).toEqual(['too-complex']));

  it('takes __proto__ for a key like others', () =>
    expect(at('[__proto__]\nlicense = "MIT"', '__proto__', 'license')?.text).toBe('MIT'));

  it('is edited in its quotes', () => {
    const set = (text: string, value: string) => {
      const parsed = parseToml(text);
      return applyEdits(text, editorFor(parsed).setText(entryOf(parsed.root, 'a')!.value as ScalarNode, value));
    };
    expect(set('a = "x" # why', 'MIT')).toBe('a = "MIT" # why');
    expect(set("a = 'x'", 'MIT')).toBe("a = 'MIT'");
    expect(set("a = 'x'", "it's")).toBe('a = "it\'s"');
    expect(set('a = """\nx"""', 'MIT')).toBe('a = "MIT"');
  });
});
