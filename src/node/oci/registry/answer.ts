import { t } from '../../../core/l10n';
import { OciError, type OciErrorCode } from '../../../core/oci/errors';
import { isObject, own, parseJson } from '../../../core/signing/json';
import { concatBytes } from '../../../core/signing/bytes';
import { type HttpAnswer } from './transport';

/** What is read of an answer that is no content, in bytes. */
const ERROR_BYTES = 64 * 1024;

/** Values in the JSON of one. */
const ERROR_VALUES = 10_000;

/** What is shown of what a registry says, in characters. */
const SHOWN = 500;

/**
 * The whole body of an answer.
 * @param what for messages: what it is
 * @throws {OciError} `too-large`; {TransportFailure}
 */
export async function bodyBytes(answer: HttpAnswer, limit: number, what: string): Promise<Uint8Array> {
  const tooLarge = async () => {
    await answer.discard();
    return new OciError('too-large', t('{0} has more than the {1} bytes that are read.', what, limit));
  };
  if (Number(answer.headers['content-length']) > limit) throw await tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body()) {
    length += part.length;
    if (length > limit) throw await tooLarge();
    parts.push(part.slice());
  }
  return concatBytes(parts);
}

/** The media type of an answer, without parameters. */
export function contentType({ headers }: HttpAnswer): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

/** A header that should come once; undefined for none. */
export function header({ headers }: HttpAnswer, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** One of the errors that a registry lists (distribution-spec, "Error Codes"). */
interface RegistryError {
  code: string;
  message: string;
}

/** An answer that refuses; what it says is part of the message. */
export class Refusal extends OciError {
  constructor(
    code: OciErrorCode,
    message: string,
    readonly status: number,
    /** Codes of the registry: `DIGEST_INVALID` and others. */
    readonly codes: readonly string[],
    /** How long the registry wants to be left alone, in milliseconds. */
    readonly retryAfter: number | undefined,
  ) {
    super(code, message);
  }
}

/**
 * What an answer of 4xx or 5xx, or one that was not to be expected, means.
 * @param what what was asked for, as a clause: `"ghcr.io/a/b:v1" cannot be read`
 */
export async function refusalOf(answer: HttpAnswer, registry: string, what: string): Promise<Refusal> {
  const { status } = answer;
  const said = await saidBy(answer);
  const codes = said.errors.map(({ code }) => code);
  const [code, why] = meaning(status, codes, registry);
  const details = said.errors.map((error) => [error.code, error.message].filter(Boolean).join(': ')).join('; ');
  const quoted = details || said.text;
  const shown = quoted.length > SHOWN ? `${quoted.slice(0, SHOWN)}…` : quoted;
  const reason = said.isPage
    ? t('it answers with a web page, as proxies and log-in pages do')
    : status === 400 && !codes.length && answer.url.protocol === 'http:'
      ? t('{0} refuses; it may want https', registry)
      : why;
  return new Refusal(
    code,
    shown ? t('{0}: {1} ({2}: {3}).', what, reason, status, shown) : t('{0}: {1} ({2}).', what, reason, status),
    status,
    codes,
    retryAfter(header(answer, 'retry-after')),
  );
}

/** A number of seconds, or a date (RFC 9110, section 10.2.3). */
function retryAfter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(value) ? 1000 * Number(value) : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function meaning(status: number, codes: readonly string[], registry: string): [OciErrorCode, string] {
  if (codes.includes('TOOMANYREQUESTS')) status = 429;
  switch (status) {
    case 401:
      return ['unauthorized', t('{0} does not know who asks', registry)];
    case 403:
      return ['denied', t('{0} does not allow it', registry)];
    case 404:
      return ['not-found', t('{0} has no such thing', registry)];
    case 405:
      return ['denied', t('{0} does not offer it; it may be read-only', registry)];
    case 413:
      return ['too-large', t('{0}, or a proxy before it, takes less at a time', registry)];
    case 429:
      return ['rate-limited', t('{0} wants fewer requests; try again later', registry)];
  }
  if (status >= 500) return ['registry', t('{0} has trouble of its own; try again later', registry)];
  return ['registry', t('{0} refuses', registry)];
}

/** What the body of a refusal says. It may be anything: JSON of the registry, text, a page of a proxy, nothing. */
async function saidBy(answer: HttpAnswer): Promise<{ errors: RegistryError[]; text: string; isPage: boolean }> {
  const isPage = contentType(answer) === 'text/html';
  let bytes: Uint8Array;
  try {
    bytes = await bodyBytes(answer, ERROR_BYTES, '');
  } catch {
    return { errors: [], text: '', isPage };
  }
  const errors = errorsIn(bytes);
  const text = errors.length || isPage ? '' : new TextDecoder().decode(bytes).replace(/\s+/g, ' ').trim();
  return { errors, text, isPage: isPage || /^<(?:!doctype|html)/i.test(text) };
}

function errorsIn(bytes: Uint8Array): RegistryError[] {
  let value: unknown;
  try {
    value = parseJson(bytes, ERROR_VALUES);
  } catch {
    return [];
  }
  const list = isObject(value) ? own(value, 'errors') : undefined;
  if (!Array.isArray(list)) return [];
  const text = (error: unknown, key: string) => {
    const found = isObject(error) ? own(error, key) : undefined;
    return typeof found === 'string' ? found : '';
  };
  return list.slice(0, 10).map((error) => ({ code: text(error, 'code'), message: text(error, 'message') }));
}
