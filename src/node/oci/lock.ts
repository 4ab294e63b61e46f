import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { t } from '../../core/l10n';
import { OciError } from '../../core/oci/errors';
import { systemCode, writeFailure } from './failure';
import { endOwner, isGone, isOwner, newOwner, processOf, type Owner } from './owner';

/** What a lock guards is done in milliseconds; a lock that is this old, nobody holds any more. */
const STALE_MS = 30_000;

/** Longer than it takes a lock to become stale. */
const PATIENCE_MS = 45_000;

/** A file that was made and not yet written may be empty for a moment. */
const EMPTY_MS = 5_000;

/** A lock that is held. */
export interface Lock {
  /** Whether it is still ours: a process that was asleep for long may have lost it. */
  isHeld(): boolean;
}

/**
 * Does something while no other process, and nobody else in this one, holds the lock. Locks of processes that have ended are
 * taken over.
 * @param file absolute path of the lock file, which exists while the lock is held
 * @param shown what it guards, as people are shown it
 * @throws {OciError} `busy` when it is held for too long; `no-permission` and others
 */
export async function withLock<T>(
  file: string,
  shown: string,
  signal: AbortSignal | undefined,
  action: (lock: Lock) => T | Promise<T>,
): Promise<T> {
  const owner = newOwner();
  try {
    await acquire(file, owner, shown, signal);
    try {
      return await action({ isHeld: () => holder(file) === owner });
    } finally {
      if (holder(file) === owner) rmSync(file, { force: true });
    }
  } finally {
    endOwner(owner);
  }
}

async function acquire(file: string, owner: Owner, shown: string, signal: AbortSignal | undefined): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let wait = 2; ; wait = Math.min(2 * wait, 100)) {
    signal?.throwIfAborted();
    if (created(file, owner, shown)) return;
    const stale = staleHolder(file);
    if (stale !== undefined) takeAway(file, stale, owner);
    else if (Date.now() > deadline) throw busy(file, shown);
    // Not all at once again.
    else await sleep(wait * (0.5 + Math.random()), undefined, signal && { signal });
  }
}

/** Makes the lock file; false when there is one. */
function created(file: string, owner: Owner, shown: string): boolean {
  try {
    const fd = open(file);
    try {
      writeSync(fd, owner);
    } finally {
      closeSync(fd);
    }
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw writeFailure(shown, error);
  }
}

function open(file: string): number {
  try {
    return openSync(file, 'wx');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    mkdirSync(path.dirname(file), { recursive: true });
    return openSync(file, 'wx');
  }
}

/** What is in a lock file whose owner is gone; undefined while somebody holds it, or it was just given back. */
function staleHolder(file: string): string | undefined {
  const content = holder(file);
  const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (content === undefined || modified === undefined) return undefined;
  const isStale = isOwner(content)
    ? isGone(content, modified, STALE_MS) || isOld(modified, STALE_MS)
    : isOld(modified, EMPTY_MS);
  return isStale ? content : undefined;
}

function isOld(modified: number, limit: number): boolean {
  return Date.now() - modified > limit;
}

/** What is in the lock file; undefined where there is none. */
function holder(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}

/**
 * Removes a stale lock. Of several who want to only one may, and only while it is the same: the second would remove the lock
 * that the first has made for itself.
 */
function takeAway(file: string, stale: string, owner: Owner): void {
  const right = `${file}.${isOwner(stale) ? stale : 'empty'}`;
  if (!created(right, owner, right)) {
    // Whoever was about to may have ended over it.
    if (staleHolder(right) !== undefined) rmSync(right, { force: true });
    return;
  }
  try {
    if (holder(file) === stale) rmSync(file, { force: true });
  } finally {
    rmSync(right, { force: true });
  }
}

function busy(file: string, shown: string): OciError {
  const content = holder(file) ?? '';
  return new OciError(
    'busy',
    t(
      '{0} is being changed by another process ({1}); try again when it is done, or delete {2} if there is none.',
      shown,
      processOf(content),
      file,
    ),
  );
}
