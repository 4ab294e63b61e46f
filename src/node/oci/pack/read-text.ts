import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { readFailure } from '../failure';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a regular file from its start.
 * @param file absolute path, without links
 * @param most no more than these are read
 * @param shown the path as people are shown it
 * @throws {OciError}
 */
export function readStart(file: string, most: number, shown: string): Uint8Array {
  try {
    const fd = openSync(file, FLAGS);
    try {
      const stats = fstatSync(fd);
      const bytes = Buffer.alloc(stats.isFile() ? Math.min(stats.size, most) : 0);
      let length = 0;
      for (let read = -1; length < bytes.length && read !== 0; length += read)
        read = readSync(fd, bytes, length, bytes.length - length, length);
      return bytes.subarray(0, length);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw readFailure(shown, error);
  }
}
