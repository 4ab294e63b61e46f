import { closeSync, constants, openSync, readSync } from 'node:fs';
import { UnreadableError, type SourceFile } from '../../core/modelfolder/reader';
import { FileError, readError } from '../files/errors';
import { type FoundFile } from './walk';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A file as readers see it: opened anew for each piece, so that none stays open. */
export function sourceFile({ path, real, size, modified }: FoundFile): SourceFile {
  return {
    path,
    size,
    modified,
    bytes(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = Buffer.allocUnsafe(wanted);
      try {
        const fd = openSync(real, FLAGS);
        try {
          let read = 0;
          while (read < wanted) {
            const more = readSync(fd, bytes, read, wanted - read, offset + read);
            if (!more) break;
            read += more;
          }
          return bytes.subarray(0, read);
        } finally {
          closeSync(fd);
        }
      } catch (error) {
        const told = readError(path, error);
        throw told instanceof FileError ? new UnreadableError(told.message) : told;
      }
    },
  };
}
