/** A file that can't be read or written. The message is a sentence that follows the name of the file. */
export class FileError extends Error {
  constructor(
    /** The path as people are shown it. */
    readonly file: string,
    message: string,
  ) {
    super(message);
    this.name = 'FileError';
  }
}

const READING: Record<string, string> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of the path is a file',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: operation not permitted',
  EISDIR: 'is a folder, not a file',
  ELOOP: 'cannot be read: its symbolic links lead in a circle',
  ENAMETOOLONG: 'cannot be read: the path is too long',
  EMFILE: 'cannot be read: too many open files',
  ENXIO: 'is no regular file',
};

const WRITING: Record<string, string> = {
  ENOENT: 'cannot be written: its folder does not exist',
  ENOTDIR: 'cannot be written: a part of the path is a file',
  EACCES: 'cannot be written: permission denied',
  EPERM: 'cannot be written: operation not permitted',
  EROFS: 'cannot be written: the file system is read-only',
  EISDIR: 'is a folder, not a file',
  ELOOP: 'cannot be written: its symbolic links lead in a circle',
  ENAMETOOLONG: 'cannot be written: the path is too long',
  ENOSPC: 'cannot be written: the disk is full',
};

/** What the operating system said while reading, as a {@link FileError}; other errors stay what they are. */
export function readError(file: string, error: unknown): unknown {
  return translated(file, error, READING, 'cannot be read');
}

/** What the operating system said while writing, as a {@link FileError}; other errors stay what they are. */
export function writeError(file: string, error: unknown): unknown {
  return translated(file, error, WRITING, 'cannot be written');
}

function translated(file: string, error: unknown, messages: Record<string, string>, otherwise: string): unknown {
  const code = errorCode(error);
  return code === undefined ? error : new FileError(file, messages[code] ?? `${otherwise} (${code})`);
}

/** `ENOENT` and the like; undefined for errors that do not come from the operating system. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  return (error as NodeJS.ErrnoException).code;
}
