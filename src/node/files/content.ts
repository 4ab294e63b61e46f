import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { t } from '../../core/l10n';
import { FileError, readError } from './errors';

/** How much is read at once; less costs a quarter of the speed. */
const CHUNK = 1024 * 1024;

/**
 * The content of a regular file of any size. A piece is good until the next one is asked for.
 * @throws {Error} when it cannot be read, or changes meanwhile; the message names it
 */
export async function* contentOf(path: string, shown: string): AsyncGenerator<Uint8Array> {
  let fd: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it. Windows has no such flag.
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const before = fstatSync(fd, { bigint: true });
    if (!before.isFile()) throw new FileError(shown, t('is no regular file'));
    const buffer = Buffer.alloc(CHUNK);
    for (let length = readSync(fd, buffer); length; length = readSync(fd, buffer)) yield buffer.subarray(0, length);
    const after = fstatSync(fd, { bigint: true });
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs)
      throw new FileError(shown, t('changed while it was read; try again when nobody writes to it'));
  } catch (error) {
    const told = readError(shown, error);
    throw told instanceof FileError ? new Error(`${shown} ${told.message}`) : told;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
