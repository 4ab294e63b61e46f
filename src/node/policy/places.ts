import { existsSync, lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { POLICY_PATH, USER_POLICY_PATH } from '../../core/policy/policy';

/**
 * The policy of the user, for everything on this machine, as the system has it: in `XDG_CONFIG_HOME` (XDG Base Directory
 * Specification), `Library/Application Support` or `APPDATA`. It need not exist.
 * @returns an absolute path; undefined where nobody is at home, as in some containers
 */
export function userPolicyFile(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { XDG_CONFIG_HOME: config, APPDATA: appData } = environment;
  // A relative path is to be ignored, says the specification.
  const base = config && path.isAbsolute(config) ? config : process.platform === 'win32' ? appData : homeConfig();
  return base && path.isAbsolute(base) ? path.join(base, ...USER_POLICY_PATH.split('/')) : undefined;
}

function homeConfig(): string | undefined {
  try {
    return path.join(homedir(), process.platform === 'darwin' ? 'Library/Application Support' : '.config');
  } catch {
    return undefined;
  }
}

/**
 * The nearest policy of a folder: in it, or in one above it.
 * @param top where to stop, the last folder that is looked into; the root of the file system without it
 */
export function folderPolicyFile(folder: string, top?: string): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const file = path.join(at, ...POLICY_PATH.split('/'));
    // A link that leads nowhere is one that was to lead somewhere.
    if (existsSync(file) || isLink(file)) return file;
    if (at === path.dirname(at) || at === top) return undefined;
  }
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
