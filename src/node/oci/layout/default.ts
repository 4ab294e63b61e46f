import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The layout that models are in when no other is named: where the system keeps data of its users (`XDG_DATA_HOME` of the XDG
 * Base Directory Specification, `Library/Application Support`, `LOCALAPPDATA`). It need not exist yet.
 * @returns an absolute path; undefined where nobody is at home, as in some containers
 */
export function defaultLayout(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const base = dataFolder(environment);
  return base && path.isAbsolute(base) ? path.join(base, 'model-openness', 'models') : undefined;
}

function dataFolder({ XDG_DATA_HOME: data, LOCALAPPDATA: appData }: NodeJS.ProcessEnv): string | undefined {
  // A relative path is to be ignored, says the specification.
  if (data && path.isAbsolute(data)) return data;
  if (process.platform === 'win32') return appData;
  const home = homeFolder();
  return home && path.join(home, process.platform === 'darwin' ? 'Library/Application Support' : '.local/share');
}

function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
