import { expect, it } from 'vitest';
import { atThreshold, isFixable, summaryOf } from '../../../src/core/report/report';
import { finding, sample, TEXT } from './sample';

it('counts findings by weight, and files', () => {
  expect(summaryOf(sample())).toEqual({ errors: 1, warnings: 0, infos: 0, hints: 1, files: 2 });
  expect(summaryOf(sample({ fixed: 3 }))).toMatchObject({ fixed: 3 });
});

it('fails from the threshold on', () => {
  const failing = (threshold: 'error' | 'warning' | 'info' | 'never') =>
    (['error', 'warning', 'info', 'hint'] as const).filter((severity) => atThreshold(severity, threshold));
  expect(failing('error')).toEqual(['error']);
  expect(failing('warning')).toEqual(['error', 'warning']);
  expect(failing('info')).toEqual(['error', 'warning', 'info']);
  expect(failing('never')).toEqual([]);
});

it('calls a finding fixable only where a safe fix changes something', () => {
  const withEdits = (safe: boolean, edits: { start: number; end: number; newText: string }[]) =>
    isFixable(finding(TEXT, 'Other', { fixes: () => [{ title: 'x', safe, edits }] }));
  expect(withEdits(true, [{ start: 0, end: 1, newText: '' }])).toBe(true);
  expect(withEdits(false, [{ start: 0, end: 1, newText: '' }])).toBe(false);
  expect(withEdits(true, [])).toBe(false);
});
