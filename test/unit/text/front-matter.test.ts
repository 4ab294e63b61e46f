import { describe, expect, it } from 'vitest';
import { foldsOf } from '../../../src/core/language/folding';
import { frontMatterSpan, parseFrontMatter } from '../../../src/core/text/front-matter';
import { valueAt } from '../../../src/core/text/tree';

describe('front matter', () => {
  it.each([
    ['LF', '---\nlicense: mit\n---\n# Title\n'],
    ['CRLF', '---\r\nlicense: mit\r\n---\r\n# Title\r\n'],
    ['a byte order mark', '\ufeff---\nlicense: mit\n---\n'],
    ['blanks behind the marks', '---  \nlicense: mit\n--- \n'],
    ['no line behind it', '---\nlicense: mit\n---'],
    ['a comment first', '---\n# ours\nlicense: mit\n---\ntext: "\n'],
  ])('has the offsets of the whole file: %s', (_, text) => {
    const parsed = parseFrontMatter(text);
    expect(parsed.problems).toEqual([]);
    const node = valueAt(parsed.root, 'license')!;
    expect(text.slice(node.start, node.end)).toBe('mit');
    expect(parsed.text).toBe(text);
  });

  it('ends before the closing line', () => {
    const text = '---\na: 1\n---\nb: 2\n---\n';
    const span = frontMatterSpan(text)!;
    expect(text.slice(span.start, span.end)).toBe('a: 1\n');
    expect(frontMatterSpan('---\n---\n')).toEqual({ start: 4, end: 4 });
  });

  it('is none without an opening line', () => {
    for (const text of ['', '# Title\n---\na: 1\n---\n', '----\na: 1\n---\n', '--- a\n---\n'])
      expect(frontMatterSpan(text)).toBeUndefined();
    expect(parseFrontMatter('# Title').problems).toEqual([]);
  });

  it('that is never closed is one problem at its opening', () => {
    const { problems, root } = parseFrontMatter('---\nlicense: mit\n\n# Title\n');
    expect(root).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'syntax', start: 0, end: 3 }]);
  });

  it('folds nothing of the text below', () => {
    const parsed = parseFrontMatter('---\n# a\n# b\nlist:\n  - x\n  - y\n---\n# Title\n## Next\n');
    expect(foldsOf(parsed)).toHaveLength(2);
  });

  it.each([
    [
      'an alias bomb',
      `---\na: &a [x,x]\n${'bcdefghi'
        .split('')
        .map((c, i) => `${c}: &${c} [*${'abcdefgh'[i]},*${'abcdefgh'[i]}]\n`)
        .join('')}---\n`,
    ],
    ['50 MB behind it', `---\nlicense: mit\n---\n${'text '.repeat(10_000_000)}`],
    ['50 MB of line breaks', `---\n${'\n'.repeat(50_000_000)}`],
    ['50 MB in it', `---\na: ${'x'.repeat(50_000_000)}\n---\n`],
    ['a tower of brackets', `---\na: ${'['.repeat(100_000)}\n---\n`],
  ])('is read in no time: %s', (_, text) => {
    parseFrontMatter(text);
  });
});
