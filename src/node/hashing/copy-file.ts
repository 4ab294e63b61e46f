import { chmodSync, closeSync, constants, copyFileSync, fstatSync, openSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import {
  hashPart,
  HashFailure,
  openFile,
  unchangedStamp,
  type HashFileOptions,
  type OpenFile,
  type PartOptions,
} from './hash-file';
import { type HashedFile } from './messages';
import { pump, writing } from './pump';
import { hasSystemCopy } from './system-copy';

export interface CopyFileOptions extends Pick<HashFileOptions, 'newDigest' | 'buffer' | 'read'> {
  /** Has the system copy one open file to another, as a whole or a beginning of it. */
  systemCopy(from: number, to: number): Promise<void>;
}

/** Smaller files are sooner copied than a program is started. */
const SYSTEM_COPY_BYTES = 32 * 1024 * 1024;

/** How long the system has to write more before it is looked for, in milliseconds. */
const FOLLOWING_MS = 2;

const FLAGS = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Devices where cloning was tried in vain. */
const noClones = new Set<string>();

/**
 * Hashes a regular file and copies it in the same pass; the file must not change meanwhile, as in `hashFile`. Where the file
 * system can, the copy shares its blocks.
 * @param copy absolute path; bytes of an earlier attempt stay where they are right, and each is compared
 * @throws {HashFailure} or what the operating system says against the file
 */
export async function copyFile(
  file: string,
  copy: string,
  { newDigest, buffer, read, systemCopy }: CopyFileOptions,
): Promise<Omit<HashedFile, 'job'>> {
  const source = openFile(file);
  try {
    const isClone = cloned(source, copy);
    const target = writing(() => openSync(copy, FLAGS, 0o600));
    try {
      const { fd, size } = source;
      const digest = newDigest();
      const part = { digest, buffer, read };
      // What is hashed is the copy: nobody else writes to that.
      if (isClone) hashPart(target, 0, size, part);
      else {
        const bySystem = hasSystemCopy && size >= SYSTEM_COPY_BYTES && !writing(() => fstatSync(target).size);
        const from = bySystem ? await follow(systemCopy(fd, target), target, size, part) : 0;
        await pump(fd, target, { from, size, digest, read });
      }
      return { digests: [digest.hex()], stamp: unchangedStamp(source), copied: isClone ? 'clone' : 'bytes' };
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source.fd);
  }
}

/** Tries to make a clone, unless there is a beginning of a copy. */
function cloned({ path, fd, stamp }: OpenFile, copy: string): boolean {
  const device = stamp.slice(0, stamp.indexOf(':'));
  if (noClones.has(device) || sizeOf(copy) > 0) return false;
  // The file that is open, whatever bears its name by now.
  const open = process.platform === 'linux' ? `/proc/self/fd/${fd}` : path;
  try {
    // macOS clones only to where nothing is.
    rmSync(copy);
    copyFileSync(open, copy, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    // The clone has the rights of the file, which may be too few.
    chmodSync(copy, 0o600);
    return true;
  } catch {
    // Why not will show when the bytes are copied.
    noClones.add(device);
    return false;
  }
}

function sizeOf(copy: string): number {
  return writing(() => {
    const fd = openSync(copy, FLAGS, 0o600);
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile()) throw new HashFailure('copy', 'EEXIST');
      return stats.size;
    } finally {
      closeSync(fd);
    }
  });
}

/**
 * Hashes a copy while the system writes it, from its beginning to its end: what the copy has is there to stay.
 * @param copying over when nothing is written any more
 * @param size bytes that the copy is to have
 * @returns how many it has
 * @throws {HashFailure} `changed` when it has more
 */
async function follow(copying: Promise<void>, fd: number, size: number, part: PartOptions): Promise<number> {
  let isOver = false;
  void copying.then(() => (isOver = true));
  for (let at = 0; ;) {
    // Asked first, so that nothing is missed of what was written before it was over.
    const isLast = isOver;
    const written = writing(() => fstatSync(fd).size);
    if (written > size) throw new HashFailure('changed');
    if (written > at) hashPart(fd, at, written, part);
    else if (isLast) return at;
    else await setTimeout(FOLLOWING_MS);
    at = written;
  }
}
