// Timing helpers for the benchmarks. Figures are medians and percentiles of wall-clock milliseconds.
import { spawnSync } from 'node:child_process';

/** Middle value of a list of numbers. */
export function median(values) {
  return percentile(values, 50);
}

/** Value below which `p` per cent of the list lie. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))];
}

/** Wall-clock times of a command, after one run that is not counted. */
export function timeCommand(command, args, { runs = 15, cwd } = {}) {
  const times = [];
  for (let i = 0; i <= runs; i++) {
    const start = performance.now();
    const { status, error, stderr } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    const ms = performance.now() - start;
    // 1 means findings, which is what a lint run over real files reports.
    if (error || (status !== 0 && status !== 1))
      throw error ?? new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
    if (i > 0) times.push(ms);
  }
  return times;
}

export const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
/** How `a` compares with `b`, in words that can't be read the wrong way round. */
export const ratio = (a, b) => (a > b ? `${(a / b).toFixed(1)}× slower` : `${(b / a).toFixed(1)}× faster`);
