import { t } from '../core/l10n';
import { OciError } from '../core/oci/errors';
import { printable } from '../core/report/printable';
import { CancelledError, ModelError } from '../core/signing/model/model';
import { ServiceError, SigningError } from '../core/signing/signer';
import { SigningConfigError } from '../core/signing/sigstore/signing-config';
import { FileError } from './files/errors';
import { AuthorityError } from './oci/registry/authorities';
import { ReleaseError } from './release/step';
import { PassphraseError } from './signing/keys';
import { TrustRefreshError } from './sigstore/tuf/refresh-error';

/** Why something could not be done, for somebody who knows none of our classes. */
export interface Failure {
  /**
   * What can be done about it.
   * - `passphrase`, `credentials`: what was given, or not, does not open the key, or the registry
   * - `exists`: it would overwrite something
   */
  kind: 'cancelled' | 'passphrase' | 'credentials' | 'exists' | 'failed';
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
const TOLD = [
  SigningError,
  ServiceError,
  SigningConfigError,
  TrustRefreshError,
  FileError,
  ModelError,
  AuthorityError,
  ReleaseError,
];

function kindOf(error: unknown): Failure['kind'] | undefined {
  // Signals that were given up on throw an error of their own.
  if (error instanceof CancelledError || (error instanceof Error && error.name === 'AbortError')) return 'cancelled';
  if (error instanceof PassphraseError) return 'passphrase';
  if (error instanceof OciError) return kindOfOci(error);
  return TOLD.some((known) => error instanceof known) ? 'failed' : undefined;
}

function kindOfOci({ code }: OciError): Failure['kind'] {
  if (code === 'unauthorized' || code === 'denied') return 'credentials';
  return code === 'exists' ? 'exists' : 'failed';
}

function sentenceOf(error: Error): string {
  const isAboutFile = error instanceof FileError || error instanceof ModelError;
  const text = printable(isAboutFile ? `${error.file} ${error.message}` : error.message);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
