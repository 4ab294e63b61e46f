import { VerificationError } from '@sigstore/verify';
import { t } from '../../core/l10n';
import { type SigstoreCheckId } from '../../core/signing/sigstore/report';

/** Something that did not hold: which check, and one sentence why. */
export class Failure extends Error {
  constructor(
    readonly check: SigstoreCheckId,
    message: string,
  ) {
    super(message);
    this.name = 'Failure';
  }
}

/** Something that can't be used here, and so says nothing about the signature. */
export class Unusable extends Failure {}

/** What is checked between the form of a bundle and its content, in order, for each way of signing. */
export const KEYLESS_STEPS: readonly SigstoreCheckId[] = [
  'timestamp',
  'certificate',
  'certificate-transparency',
  'transparency-log',
  'log-entry',
  'signature',
];
export const KEY_STEPS: readonly SigstoreCheckId[] = ['transparency-log', 'log-entry', 'signature'];

/** What is said of a step that holds. */
export function heldSentence(step: SigstoreCheckId): string {
  switch (step) {
    case 'timestamp':
      return t('It was signed at a time that a trusted log or timestamp authority vouches for.');
    case 'certificate':
      return t('A trusted authority issued the certificate, and it was valid then.');
    case 'certificate-transparency':
      return t('A trusted certificate log has the certificate.');
    case 'transparency-log':
      return t('A trusted transparency log has the signature.');
    case 'log-entry':
      return t('The log entry is about this signature.');
    default:
      return t('The signature fits the content.');
  }
}

/** What \@sigstore/verify refused, as one of our checks. Forged content can also make it throw something else. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const reason = error instanceof Error ? error.message : String(error);
  switch (error instanceof VerificationError ? error.code : undefined) {
    case 'TIMESTAMP_ERROR':
      return new Failure('timestamp', t('It is not proved when it was signed: {0}.', reason));
    case 'CERTIFICATE_ERROR':
      return /\bSCTs?\b/.test(reason)
        ? new Failure('certificate-transparency', t('No trusted certificate log has the certificate: {0}.', reason))
        : new Failure(
            'certificate',
            t('No trusted authority issued the certificate, or it was not valid at the time of signing: {0}.', reason),
          );
    case 'TLOG_BODY_ERROR':
      return new Failure('log-entry', t('The log entry is about another signature: {0}.', reason));
    case 'TLOG_ERROR':
    case 'TLOG_MISSING_INCLUSION_ERROR':
    case 'TLOG_INCLUSION_PROMISE_ERROR':
    case 'TLOG_INCLUSION_PROOF_ERROR':
      return new Failure('transparency-log', t('It is not proved that a trusted log has the signature: {0}.', reason));
    case 'SIGNATURE_ERROR':
      return new Failure('signature', t('The signature does not fit the content.'));
    default:
      return new Failure('bundle', t('A part of the bundle cannot be read.'));
  }
}
