import { describe, expect, it } from 'vitest';
import { detectKind, openDocument } from '../../../src/core/documents/kinds';
import { type LicensedContent } from '../../../src/core/licenses/statement';
import { lintText } from '../../lint';

const card = (metadata: string, body = '\n# Aurora 7B\n'): string => `---\n${metadata}\n---\n${body}`;
const open = (text: string) => openDocument('/models/README.md', text)!;
const lint = (text: string) =>
  lintText(text, { path: '/models/README.md' }).map((f) => `${f.rule} ${text.slice(f.span.start, f.span.end)}`);

describe('cards', () => {
  it.each([
    ['a model card', 'README.md', card('license: mit')],
    ['capitals in the name', 'Readme.MD', card('base_model: a/b')],
    ['a byte order mark', 'README.md', `\ufeff${card('license: mit')}`],
    ['CRLF', 'README.md', card('license: mit').replaceAll('\n', '\r\n')],
    ['metadata that is never closed', 'README.md', '---\nlicense: mit\n'],
    ['long metadata', 'README.md', card(`license: mit\ntags:\n${'  - x\n'.repeat(20_000)}`)],
  ])('are recognised: %s', (_, name, text) => expect(detectKind(`/a/${name}`, text)?.id).toBe('card'));

  it.each([
    ['without metadata', 'README.md', '# Aurora\n\nlicense: mit\n'],
    ['of another site', 'README.md', card('title: Aurora\nlayout: page')],
    ['that names a licence below the metadata', 'README.md', card('title: Aurora', 'license: mit\n')],
    ['of another name', 'index.md', card('license: mit')],
    ['that begins with a line', 'README.md', '---\n\n# Aurora\n'],
  ])('leave other files alone: a file %s', (_, name, text) => expect(detectKind(`/a/${name}`, text)).toBeUndefined());

  it('say what they license, at the place in the whole file', () => {
    const text = card(
      'model_name: Aurora\nlicense: other\nlicense_name: aurora-community\nlicense_link: LICENSE\nbase_model:\n  - meta-llama/Llama-3.1-8B\ndatasets: [tatsu-lab/alpaca]',
    );
    const { statements, sources } = open(text).licensing();
    expect(
      statements.map(({ text: written, form, subject, node }) => [
        written,
        form,
        subject.name,
        subject.content,
        text.slice(node.start, node.end),
      ]),
    ).toEqual([
      ['other', 'tag', 'Aurora', 'model', 'other'],
      ['aurora-community', 'name', 'Aurora', 'model', 'aurora-community'],
    ]);
    expect(sources.map(({ relation, name, at }) => [relation, name, text.slice(at.start, at.end)])).toEqual([
      ['base-model', 'meta-llama/Llama-3.1-8B', 'meta-llama/Llama-3.1-8B'],
      ['dataset', 'tatsu-lab/alpaca', 'tatsu-lab/alpaca'],
    ]);
  });

  it.each<[string, LicensedContent]>([
    ['license: mit\npipeline_tag: text-generation', 'model'],
    ['license: mit\ntask_categories: [x]', 'data'],
    ['license: mit\nconfigs: []', 'data'],
    ['license: mit\nsdk: gradio', 'code'],
  ])('tell models, data and Spaces apart: %j', (metadata, content) =>
    expect(open(card(metadata)).licensing().statements[0]!.subject.content).toBe(content),
  );

  it('take no licence from what is no text', () => {
    for (const license of ['', '~', '{ a: b }', '[[mit]]', '[]'])
      expect(open(card(`license: ${license}`)).licensing().statements).toEqual([]);
  });

  it('are linted at the exact characters', () => {
    expect(lint(card('license: "Apache 2.0"'))).toEqual(['license/unknown Apache 2.0']);
    expect(lint(card('license:\n  - mit\n  - MIT'))).toEqual(['license/wrong-case MIT']);
    expect(lint(card('license: mit').replaceAll('\n', '\r\n'))).toEqual([]);
    expect(lint(card('license: other\nlicense_name: x'))).toEqual(['license/other-without-name other']);
    expect(lint(card('license: mit\nlicense: mit'))).toEqual(['document/duplicate-key license']);
    expect(lint('---\nlicense: MIT\n')).toEqual(['document/syntax ---']);
  });

  it('have suppressions in their metadata, and only there', () => {
    expect(lint(card('# model-openness-disable-next-line license/wrong-case -- as ever\nlicense: MIT'))).toEqual([]);
    const example = '```yaml\n# model-openness-disable-next-line license/unknown -- x\n```\n';
    expect(lint(card('license: mit', example))).toEqual([]);
  });

  it('have hover, hints, links and completion', () => {
    const text = card('license: llama3.1\nbase_model: meta-llama/Llama-3.1-8B\nlicense_link: https://example.org/x');
    const { features } = open(text);
    const at = text.indexOf('llama3.1');
    expect(features.hover(at + 1)).toMatchObject({
      contents: expect.stringContaining('Llama 3.1 Community License') as string,
      span: { start: at, end: at + 8 },
    });
    expect(features.hover(at + 1)!.contents).toContain('No legal advice.');
    expect(features.inlayHints({ start: 0, end: text.length })).toMatchObject([{ offset: at + 8 }]);
    expect(features.links().map(({ url }) => url)).toEqual(
      expect.arrayContaining(['https://huggingface.co/meta-llama/Llama-3.1-8B', 'https://example.org/x']),
    );
    const completed = (marked: string): string[] => {
      const offset = marked.indexOf('|');
      const typed = marked.replace('|', '');
      return open(typed)
        .features.complete(offset)
        .filter(({ label }) => /^(?:mit|apache-2\.0)$/.test(label))
        .map(({ edit }) => typed.slice(0, edit.start) + edit.newText + typed.slice(edit.end));
    };
    expect(completed(card('license: |'))).toEqual(
      expect.arrayContaining([card('license: mit'), card('license: apache-2.0')]),
    );
    expect(completed(card('license: apa|'))).toEqual([card('license: apache-2.0')]);
    expect(completed(card('license: mit', '\nlicense: |\n'))).toEqual([]);
    expect(open(card('license: mit')).features.inlayHints({ start: 0, end: 99 })).toEqual([]);
  });

  it('stay small in the face of a bomb', () => {
    const lines = [...'bcdefghijklm'].map((c, i) => `${c}: &${c} [*${'abcdefghijkl'[i]},*${'abcdefghijkl'[i]}]`);
    expect(lint(card(['a: &a [mit, mit]', ...lines, 'license: *m'].join('\n')))).toEqual([]);
  });
});
