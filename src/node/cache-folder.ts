import { homedir } from 'node:os';
import path from 'node:path';

const NAME = 'model-openness';

/**
 * Where things are kept that can be had again, as the system has it: `XDG_CACHE_HOME` (XDG Base Directory Specification),
 * `Library/Caches`, or `LOCALAPPDATA`. It need not exist yet.
 * @returns an absolute path; undefined where nobody is at home, as in some containers
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const base = baseFolder(environment);
  return base && path.isAbsolute(base) ? path.join(base, NAME) : undefined;
}

function baseFolder({ XDG_CACHE_HOME: cache, LOCALAPPDATA: appData }: NodeJS.ProcessEnv): string | undefined {
  // A relative path is to be ignored, says the specification.
  if (cache && path.isAbsolute(cache)) return cache;
  if (process.platform === 'win32') return appData;
  const home = homeFolder();
  return home && path.join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
