// Runs the scripts of pipelines as their systems would: the text as it is written, with the variables of a job, and for
// containers at the paths of the container, in a mount namespace of their own.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { packageCommandLine } from '../../scripts/package-cli.mjs';
import { builtMof, folderWith, type Outcome } from '../cli/mof';

/** Whether this machine lets tests mount folders for themselves alone. */
export const canMount = spawnSync('unshare', ['--mount', 'true']).status === 0;

let archive: string | undefined;
/** An npm package of `mof` as it is built. */
export function mofPackage(): string {
  return (archive ??= packageCommandLine(folderWith(), builtMof()));
}

export interface Job {
  /** The program and its arguments. */
  command: readonly string[];
  cwd: string;
  /** All variables that it has; nothing of the tests is inherited but where programs are. */
  env: Readonly<Record<string, string>>;
  /** Paths in the container, and the folders that are there; where it has some, it sees nothing else below `/mnt`, `/opt` and `/tmp`. */
  mounts?: Readonly<Record<string, string>>;
}

/** Mounts pairs of folders and paths, up to `--`, and becomes the rest. `/tmp` is the last one: what is mounted lies there. */
const ENTER = `set -e
for hidden in /mnt /opt; do mount -t tmpfs none "$hidden"; done
while [ "$1" != -- ]; do mkdir -p "$2"; mount --bind "$1" "$2"; shift 2; done
shift
cd /
exec "$@"`;

export async function execute({ command, cwd, env, mounts }: Job): Promise<Outcome> {
  const pairs = Object.entries(mounts ?? {}).sort(([a], [b]) => Number(a === '/tmp') - Number(b === '/tmp'));
  const [program, ...args] = mounts
    ? ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', ENTER, 'sh']
        .concat(pairs.flatMap(([inside, outside]) => [outside, inside]))
        .concat('--', command)
    : command;
  const child = spawn(program!, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: folderWith(), npm_config_update_notifier: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Fails with all that was said where a script does. */
export function expectSuccess(title: string, outcome: Outcome): void {
  expect(outcome.code, `${title}\n${outcome.stdout}\n${outcome.stderr}`).toBe(0);
}

/**
 * Variables by which `npm install --global` goes to a folder of the test, and `mof` trusts the Sigstore of the test and no other.
 * @param trustConfig path of its configuration
 */
export function installedFor(trustConfig: string): Record<string, string> {
  const prefix = folderWith();
  const wrapper = path.join(prefix, 'wrapper');
  const mof = path.join(prefix, 'bin/mof');
  mkdirSync(wrapper);
  writeFileSync(
    path.join(wrapper, 'mof'),
    `#!/bin/sh
case "$1" in
  release) exec ${mof} "$@" --trust-config ${trustConfig} ;;
  *) exec ${mof} "$@" ;;
esac
`,
  );
  chmodSync(path.join(wrapper, 'mof'), 0o755);
  return { npm_config_prefix: prefix, PATH: `${wrapper}:${process.env.PATH}` };
}
