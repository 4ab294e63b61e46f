// Timing of whole processes: wall-clock and processor time, memory. All run in a folder of their own for a benchmark.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './measure.mjs';

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const mof = path.join(root, 'dist/mof.js');

export const MIB = 1024 * 1024;

/** Runs an action in a new folder that is removed afterwards. */
export function inFolder(name, action) {
  mkdirSync(path.join(root, 'out/bench'), { recursive: true });
  const folder = mkdtempSync(path.join(root, `out/bench/${name}-`));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const noise = randomBytes(64 * MIB);

let filled = 0;

/** Writes a file of so many bytes that nothing compresses, and that no other file has: stores keep the same content once. */
export function fill(file, bytes) {
  mkdirSync(path.dirname(file), { recursive: true });
  noise.writeDoubleLE(++filled);
  const fd = openSync(file, 'w');
  for (let at = 0; at < bytes; at += noise.length) writeSync(fd, noise, 0, Math.min(noise.length, bytes - at));
  closeSync(fd);
}

/** Wall-clock and processor milliseconds of a command, as the shell takes them. */
export function timed(folder, command, args, variables = {}) {
  const script = 'TIMEFORMAT="%R %U %S"; time "$0" "$@" > /dev/null 2> stderr.txt';
  const env = { ...process.env, LC_ALL: 'C', XDG_CACHE_HOME: path.join(folder, 'cache'), ...variables };
  const { status, stderr } = spawnSync('bash', ['-c', script, command, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${readFileSync(path.join(folder, 'stderr.txt'), 'utf8')}`);
  const [wall, user, system] = stderr
    .trim()
    .split(' ')
    .map((seconds) => 1000 * Number(seconds));
  return { wall, cpu: user + system };
}

const medians = (runs) => ({ wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ cpu }) => cpu)) });

/**
 * Medians of several runs of each action. They take turns, since a machine is slower at some times than at others: a virtual one
 * most of all, which has to be given the memory that it writes to. Each round begins with another one, since what runs leaves
 * memory behind.
 */
export function inTurn(...actions) {
  const runs = actions.map(() => []);
  for (let round = 0; round < 3; round++)
    for (let turn = 0; turn < actions.length; turn++) {
      const at = (turn + round) % actions.length;
      runs[at].push(actions[at]());
    }
  return runs.map(medians);
}

/** Medians of several runs. */
export const repeated = (action, runs = 3) => medians(Array.from({ length: runs }, () => action()));

/** What a run of `mof` takes of memory at most, in MB. */
export function peakMemory(folder, args) {
  const file = path.join(folder, 'peak.txt');
  const hook = `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)))`;
  writeFileSync(path.join(folder, 'peak.cjs'), hook);
  timed(folder, process.execPath, ['--require', path.join(folder, 'peak.cjs'), mof, ...args]);
  return Math.round((Number(readFileSync(file, 'utf8')) * 1024) / 1e6);
}
