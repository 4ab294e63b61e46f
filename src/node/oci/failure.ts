import { t } from '../../core/l10n';
import { OciError, type OciErrorCode } from '../../core/oci/errors';

/** Codes of the operating system, and what they are for people. */
const READING: Readonly<Record<string, [OciErrorCode, () => string]>> = {
  ENOENT: ['not-found', () => t('it does not exist')],
  ENOTDIR: ['not-found', () => t('a part of the path is a file')],
  EACCES: ['no-permission', () => t('permission denied')],
  EPERM: ['no-permission', () => t('permission denied')],
  ELOOP: ['unsafe-path', () => t('it is a symbolic link')],
  EISDIR: ['malformed', () => t('it is a folder')],
  EMFILE: ['io', () => t('too many files are open')],
};

const WRITING: Readonly<Record<string, [OciErrorCode, () => string]>> = {
  ...READING,
  ENOENT: ['not-found', () => t('its folder does not exist')],
  EEXIST: ['exists', () => t('something is there already')],
  ENOSPC: ['no-space', () => t('the disk is full; make room and run it again')],
  EDQUOT: ['no-space', () => t('your quota on the disk is used up; make room and run it again')],
  EROFS: ['no-permission', () => t('the file system is read-only')],
  EFBIG: ['no-space', () => t('the file system holds no file of this size')],
};

/**
 * What the operating system said against a file, for people; other errors stay what they are.
 * @param shown the file as people are shown it
 */
export function readFailure(shown: string, error: unknown): unknown {
  return failure(error, READING, (reason) => t('{0} cannot be read: {1}.', shown, reason));
}

/** The same for a file that is written. */
export function writeFailure(shown: string, error: unknown): unknown {
  return failure(error, WRITING, (reason) => t('{0} cannot be written: {1}.', shown, reason));
}

function failure(error: unknown, known: typeof READING, message: (reason: string) => string): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  const [kind, reason] = known[code] ?? ['io' as const, () => code];
  return new OciError(kind, message(reason()), { cause: error });
}

/** `ENOENT` and the like; undefined for errors that do not come from the operating system. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return error instanceof Error && !(error instanceof OciError) && typeof code === 'string' ? code : undefined;
}
