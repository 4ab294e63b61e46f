import { t } from '../../core/l10n';
import { printable } from '../../core/report/printable';
import { CancelledError } from '../../core/signing/model/model';
import { ServiceError, SigningError } from '../../core/signing/signer';
import { SigningConfigError } from '../../core/signing/sigstore/signing-config';
import { FileError } from '../files/errors';
import { TrustRefreshError } from '../sigstore/tuf/refresh-error';
import { PassphraseError } from './keys';

/** Why something could not be done, for somebody who knows none of our classes. */
export interface Failure {
  kind: 'cancelled' | 'passphrase' | 'failed';
  /** One sentence: what was found, and what to do. */
  failure: string;
}

/** Does something; what the user can do something about is returned, not thrown. */
export async function orFailure<T>(action: () => Promise<T>): Promise<T | Failure> {
  try {
    return await action();
  } catch (error) {
    const kind = kindOf(error);
    if (!kind) throw error;
    return { kind, failure: kind === 'cancelled' ? t('Cancelled.') : sentenceOf(error as Error) };
  }
}

/** Errors whose messages are for people. */
const TOLD = [SigningError, ServiceError, SigningConfigError, TrustRefreshError, FileError];

function kindOf(error: unknown): Failure['kind'] | undefined {
  // Signals that were given up on throw an error of their own.
  if (error instanceof CancelledError || (error instanceof Error && error.name === 'AbortError')) return 'cancelled';
  if (error instanceof PassphraseError) return 'passphrase';
  return TOLD.some((known) => error instanceof known) ? 'failed' : undefined;
}

function sentenceOf(error: Error): string {
  const text = printable(error instanceof FileError ? `${error.file} ${error.message}` : error.message);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
