import { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error';
import { BadVersionError, DownloadHTTPError, ExpiredMetadataError, RuntimeError } from 'tuf-js/dist/error';
import { t } from '../../../core/l10n';
import { writeError, type FileError } from '../../files/errors';

/** Why a refresh failed. */
export type RefreshFailure =
  'unreachable' | 'slow' | 'refused' | 'expired' | 'rollback' | 'forged' | 'malformed' | 'disk';

/** The trusted root could not be refreshed. The message is a sentence without its full stop. */
export class TrustRefreshError extends Error {
  constructor(
    readonly failure: RefreshFailure,
    message: string,
  ) {
    super(message);
    this.name = 'TrustRefreshError';
  }
}

/**
 * What went wrong, in words.
 * @param mirror whom was asked
 */
export function refreshError(error: unknown, mirror: string): TrustRefreshError {
  if (error instanceof TrustRefreshError) return error;
  const host = new URL(mirror).host;
  const failure = failureOf(error);
  return new TrustRefreshError(failure, sentence(failure, host, error));
}

function failureOf(error: unknown): RefreshFailure {
  if (error instanceof DownloadHTTPError) return 'refused';
  if (error instanceof ExpiredMetadataError) return 'expired';
  if (error instanceof BadVersionError) return 'rollback';
  if (error instanceof UnsignedMetadataError || error instanceof LengthOrHashMismatchError) return 'forged';
  if (systemCode(error) !== undefined) return 'disk';
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'slow';
  if (causeCode(error) !== undefined) return 'unreachable';
  return error instanceof RuntimeError ? wrappedFailure(error.message) : 'malformed';
}

/** Of what is wrong with snapshot and targets, tuf-js leaves the text only. */
function wrappedFailure(message: string): RefreshFailure {
  if (/is expired/.test(message)) return 'expired';
  if (/version/i.test(message)) return 'rollback';
  return /(?:Syntax|Type|Range)Error:/.test(message) ? 'malformed' : 'forged';
}

function sentence(failure: RefreshFailure, host: string, error: unknown): string {
  const detail = error instanceof Error ? error.message.replace(/^Unable to load .*? error (?:Error: )?/, '') : '';
  switch (failure) {
    case 'unreachable':
      return t('{0} cannot be reached ({1})', host, causeCode(error)!);
    case 'slow':
      return t('{0} did not answer in time', host);
    case 'refused':
      return t('{0} answered with status {1}', host, (error as DownloadHTTPError).statusCode);
    case 'expired':
      return t(
        'what {0} offers has expired ({1}): it is not kept up to date, or the clock of this machine is wrong',
        host,
        detail,
      );
    case 'rollback':
      return t('{0} offers an older state than was seen before ({1})', host, detail);
    case 'forged':
      return t('what {0} offers is not signed by those who should ({1})', host, detail);
    case 'disk':
      return t('the temporary folder {0}', diskMessage(systemCode(error)!));
    case 'malformed':
      return t('{0} sent something that is no such metadata ({1})', host, detail);
  }
}

/** Why a connection failed: `ECONNREFUSED` and the like. */
function causeCode(error: unknown): string | undefined {
  return error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined;
}

/** What the operating system said to files; tuf-js tells it within a text. */
function systemCode(error: unknown): string | undefined {
  const persisting = error instanceof Error ? /Failed to persist .*\b(E[A-Z]{2,}):/.exec(error.message) : null;
  if (persisting) return persisting[1];
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error || 'fd' in error)) return undefined;
  return (error as NodeJS.ErrnoException).code;
}

function diskMessage(code: string): string {
  const error = writeError('', Object.assign(new Error(code), { code, syscall: 'write' }));
  return (error as FileError).message;
}
