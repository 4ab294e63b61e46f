import { expect, it } from 'vitest';
import { decisiveCheck } from '../../../src/core/signing/verdict/decisive';

it.each([
  [['identity', 'files'], 'files'],
  [['certificate', 'root-digest', 'files'], 'root-digest'],
  [['identity'], 'identity'],
  [['key', 'files'], 'key'],
  [[], undefined],
])('of failed checks %j, %s says most', (failed, expected) => {
  const checks = [{ id: 'bundle', ok: true }, ...failed.map((id) => ({ id, ok: false }))];
  expect(decisiveCheck(checks)?.id).toBe(expected);
});
