import { describe, expect, it } from 'vitest';
import { openDocument } from '../../../src/core/documents/kinds';
import { lint } from '../../../src/core/findings/lint';
import { suppressionComment } from '../../../src/core/findings/suppressions';
import { applyEdits } from '../../../src/core/text/edit';
import { parseYaml } from '../../../src/core/text/yaml';
import { lintText } from '../../lint';

const OFF = 'model-openness-disable';
const BLANK = 'mof/blank-in-name';

/** A release with a blank in its name; the parts are texts around that line. */
function release({ top = '', before = '', after = '', name = 'Aurora 7B', extra = '' } = {}): string {
  return `${top}framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
${before}  name: ${name}${after}
  producer: Lab
${extra}  license: {}
  components:
    - name: Model card
      license: CC-BY-4.0
`;
}

/** Findings about the name and about comments. */
function found(text: string): string[] {
  return lintText(text)
    .filter((f) => f.rule === BLANK || f.rule.startsWith('suppression/'))
    .map((f) => f.rule);
}

describe('suppressions', () => {
  it.each(
    [
      ['on the line above', release({ before: `  # ${OFF}-next-line ${BLANK} -- old name\n` })],
      ['on the line itself', release({ after: ` # ${OFF}-line ${BLANK} -- old name` })],
      ['for the whole file', release({ top: `# ${OFF} ${BLANK} -- old name\n` })],
      ['at the end of the file', `${release()}# ${OFF} ${BLANK} -- old name`],
      ['without a blank behind the hash', release({ before: `  #${OFF}-next-line ${BLANK} -- old name\n` })],
      ['with CRLF', release({ before: `  # ${OFF}-next-line ${BLANK} -- old name\n` }).replaceAll('\n', '\r\n')],
      [
        'inside a plain text of several lines',
        release({ name: `Aurora # ${OFF}-line ${BLANK} -- x\n    7B`, after: '' }),
      ],
    ].slice(0, 6) as [string, string][],
  )('silence a rule %s', (_title, text) => expect(found(text)).toEqual([]));

  it('silence several rules of one line', () => {
    const text = release({
      before: `  # ${OFF}-next-line ${BLANK}, mof/unquoted-value mof/file-name -- reasons\n`,
    });
    expect(found(text)).toEqual(['suppression/unused', 'suppression/unused']);
    expect(found(text.replace('Aurora 7B', '7'))).toEqual(['suppression/unused', 'suppression/unused']);
    expect(lintText(text.replace('Aurora 7B', '7')).map((f) => f.rule)).not.toContain('mof/unquoted-value');
  });

  it.each([
    ['of another line', release({ before: `  # ${OFF}-line ${BLANK} -- old name\n` })],
    ['two lines above', release({ before: `  # ${OFF}-next-line ${BLANK} -- old name\n\n` })],
    ['of another rule', release({ after: ` # ${OFF}-line mof/file-name -- old name` })],
  ])('have no effect where they are %s', (_title, text) =>
    expect(found(text).sort()).toEqual([BLANK, 'suppression/unused']),
  );

  it.each([
    ['in quotes', release({ extra: `  origin: 'a # ${OFF} ${BLANK} -- x'\n` })],
    ['in double quotes', release({ extra: `  origin: "a # ${OFF} ${BLANK} -- x"\n` })],
    ['in a block', release({ extra: `  origin: |\n    # ${OFF} ${BLANK} -- x\n` })],
    ['in a key', release({ extra: `  'a # ${OFF} ${BLANK} -- x': b\n` })],
    ['in a quoted item', release({ extra: `  origin: ["# ${OFF} ${BLANK} -- x"]\n` })],
    ['behind a letter', release({ extra: `  origin: a#${OFF} ${BLANK} -- x\n` })],
    ['under a longer name', release({ before: `  # ${OFF}d ${BLANK} -- x\n  # ${OFF}-lines ${BLANK} -- x\n` })],
  ])('are none %s', (_title, text) => expect(found(text)).toEqual([BLANK]));

  it('are found behind a block and behind quotes', () => {
    const comment = ` # ${OFF} ${BLANK} -- x\n`;
    expect(found(release({ extra: `  origin: |\n    text\n${comment}` }))).toEqual([]);
    expect(found(release({ extra: `  origin: 'text'${comment}` }))).toEqual([]);
    expect(found(release({ extra: `  origin: | ${comment}    text\n` }))).toEqual([]);
  });

  it('are none in JSON', () => {
    const text = `{"framework": {"name": "# ${OFF} mof/missing-field -- x"}}`;
    const rules = lintText(text, { path: '/a/mof.json' }).map((f) => f.rule);
    expect(rules).toContain('mof/missing-field');
    expect(rules.filter((rule) => rule.startsWith('suppression/'))).toEqual([]);
  });

  it('want a reason behind two dashes', () => {
    expect(found(release({ after: ` # ${OFF}-line ${BLANK}` }))).toEqual(['suppression/without-reason']);
    expect(found(release({ after: ` # ${OFF}-line ${BLANK} --` }))).toEqual(['suppression/without-reason']);
    expect(found(release({ after: ` # ${OFF}-line ${BLANK} because` }))).toContain('suppression/unknown-rule');
  });

  it('want a rule that exists', () => {
    const [finding] = lintText(release({ after: ` # ${OFF}-line mof/blank-in-nam -- x` })).filter((f) =>
      f.rule.startsWith('suppression/'),
    );
    expect(finding!.message).toBe('No rule "mof/blank-in-nam". Did you mean "mof/blank-in-name"?');
    expect(found(release({ after: ` # ${OFF}-line` })).sort()).toEqual([BLANK, 'suppression/unknown-rule']);
    expect(found(release({ after: ` # ${OFF}-line -- a reason` })).sort()).toEqual([BLANK, 'suppression/unknown-rule']);
  });

  it('can silence findings about suppressions by configuration', () => {
    const text = release({ after: ` # ${OFF}-line mof/file-name` });
    const configuration = {
      rules: { 'suppression/unused': 'off', 'suppression/without-reason': 'off', [BLANK]: 'off' } as const,
      exclude: [],
      overrides: [],
    };
    const rules = lintText(text, { configuration }).map((f) => f.rule);
    expect(rules.filter((rule) => rule.startsWith('suppression/') || rule === BLANK)).toEqual([]);
  });

  it('say nothing of rules that another tool checks', () => {
    const text = release({ after: ` # ${OFF}-line document/duplicate-key -- known`, name: 'Aurora-7B' });
    const document = openDocument('/a/mof.yml', text)!;
    const context = { file: '', path: '/a/mof.yml', today: new Date(0), releases: [], neighbours: [] };
    const rules = (leftToOthers: string[]) =>
      lint(document, { context, severityOf: () => undefined, leftToOthers }).map((f) => f.rule);
    expect(rules([])).toContain('suppression/unused');
    expect(rules(['document/duplicate-key'])).not.toContain('suppression/unused');
  });

  it('are silent while the text cannot be read', () =>
    expect(found(`${release({ after: ` # ${OFF}-line ${BLANK} -- x` })}"`)).toEqual([]));

  it('are written in the indentation and with the line break of the text', () => {
    const text = 'a:\r\n    b: c\r\n';
    const edit = suppressionComment(parseYaml(text), BLANK, 1);
    expect(applyEdits(text, [edit])).toBe(`a:\r\n    # ${OFF}-next-line ${BLANK} -- say why\r\n    b: c\r\n`);
  });
});
