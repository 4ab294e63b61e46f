import { homedir } from 'node:os';
import path from 'node:path';
import { type StoreProgram } from '../../../core/oci/browse/manifest';
import { OciError } from '../../../core/oci/errors';
import { openStore } from './open';
import { ReadOnlyStore } from './read-only';

/** A store of another program, where that program keeps it. */
export interface KnownStore {
  program: StoreProgram;
  /** Absolute. */
  path: string;
}

/**
 * The stores of other programs that are there. KitOps: `KITOPS_HOME`, or else where the system keeps data of its users
 * (kitops, pkg/lib/constants); modctl: `.modctl` in the home folder (modctl, pkg/config).
 */
export function knownStores(environment: NodeJS.ProcessEnv = process.env): KnownStore[] {
  const home = homeFolder(environment);
  const places: KnownStore[] = [
    ...folders(kitopsFolder(environment, home)).map((folder) => ({ program: 'KitOps' as const, path: folder })),
    ...folders(home && path.join(home, '.modctl')).map((folder) => ({ program: 'modctl' as const, path: folder })),
  ];
  return places.filter(isStore);
}

function folders(folder: string | undefined): string[] {
  return folder !== undefined && path.isAbsolute(folder) ? [folder] : [];
}

function kitopsFolder(
  { KITOPS_HOME: own, XDG_DATA_HOME: data, LOCALAPPDATA: appData }: NodeJS.ProcessEnv,
  home: string | undefined,
): string | undefined {
  if (own) return own;
  if (process.platform === 'win32') return appData && path.join(appData, 'kitops');
  if (process.platform === 'darwin') return home && path.join(home, 'Library/Caches/kitops');
  return data ? path.join(data, 'kitops') : home && path.join(home, '.local/share/kitops');
}

function homeFolder({ HOME: home }: NodeJS.ProcessEnv): string | undefined {
  if (home && path.isAbsolute(home)) return home;
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

/** Whether a program has begun to keep something there. */
function isStore(store: KnownStore): boolean {
  try {
    return openStore(store.path) instanceof ReadOnlyStore;
  } catch (error) {
    // What is there and can't be read is shown, with the reason.
    if (error instanceof OciError) return error.code !== 'not-found';
    throw error;
  }
}
