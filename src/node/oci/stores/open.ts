import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isKitOps } from '../layout/create';
import { namesIn } from '../layout/files';
import { Layout } from '../layout/layout';
import { KitOpsStore } from './kitops';
import { ModctlStore } from './modctl';
import { type LocalStore } from './read-only';

/** Where modctl has its registry, from the folder that its users know; `docker-registry` has it in the second place. */
const REGISTRIES = ['content.v1/docker/registry/v2', 'docker/registry/v2'];

/**
 * Opens whatever holds models in a folder: an image layout, the store of KitOps, that of modctl.
 * @param folder absolute path; that of `KITOPS_HOME` or `--storage-dir` too
 * @param name the folder as people are shown it
 * @throws {OciError} `not-found` where there is none; `malformed`, `unsupported`, `no-permission`
 */
export function openStore(folder: string, name = folder): LocalStore {
  const registry = REGISTRIES.map((place) => path.join(folder, place)).find(isFolder);
  if (registry !== undefined) return new ModctlStore(realpathSync.native(registry), name);
  const kitops = [folder, path.join(folder, 'storage')].find((place) => isFolder(place) && isKitOps(namesIn(place)));
  if (kitops !== undefined) return new KitOpsStore(realpathSync.native(kitops), name);
  return Layout.open(folder, name);
}

/** What can't be looked at is none; whoever reads it is told why. */
function isFolder(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}
