import { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error';
import { BadVersionError, DownloadHTTPError, ExpiredMetadataError, RuntimeError } from 'tuf-js/dist/error';
import { t } from '../../../core/l10n';
import { type FileError, writeError } from '../../files/errors';
import { failureSentence, HttpFailure } from '../../http/failure';
import { TrustRefreshError, type RefreshFailure } from './refresh-error';

/**
 * What went wrong, in words.
 * @param mirror whom was asked
 */
export function refreshError(error: unknown, mirror: string): TrustRefreshError {
  const failure = failureOf(error);
  return new TrustRefreshError(failure, sentence(failure, new URL(mirror).host, error));
}

function failureOf(error: unknown): RefreshFailure {
  if (error instanceof HttpFailure) return transportFailure(error);
  if (error instanceof DownloadHTTPError) return 'refused';
  if (error instanceof ExpiredMetadataError) return 'expired';
  if (error instanceof BadVersionError) return 'rollback';
  if (error instanceof UnsignedMetadataError || error instanceof LengthOrHashMismatchError) return 'forged';
  if (systemCode(error) !== undefined) return 'disk';
  return error instanceof RuntimeError ? wrappedFailure(error.message) : 'malformed';
}

function transportFailure({ reason }: HttpFailure): RefreshFailure {
  if (reason === 'timeout') return 'slow';
  return reason === 'too-large' ? 'malformed' : 'unreachable';
}

/** Of what is wrong with snapshot and targets, tuf-js leaves the text only. */
function wrappedFailure(message: string): RefreshFailure {
  if (/is expired/.test(message)) return 'expired';
  if (/version/i.test(message)) return 'rollback';
  return /(?:Syntax|Type|Range)Error:/.test(message) ? 'malformed' : 'forged';
}

function sentence(failure: RefreshFailure, host: string, error: unknown): string {
  if (error instanceof HttpFailure) return failureSentence(host, error);
  const detail = error instanceof Error ? error.message.replace(/^Unable to load .*? error (?:Error: )?/, '') : '';
  switch (failure) {
    case 'refused':
      return t('{0} answered with status {1}. Try again later.', host, (error as DownloadHTTPError).statusCode);
    case 'expired':
      return t(
        'What {0} offers has expired ({1}): it is not kept up to date, or the clock of this machine is wrong.',
        host,
        detail,
      );
    case 'rollback':
      return t('{0} offers an older state than was seen before ({1}).', host, detail);
    case 'forged':
      return t('What {0} offers is not signed by those who should ({1}).', host, detail);
    case 'disk':
      return t('The temporary folder {0}.', diskMessage(systemCode(error)!));
    default:
      return t('{0} sent something that is no such metadata ({1}).', host, detail);
  }
}

/** What the operating system said to files; tuf-js tells it within a text. */
function systemCode(error: unknown): string | undefined {
  const persisting = error instanceof Error ? /Failed to persist .*\b(E[A-Z]{2,}):/.exec(error.message) : null;
  if (persisting) return persisting[1];
  return error instanceof Error && 'syscall' in error ? (error as NodeJS.ErrnoException).code : undefined;
}

function diskMessage(code: string): string {
  const error = writeError('', Object.assign(new Error(code), { code, syscall: 'write' }));
  return (error as FileError).message;
}
