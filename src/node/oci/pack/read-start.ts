import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { readFailure } from '../failure';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** For what is looked at and thrown away. */
const shared = new Uint8Array(64 * 1024);

/**
 * The bytes of a regular file from its start. They are good until the next call.
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
      const wanted = stats.isFile() ? Math.min(stats.size, most) : 0;
      const bytes = wanted <= shared.length ? shared.subarray(0, wanted) : new Uint8Array(wanted);
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
