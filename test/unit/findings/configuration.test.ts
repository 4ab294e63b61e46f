import { describe, expect, it } from 'vitest';
import { EMPTY_CONFIGURATION, severities, type RuleSettings } from '../../../src/core/config/configuration';
import { readConfiguration } from '../../../src/core/config/document';
import { parseYaml } from '../../../src/core/text/yaml';
import { lintText } from '../../lint';

const read = (text: string) => readConfiguration(parseYaml(text));
const configuration = read(`
rules:
  mof/file-name: error
  mof/hidden-release: 'off'
exclude: [old/**, 'drafts']
overrides:
  - files: [models/a.yml, models/b.yml]
    rules: {mof/file-name: hint, mof/empty-name: info}
    reason: copies
  - files: [models/b.yml]
    rules: {mof/file-name: warning}
`);

/** The settings of some rules for a file. */
function settings(path: string, user: RuleSettings = {}): (string | undefined)[] {
  const severityOf = severities(configuration, path, (glob, file) => glob === file, user);
  return ['mof/file-name', 'mof/hidden-release', 'mof/empty-name', 'mof/no-license'].map(severityOf);
}

describe('layers of configuration', () => {
  it('go from the user to the file to each override that names the file', () => {
    expect(settings('x.yml')).toEqual(['error', 'off', undefined, undefined]);
    expect(settings('models/a.yml')).toEqual(['hint', 'off', 'info', undefined]);
    expect(settings('models/b.yml')).toEqual(['warning', 'off', 'info', undefined]);
    expect(settings('x.yml', { 'mof/file-name': 'off', 'mof/no-license': 'error' })).toEqual([
      'error',
      'off',
      undefined,
      'error',
    ]);
  });

  it('leave rules alone that nobody names, whatever their names', () => {
    const severityOf = severities(EMPTY_CONFIGURATION, 'a', () => true);
    for (const rule of ['constructor', '__proto__', 'toString', 'mof/file-name'])
      expect(severityOf(rule)).toBeUndefined();
  });

  it('are read from what is sound', () => {
    expect(configuration.exclude).toEqual(['old/**', 'drafts']);
    expect(read('')).toEqual(EMPTY_CONFIGURATION);
    expect(read('- a\n')).toEqual(EMPTY_CONFIGURATION);
    expect(read('rules:\n  a: loud\n  b: hint\nexclude: x\noverrides:\n  - 3\n')).toEqual({
      rules: { b: 'hint' },
      exclude: [],
      overrides: [{ files: [], rules: {} }],
    });
  });

  it('decide on the weight of findings, also where a rule has several', () => {
    const text = 'framework: {}\nrelease:\n  name: A B\n';
    const weights = (rules: RuleSettings) =>
      lintText(text, { configuration: { ...EMPTY_CONFIGURATION, rules } })
        .filter((f) => f.rule === 'mof/blank-in-name')
        .map((f) => f.severity);
    expect(weights({})).toEqual(['warning']);
    expect(weights({ 'mof/blank-in-name': 'hint' })).toEqual(['hint']);
    expect(weights({ 'mof/blank-in-name': 'off' })).toEqual([]);
  });
});

describe('the configuration file', () => {
  const messages = (text: string) =>
    lintText(text, { path: '/a/.modelopenness.yml' }).map((f) => `${f.range.start.line + 1}: ${f.message}`);

  it.each([
    [
      'rules:\n  mof/file-name: warn\n',
      '2: The severity is one of error, warning, info, hint, off. Did you mean "warning"?',
    ],
    ['rules:\n  mof/file-name: 3\n', '2: The severity is one of error, warning, info, hint, off.'],
    ['rules:\n  mof/file-nam: off\n', '2: No rule "mof/file-nam". Did you mean "mof/file-name"?'],
    ['rule: {}\n', '1: "rule" is no setting. Did you mean "rules"?'],
    ['rules: {}\nrule: {}\n', '2: "rule" is no setting.'],
    ['rules: []\n', '1: This must be a map.'],
    ['exclude: old\n', '1: This must be a list.'],
    ['exclude: [3]\n', '1: This must be a text.'],
    ["exclude: ['']\n", '1: This must not be empty.'],
    ['overrides:\n  - files: []\n    rules: {}\n', '2: This must not be empty.'],
    ['overrides:\n  - rules: {}\n', '2: "files" is missing here.'],
    ['- a\n', '1: This must be a map.'],
  ])('%j has one mistake', (text, message) => expect(messages(text)).toEqual([message]));
});
