import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/core/report/formats';
import { type LintReport } from '../../../src/core/report/report';
import { finding, sample, TEXT } from './sample';

const format = (name: string, report: LintReport = sample(), colour = false) => FORMATS[name]!(report, { colour });

/** A report on one file with one finding. */
const single = (overrides: Parameters<typeof finding>[2], file = 'a.yml') =>
  sample({ files: [{ file, text: TEXT, findings: [finding(TEXT, 'Other', overrides)] }] });

describe.each(Object.keys(FORMATS))('%s', (name) => {
  it('ends in a line break and needs no findings', () => {
    expect(format(name)).toMatch(/\n$/);
    expect(() => format(name, sample({ files: [] }))).not.toThrow();
  });
});

describe('stylish', () => {
  it('lists findings under their file and counts them', () => {
    expect(format('stylish')).toBe(
      [
        'a/mof.yml',
        ' 4:13  error    Unknown component "Modle card".  mof/unknown-component',
        ' 5:13  hint     Unknown component "Other".       mof/unknown-component',
        '',
        '✖ 2 problems in 2 files (1 error, 1 hint)',
        '  1 of them can be mended with --fix',
        '',
      ].join('\n'),
    );
  });
  it('says that nothing is wrong', () => {
    expect(format('stylish', sample({ files: [{ file: 'a.yml', text: '', findings: [] }] }))).toBe(
      '✔ No problems in 1 file\n',
    );
  });
  it('is coloured only when asked to', () => {
    expect(format('stylish')).not.toContain('\x1b');
    expect(format('stylish', sample(), true)).toContain('\x1b[31merror');
  });
  it('lets no file control the terminal', () => {
    const text = format('stylish', single({ message: 'a\x1b[2Jb\r\n\u202ec' }, 'x\x1b]0;y\x07.yml'));
    expect(text).toContain('a\\u{1b}[2Jb\\u{d}\\u{a}\\u{202e}c');
    expect(text).toContain('x\\u{1b}]0;y\\u{7}.yml');
  });
});

describe('json', () => {
  it('has the documented shape', () => {
    expect(JSON.parse(format('json'))).toEqual({
      findings: [
        {
          file: 'a/mof.yml',
          rule: 'mof/unknown-component',
          severity: 'error',
          message: 'Unknown component "Modle card".',
          range: { start: { line: 3, character: 12 }, end: { line: 3, character: 22 } },
          fixable: true,
        },
        {
          file: 'a/mof.yml',
          rule: 'mof/unknown-component',
          severity: 'hint',
          message: 'Unknown component "Other".',
          range: { start: { line: 4, character: 12 }, end: { line: 4, character: 17 } },
          fixable: false,
        },
      ],
      summary: { errors: 1, warnings: 0, infos: 0, hints: 1, files: 2 },
    });
  });
});

describe('github', () => {
  it('writes workflow commands', () => {
    expect(format('github')).toBe(
      '::error file=a/mof.yml,line=4,endLine=4,col=13,endColumn=23,title=mof/unknown-component::Unknown component "Modle card".\n' +
        '::notice file=a/mof.yml,line=5,endLine=5,col=13,endColumn=18,title=mof/unknown-component::Unknown component "Other".\n',
    );
  });
  it('escapes so that no text can begin a command of its own', () => {
    const text = format('github', single({ message: '50%\r\n::set-output name=x::y' }, 'a,b:c%.yml'));
    expect(text).toContain('file=a%2Cb%3Ac%25.yml,');
    expect(text).toContain('::50%25%0D%0A::set-output name=x::y\n');
    expect(text.trimEnd().split('\n')).toHaveLength(1);
  });
  it('leaves out columns of findings over several lines', () => {
    const range = { start: { line: 0, character: 3 }, end: { line: 2, character: 1 } };
    expect(format('github', single({ range }))).toContain('line=1,endLine=3,title=');
  });
  it('tells what could not be checked', () => {
    const unchecked = [{ file: 'gone.yml', message: 'gone.yml does not exist' }];
    expect(format('github', sample({ files: [], unchecked }))).toBe('::error file=gone.yml::gone.yml does not exist\n');
  });
});

describe('gitlab', () => {
  it('writes a code quality report', () => {
    const [first, second] = JSON.parse(format('gitlab'));
    expect(first).toEqual({
      description: 'Unknown component "Modle card".',
      check_name: 'mof/unknown-component',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/),
      severity: 'major',
      location: { path: 'a/mof.yml', lines: { begin: 4, end: 4 } },
    });
    expect(second.severity).toBe('info');
    expect(second.fingerprint).not.toBe(first.fingerprint);
  });
});

describe('junit', () => {
  it('fails the cases that make the run fail', () => {
    const text = format('junit');
    expect(text).toContain('<testsuites name="model-openness" tests="3" failures="1" errors="0">');
    expect(text).toContain('<failure type="error" message="Unknown component &quot;Modle card&quot;.">');
    expect(text).toContain('<system-out>a/mof.yml:5:13 hint ');
    expect(text).toContain('<testcase classname="clean.yml" name="No problems"/>');
    expect(format('junit', sample({ threshold: 'never' }))).toContain('failures="0"');
  });
  it('escapes and leaves out what XML cannot hold', () => {
    const text = format('junit', single({ message: `<a b="c">&'\n\0\x1b\ud800]]>` }));
    expect(text).toContain('message="&lt;a b=&quot;c&quot;&gt;&amp;&apos;&#10;\ufffd\ufffd\ufffd]]&gt;"');
  });
  it('counts files that could not be checked as errors', () => {
    const unchecked = [{ file: 'gone.yml', message: 'gone.yml does not exist' }];
    expect(format('junit', sample({ unchecked }))).toContain('<error message="gone.yml does not exist"/>');
  });
});

describe('markdown', () => {
  it('has a table for each file with findings', () => {
    const text = format('markdown');
    expect(text).toContain('2 problems in 2 files \\(1 error, 1 hint\\).');
    expect(text).toContain('### `a/mof.yml`');
    expect(text).not.toContain('clean.yml');
    expect(text).toMatch(
      /\| 4:13 \| error \| Unknown component "Modle card"\. \| \[`mof\/unknown-component`\]\(https:/,
    );
  });
  it('lets no text become markup', () => {
    const text = format('markdown', single({ message: '<img src=x> | @team [a](b) `c` *d*' }, 'a`|b.yml'));
    expect(text).toContain('\\<img src=x\\> \\| &#64;team \\[a\\]\\(b\\) \\`c\\` \\*d\\*');
    expect(text).toContain("### `a'\\|b.yml`");
  });
});
