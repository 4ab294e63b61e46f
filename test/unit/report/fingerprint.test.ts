import { expect, it } from 'vitest';
import { fingerprints, fnv1a64 } from '../../../src/core/report/fingerprint';
import { finding } from './sample';

it('computes FNV-1a 64 as published', () => {
  // http://www.isthe.com/chongo/tech/comp/fnv/, "FNV-1a 64 bit test vectors"
  expect(fnv1a64('')).toBe('cbf29ce484222325');
  expect(fnv1a64('a')).toBe('af63dc4c8601ec8c');
  expect(fnv1a64('foobar')).toBe('85944171f73967e8');
});

const printsOf = (file: string, text: string, ...parts: string[]) => [
  ...fingerprints({ file, text, findings: parts.map((part) => finding(text, part)) }).values(),
];

it('survives lines that move and indentation that changes', () => {
  const before = printsOf('x.yml', '- name: A\n', 'A');
  expect(printsOf('x.yml', '# new line\n\n    - name: A\r\n', 'A')).toEqual(before);
});

it('tells apart rules, files and lines', () => {
  const prints = [
    ...printsOf('x.yml', '- name: A\n- name: B\n', 'A', 'B'),
    ...printsOf('y.yml', '- name: A\n', 'A'),
    ...fingerprints({
      file: 'x.yml',
      text: '- name: A\n',
      findings: [finding('- name: A\n', 'A', { rule: 'a/b' })],
    }).values(),
  ];
  expect(new Set(prints).size).toBe(4);
});

it('numbers findings of one rule on equal lines', () => {
  const text = '- A\n- A\n';
  const second = finding(text, 'A');
  second.range = { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } };
  const prints = [...fingerprints({ file: 'x', text, findings: [finding(text, 'A'), second] }).values()];
  expect(prints.map((print) => print.slice(-2))).toEqual([':1', ':2']);
  expect(prints[0]!.slice(0, -2)).toBe(prints[1]!.slice(0, -2));
});
