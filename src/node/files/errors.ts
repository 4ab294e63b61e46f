import { t } from '../../core/l10n';

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

const READING: Record<string, () => string> = {
  ENOENT: () => t('does not exist'),
  ENOTDIR: () => t('does not exist: a part of the path is a file'),
  EACCES: () => t('cannot be read: permission denied'),
  EPERM: () => t('cannot be read: operation not permitted'),
  EISDIR: () => t('is a folder, not a file'),
  ELOOP: () => t('cannot be read: its symbolic links lead in a circle'),
  ENAMETOOLONG: () => t('cannot be read: the path is too long'),
  EMFILE: () => t('cannot be read: too many open files'),
  ENXIO: () => t('is no regular file'),
};

const WRITING: Record<string, () => string> = {
  ENOENT: () => t('cannot be written: its folder does not exist'),
  ENOTDIR: () => t('cannot be written: a part of the path is a file'),
  EACCES: () => t('cannot be written: permission denied'),
  EPERM: () => t('cannot be written: operation not permitted'),
  EROFS: () => t('cannot be written: the file system is read-only'),
  EISDIR: () => t('is a folder, not a file'),
  ELOOP: () => t('cannot be written: its symbolic links lead in a circle'),
  ENAMETOOLONG: () => t('cannot be written: the path is too long'),
  ENOSPC: () => t('cannot be written: the disk is full'),
  EDQUOT: () => t('cannot be written: no more space is allowed to this user'),
  EFBIG: () => t('cannot be written: it would be larger than is allowed'),
};

/** What the operating system said while reading, as a {@link FileError}; other errors stay what they are. */
export function readError(file: string, error: unknown): unknown {
  return translated(file, error, READING, (code) => t('cannot be read ({0})', code));
}

/** What the operating system said while writing, as a {@link FileError}; other errors stay what they are. */
export function writeError(file: string, error: unknown): unknown {
  return translated(file, error, WRITING, (code) => t('cannot be written ({0})', code));
}

function translated(
  file: string,
  error: unknown,
  messages: Record<string, () => string>,
  otherwise: (code: string) => string,
): unknown {
  const code = errorCode(error);
  return code === undefined ? error : new FileError(file, messages[code]?.() ?? otherwise(code));
}

/** `ENOENT` and the like; undefined for errors that do not come from the operating system. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  return (error as NodeJS.ErrnoException).code;
}
