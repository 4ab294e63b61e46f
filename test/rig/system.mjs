// System packages the rig needs and the machine may lack.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The machine lacks something that no package of the project can bring: a reason to skip, never a test failure. */
export class MissingTool extends Error {}

/** The exit code by which a script tells its caller that it stopped for a MissingTool. */
export const MISSING_TOOL_EXIT = 77;

export const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((dir) => path.join(dir, name))
    .find((file) => existsSync(file));

/** Installs Debian packages without asking anything; says so, and throws MissingTool where that is not possible. */
export function aptInstall(packages, why) {
  const list = packages.join(' ');
  const byHand = `Install it by hand: apt-get install ${list}`;
  if (!onPath('apt-get')) throw new MissingTool(`${why} is missing, and there is no apt-get here. ${byHand}`);
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (prefix.length && !onPath('sudo')) throw new MissingTool(`${why} is missing. ${byHand}`);
  console.log(`[rig] ${why} is missing: apt-get install ${list} ...`);
  const run = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  // An update that fails for one source may still leave usable lists: the install decides.
  run('update');
  if (!run('install', '-y', ...packages)) throw new MissingTool(`${why}: apt-get could not install it. ${byHand}`);
}

/** Runs a script's main part; a missing tool ends it with words and an exit code of its own. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error;
    console.error(`[rig] ${error.message}`);
    process.exit(MISSING_TOOL_EXIT);
  }
}
