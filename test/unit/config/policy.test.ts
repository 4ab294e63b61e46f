import { describe, expect, it } from 'vitest';
import { configFeatures } from '../../../src/core/config/features';
import { readConfiguration } from '../../../src/core/config/document';
import { RULES } from '../../../src/core/documents/kinds';
import { parseYaml } from '../../../src/core/text/yaml';
import { at } from '../language/documents';
import { lintText } from '../../lint';

const lint = (text: string) =>
  lintText(text, { path: '/a/.modelopenness.yml' }).map((f) => `${f.rule} ${text.slice(f.span.start, f.span.end)}`);

describe('the licences section', () => {
  const WHOLE = `licenses:
  allow: [MIT, LicenseRef-ours, llama3.1]
  deny:
    - AGPL-3.0-only
  content:
    data:
      allow: [CC-BY-4.0]
      deny: []
  exceptions:
    - license: MPL-2.0
      subject: viewer
      reason: its own process
      expires: 2099-12-31
`;

  it('is read', () => {
    expect(readConfiguration(parseYaml(WHOLE)).licenses).toEqual({
      allow: ['MIT', 'LicenseRef-ours', 'llama3.1'],
      deny: ['AGPL-3.0-only'],
      content: { data: { allow: ['CC-BY-4.0'], deny: [] } },
      exceptions: [{ license: 'MPL-2.0', subject: 'viewer', reason: 'its own process', expires: '2099-12-31' }],
    });
    expect(lint(WHOLE)).toEqual([]);
    expect(readConfiguration(parseYaml('rules: {}\n'))).not.toHaveProperty('licenses');
  });

  it('has effect as far as it is sound', () => {
    const text =
      'licenses:\n  allow: MIT\n  deny: [ISC]\n  exceptions:\n    - license: MIT\n    - reason: x\n    - 7\n';
    expect(readConfiguration(parseYaml(text)).licenses).toEqual({ deny: ['ISC'], content: {}, exceptions: [] });
    expect(lint(text).every((f) => f.startsWith('config/invalid'))).toBe(true);
    for (const odd of ['licenses: 7\n', 'licenses: []\n', 'licenses:\n'])
      expect(readConfiguration(parseYaml(odd)).licenses).toBeUndefined();
  });

  it('has its own mistakes', () => {
    const section = (body: string) => lint(`licenses:\n${body}`);
    expect(section('  alow: [MIT]\n')).toEqual(['config/invalid alow']);
    expect(section('  content:\n    dta: {}\n')).toEqual(['config/invalid dta']);
    expect(section('  exceptions:\n    - license: MIT\n      reason: x\n      expires: soon\n')).toEqual([
      'config/invalid soon',
    ]);
    expect(section('  exceptions:\n    - license: MIT\n      reason: x\n      expires: 2026-11-21\n')).toEqual([
      'config/expired-exception 2026-11-21',
    ]);
    expect(section('  exceptions:\n    - license: MIT\n      reason: x\n      expires: 2026-11-22\n')).toEqual([]);
    for (const unknown of ['Apache 2.0', 'BSD', 'other', 'nothing-like-it', 'gpl'])
      expect(section(`  deny: [${unknown}]\n`)).toEqual([`config/unknown-license ${unknown}`]);
    for (const known of ['mit', 'GPL-2.0+', 'gemma', 'GPL-2.0-only WITH Classpath-exception-2.0'])
      expect(section(`  deny: [${known}]\n`)).toEqual([]);
  });

  it('is completed and explained', () => {
    const features = (text: string) => configFeatures(parseYaml(text), () => RULES);
    const labels = (marked: string) => {
      const { text, offset } = at(marked);
      return features(text)
        .complete(offset)
        .map(({ label }) => label);
    };
    expect(labels('licenses:\n  |')).toEqual(['allow', 'deny', 'content', 'exceptions']);
    expect(labels('licenses:\n  content:\n    data:\n      |')).toEqual(['allow', 'deny']);
    expect(labels('licenses:\n  allow:\n    - |')).toContain('Apache-2.0');
    expect(labels('licenses:\n  exceptions:\n    - license: |')).toContain('Apache-2.0');
    expect(labels('licenses:\n  exceptions:\n    - license: MIT\n      |')).toEqual(['subject', 'reason', 'expires']);
    expect(labels('licenses:\n  exceptions:\n    |')).toEqual(['exception for a licence']);
    const hover = (marked: string) => {
      const { text, offset } = at(marked);
      return features(text).hover(offset)?.contents;
    };
    expect(hover('licenses:\n  al|low: [MIT]\n')).toBe('The only licences that may be used.');
    expect(hover('licenses:\n  allow: [M|IT]\n')).toContain('MIT License');
    expect(hover('licenses:\n  exceptions:\n    - license: gem|ma\n')).toContain('Gemma');
    expect(hover('licenses:\n  exceptions:\n    - reason: M|IT\n')).toBeUndefined();
  });
});
