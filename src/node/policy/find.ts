import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../core/l10n';
import { folderPolicyFile, userPolicyFile } from './places';
import { ignoredPolicy, loadPolicy, type LoadedPolicy } from './read';

/** Where to look for policies. */
export interface PolicySearch {
  /** A policy that is named: it takes the place of that of a folder. Absolute. */
  named?: string;
  /** The policy of the user, where it is in another place than usual. Absolute. */
  user?: string;
  /** The folder at which the upward search begins, and the last one that is looked into. None is looked for without it. */
  from?: { folder: string; top?: string };
  /** Whether the folder may say what is accepted in it; without trust its policy is found and ignored. */
  trusted: boolean;
  /** What is judged, where it is on this machine: it does not judge itself. */
  model?: string;
  environment?: NodeJS.ProcessEnv;
}

/**
 * The policies that are asked: the user's, and then the one that is named or the nearest of the folder.
 * @param day today, `YYYY-MM-DD`
 */
export function findPolicies(search: PolicySearch, day: string): LoadedPolicy[] {
  const { named, user, from, trusted, model, environment } = search;
  const found: LoadedPolicy[] = [];
  const own = user ?? userPolicyFile(environment);
  // One that somebody asked for has to be there.
  if (own !== undefined && (user !== undefined || existsSync(own)))
    found.push(loadPolicy({ file: own, level: 'user' }, day));
  if (named !== undefined) {
    if (!isSame(named, own)) found.push(loadPolicy({ file: named, level: 'named' }, day));
    return found;
  }
  const file = from && folderPolicyFile(from.folder, from.top);
  if (file === undefined) return found;
  const place = { file, level: 'folder' } as const;
  if (!trusted) found.push(ignoredPolicy(place, t('Its folder is not trusted.')));
  else if (model !== undefined && isInside(file, model))
    found.push(ignoredPolicy(place, t('It is a part of the model that is judged. Name it if you want it to count.')));
  else found.push(loadPolicy(place, day));
  return found;
}

function isSame(a: string, b: string | undefined): boolean {
  return b !== undefined && realOf(a) === realOf(b);
}

function isInside(file: string, model: string): boolean {
  const root = realOf(model);
  return realOf(file).startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

function realOf(file: string): string {
  return existsSync(file) ? realpathSync.native(file) : path.resolve(file);
}
