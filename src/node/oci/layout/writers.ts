import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeFailure } from '../failure';
import { endOwner, isGone, isOwner, newOwner } from '../owner';
import { isThere, namesIn, removed } from './files';
import { type LayoutPaths } from './paths';
import { realFolder } from './place';

/** How long a process of another machine may be at it. */
const SILENCE_MS = 24 * 60 * 60 * 1000;

/** Says that blobs are coming whose manifest is not in the index yet. To be ended when it is. */
export function announceWriter(paths: LayoutPaths): () => void {
  realFolder(paths.own);
  realFolder(paths.writers);
  const owner = newOwner();
  const file = path.join(paths.writers, owner);
  try {
    closeSync(openSync(file, 'wx'));
  } catch (error) {
    endOwner(owner);
    throw writeFailure(file, error);
  }
  return () => {
    endOwner(owner);
    rmSync(file, { force: true });
  };
}

/** Whether blobs may be there that the index is to name soon. What processes left that are gone is removed. */
export function hasWriters(paths: LayoutPaths): boolean {
  let found = false;
  if (!isThere(paths.writers)) return false;
  for (const name of namesIn(paths.writers).filter(isOwner)) {
    const file = path.join(paths.writers, name);
    const since = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (since === undefined) continue;
    if (!isGone(name, since, SILENCE_MS)) found = true;
    else removed(file);
  }
  return found;
}
