import { t } from '../../core/l10n';

/** Why there is no answer. */
export type HttpFailureReason =
  'unresolved' | 'refused' | 'reset' | 'timeout' | 'certificate' | 'too-large' | 'proxy' | 'other';

/** A request without a whole answer. */
export class HttpFailure extends Error {
  /** @param detail what the reason needs: seconds, MiB, a proxy, or the system's code */
  constructor(
    readonly reason: HttpFailureReason,
    readonly detail: string,
  ) {
    super(`${reason} (${detail})`);
    this.name = 'HttpFailure';
  }
}

const REASONS: ReadonlyMap<string, HttpFailureReason> = new Map([
  ['ENOTFOUND', 'unresolved'],
  ['EAI_AGAIN', 'unresolved'],
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['ETIMEDOUT', 'timeout'],
]);

/** Codes of OpenSSL's and Node's checks of certificates. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/;

/** What the system or the library said, as a reason. */
export function failureOf(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const code = codeOf(error);
  const reason = REASONS.get(code) ?? (CERTIFICATE.test(code) ? 'certificate' : 'other');
  return new HttpFailure(reason, code);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Several addresses were tried.
  if (error instanceof AggregateError && error.errors.length) return codeOf(error.errors[0]);
  return (error as NodeJS.ErrnoException).code ?? error.name;
}

/** One sentence or two: what happened, and what to do. @param who whom was asked */
export function failureSentence(who: string, { reason, detail }: HttpFailure): string {
  switch (reason) {
    case 'unresolved':
      return t('{0} cannot be found ({1}). Is there a network?', who, detail);
    case 'refused':
      return t('{0} refuses connections. It may be down: try again later.', who);
    case 'reset':
      return t('{0} broke the connection off. Try again later.', who);
    case 'timeout':
      return t('{0} did not answer in time ({1} s). Try again later.', who, detail);
    case 'certificate':
      return t(
        '{0} shows a certificate that is not trusted here ({1}). Where a proxy opens connections, NODE_EXTRA_CA_CERTS has to name its certificate.',
        who,
        detail,
      );
    case 'too-large':
      return t('{0} sent more than {1} MiB, which is no answer of such a service.', who, detail);
    case 'proxy':
      return t('{0} cannot be reached: the proxy does not let it through ({1}).', who, detail);
    case 'other':
      return t('{0} cannot be reached ({1}).', who, detail);
  }
}
