import { t } from '../../../core/l10n';
import { printable } from '../../../core/report/printable';
import { isObject, own } from '../../../core/signing/json';
import { CancelledError } from '../../../core/signing/model/model';
import { ServiceError, type ServiceKind } from '../../../core/signing/signer';
import { HttpFailure, failureSentence } from '../../http/failure';
import { type Http, type HttpRequest, type HttpResponse } from '../../http/http';

/** A service as people are told of it. */
export interface NamedService {
  kind: ServiceKind;
  /** What it is, and on which host. */
  who: string;
}

export function namedService(kind: ServiceKind, url: string): NamedService {
  const { host } = new URL(url);
  switch (kind) {
    case 'identity-provider':
      return { kind, who: t('The identity provider ({0})', host) };
    case 'certificate-authority':
      return { kind, who: t('The certificate authority Fulcio ({0})', host) };
    case 'transparency-log':
      return { kind, who: t('The transparency log Rekor ({0})', host) };
    case 'timestamp-authority':
      return { kind, who: t('The timestamp authority ({0})', host) };
  }
}

/** An answer of another form than it should have. */
export function nonsense({ kind, who }: NamedService): ServiceError {
  return new ServiceError(kind, t('{0} sent something that is no answer of such a service. Try again later.', who));
}

/**
 * Asks a service, so that what is wrong with its answer is told as its fault.
 * @param accepted whether an answer that is no success is for the caller to judge
 * @returns a transport that throws {@link ServiceError}
 */
export function asking(service: NamedService, http: Http, accepted: (response: HttpResponse) => boolean): Http {
  return async (url: URL, request: HttpRequest) => {
    const response = await http(url, request).catch((error: unknown) => {
      if (!(error instanceof HttpFailure)) throw error;
      throw new ServiceError(service.kind, failureSentence(service.who, error));
    });
    if (accepted(response)) return response;
    if (response.status < 200 || response.status >= 300)
      throw new ServiceError(service.kind, statusSentence(service.who, response));
    if (/^text\/html\b/i.test(response.headers['content-type'] ?? ''))
      throw new ServiceError(
        service.kind,
        t('{0} sent a web page. Perhaps this network wants you to sign in to it first.', service.who),
      );
    return response;
  };
}

/**
 * Does something with a service. Whatever goes wrong is its fault, unless somebody gave up.
 * @throws {ServiceError}
 * @throws {CancelledError}
 */
export async function blaming<T>(service: NamedService, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    for (let each: unknown = error; each instanceof Error; each = each.cause)
      if (each instanceof ServiceError || each instanceof CancelledError) throw each;
    throw nonsense(service);
  }
}

function statusSentence(who: string, response: HttpResponse): string {
  const { status, statusText } = response;
  const said = `${status} ${messageIn(response) || statusText}`.trim();
  if (status === 429) return t('{0} is asked too often: {1}. Try again later.', who, said);
  if (status >= 500) return t('{0} failed: {1}. Try again later.', who, said);
  if (status >= 300 && status < 400) return t('{0} sends requests elsewhere, which is not followed: {1}.', who, said);
  return t('{0} refused: {1}.', who, said);
}

/** What a server says about a failure: gRPC's gateway in `message`, OAuth (RFC 6749, 5.2) in the others. */
function messageIn({ body }: HttpResponse): string {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return '';
  }
  if (!isObject(json)) return '';
  const parts = ['message', 'error', 'error_description'].map((key) => own(json, key));
  return quotable(parts.filter((each) => typeof each === 'string').join(': '));
}

const MAX_QUOTED = 200;

/** A text of somebody else, short and without anything that might be a token or a code: servers may send back what they got. */
export function quotable(text: string): string {
  const plain = printable(text)
    .replace(/[\w+/=-]{24,}/g, '…')
    .replace(/[.\s]+$/, '');
  return plain.length > MAX_QUOTED ? `${plain.slice(0, MAX_QUOTED)}…` : plain;
}
