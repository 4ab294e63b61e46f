import { closeSync, constants, lstatSync, mkdirSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import { systemCode, writeFailure } from '../failure';
import { isThere, namesIn, removed } from './files';
import { endOwner, isGone, newOwner, type Owner } from '../owner';

/** How long whoever writes a part may write nothing: a slow registry, a long comparison of what is there. */
const SILENCE_MS = 60 * 60 * 1000;

/** Smaller ones are not worth going on with. */
const USEFUL_BYTES = 1024 * 1024;

/** Parts that nobody goes on with are removed after this. */
const FORGOTTEN_MS = 7 * 24 * 60 * 60 * 1000;

const NAME = /^([0-9a-f]{32,128})\.([0-9a-f]{8}-\d+-[0-9a-f]{8})\.part$/;

/** A file that is being written, and that becomes something when it is whole. */
export interface Part {
  /** Absolute path. */
  readonly path: string;
  /** To be called when the work is over: the file was renamed, or removed, or stays for another time. */
  end(): void;
}

/**
 * A part to write to: one that was left for the same content by somebody who is gone, or a new one.
 * @param folder absolute path; made where it is missing
 * @param key hexadecimal digits that stand for the content
 * @param resume whether to look for one that was left
 * @throws {OciError}
 */
export function claimPart(folder: string, key: string, resume: boolean): Part {
  const owner = newOwner();
  const file = path.join(folder, `${key}.${owner}.part`);
  try {
    mkdirSync(folder, { recursive: true });
    if (!resume || !takeOver(folder, key, file))
      closeSync(openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600));
  } catch (error) {
    endOwner(owner);
    throw writeFailure(file, error);
  }
  return { path: file, end: () => endOwner(owner) };
}

/** Gives the largest part for the content that nobody writes a new name; false when there is none. */
function takeOver(folder: string, key: string, file: string): boolean {
  const left = partsIn(folder)
    .filter((part) => part.key === key && isGone(part.owner, part.modified, SILENCE_MS))
    .sort((a, b) => b.size - a.size);
  return left.some((part) => {
    try {
      renameSync(part.path, file);
      return true;
    } catch (error) {
      // Another process was faster.
      if (systemCode(error) === 'ENOENT') return false;
      throw error;
    }
  });
}

/**
 * Removes parts that nobody writes.
 * @param forgotten only those of no use: very small, or for days nobody went on with them
 * @returns how many bytes they had
 */
export function removeParts(folder: string, forgotten: boolean): number {
  let bytes = 0;
  for (const { path: file, owner, modified, size } of partsIn(folder)) {
    if (!isGone(owner, modified, SILENCE_MS)) continue;
    if (forgotten && size >= USEFUL_BYTES && Date.now() - modified < FORGOTTEN_MS) continue;
    if (removed(file)) bytes += size;
  }
  return bytes;
}

interface FoundPart {
  path: string;
  key: string;
  owner: Owner;
  size: number;
  modified: number;
}

/** The parts in a folder that this program made; other tools have theirs in it too. */
function partsIn(folder: string): FoundPart[] {
  return (isThere(folder) ? namesIn(folder) : []).flatMap((name) => {
    const [, key, owner] = NAME.exec(name) ?? [];
    const file = path.join(folder, name);
    const stats = key === undefined ? undefined : lstatSync(file, { throwIfNoEntry: false });
    return stats?.isFile() ? [{ path: file, key: key!, owner: owner!, size: stats.size, modified: stats.mtimeMs }] : [];
  });
}
