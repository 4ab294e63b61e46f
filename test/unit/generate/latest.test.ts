// A document is compared once things have calmed down, never twice at a time, and what happened last counts.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Latest } from '../../../src/extension/generating/latest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('many events that follow each other are one', async () => {
  const work = vi.fn(() => Promise.resolve());
  const latest = new Latest(500, work);
  for (let n = 0; n < 10; n++) {
    latest.soon();
    await vi.advanceTimersByTimeAsync(400);
  }
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(100);
  expect(work).toHaveBeenCalledTimes(1);
});

it('an event ends the work that runs; the next one begins when that is over', async () => {
  const begun: { signal: AbortSignal; end: () => void }[] = [];
  const latest = new Latest(500, (signal) => new Promise((end) => begun.push({ signal, end })));
  latest.soon();
  await vi.advanceTimersByTimeAsync(500);
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([false]);
  // The first takes its time to end; of those that wait for it, only the last is of use.
  latest.soon();
  await vi.advanceTimersByTimeAsync(500);
  latest.soon();
  await vi.advanceTimersByTimeAsync(500);
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([true]);
  begun[0]!.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(begun.map(({ signal }) => signal.aborted)).toEqual([true, false]);
});

it('nothing begins once it is disposed', async () => {
  const work = vi.fn(() => Promise.resolve());
  const latest = new Latest(500, work);
  latest.soon();
  latest.dispose();
  await vi.advanceTimersByTimeAsync(1000);
  expect(work).not.toHaveBeenCalled();
});
