import { type Progress } from './model';

/**
 * Adds up what is done of files, and tells how far that is of all.
 * @returns to be called with the bytes and files that are done since it was last called
 */
export function counting(
  files: readonly { size: number }[],
  progress: ((done: Progress) => void) | undefined,
): (bytes: number, files: number) => void {
  const done: Progress = {
    bytes: 0,
    totalBytes: files.reduce((sum, { size }) => sum + size, 0),
    files: 0,
    totalFiles: files.length,
  };
  return (bytes, count) => {
    done.bytes += bytes;
    done.files += count;
    progress?.({ ...done });
  };
}
