import { t } from '../../l10n';
import { LIMITS } from '../bundle/limits';
import { isObject, own, parseJson, type JsonObject } from '../json';
import { SigningError } from '../signer';
import { count, FormError, list, object, oneOf, text, time, type Form } from './form';

/** The services that sign keyless: which there are, and how many of them to ask. */
export interface SigningConfig {
  /** For people: where it comes from. */
  name: string;
  authorities: readonly Service[];
  identityProviders: readonly Service[];
  logs: readonly Service[];
  logSelection: Selection | undefined;
  timestampAuthorities: readonly Service[];
  timestampSelection: Selection | undefined;
}

/** One service. */
export interface Service {
  url: string;
  majorApiVersion: number;
  /** Who runs it; of several services of one operator, one is asked. */
  operator: string;
  start?: Date;
  end?: Date;
}

/** How many services are asked: all, any one, or exactly so many. */
export interface Selection {
  selector: 'ALL' | 'ANY' | 'EXACT';
  count: number;
}

/** The services that a signature is made with. */
export interface SigningServices {
  authority: Service;
  /** Absent where the configuration names none: then a token has to be given. */
  identityProvider?: Service;
  logs: readonly Service[];
  timestampAuthorities: readonly Service[];
}

/** Something that is no signing configuration, or names no services that can be used. The message is a sentence. */
export class SigningConfigError extends SigningError {
  override name = 'SigningConfigError';
}

/**
 * Who chose the services. Those in a file may be on this machine, reached without encryption: a test bed. Those that were
 * downloaded may not, or somebody on this machine could take the place of Sigstore.
 */
export type ConfigOrigin = 'file' | 'download';

const MAX_SERVICES = 32;

const services = list(
  object(
    { url: text(2048), majorApiVersion: count },
    { validFor: object({}, { start: time, end: time }), operator: text(256) },
  ),
  { max: MAX_SERVICES },
);
const selection = object({}, { selector: oneOf('ALL', 'ANY', 'EXACT', 'SERVICE_SELECTOR_UNDEFINED'), count });

/** github.com/sigstore/protobuf-specs, protos/sigstore_trustroot.proto */
const SIGNING_CONFIG: Form = object(
  { mediaType: oneOf('application/vnd.dev.sigstore.signingconfig.v0.2+json') },
  {
    caUrls: services,
    oidcUrls: services,
    rekorTlogUrls: services,
    rekorTlogConfig: selection,
    tsaUrls: services,
    tsaConfig: selection,
  },
);

const TRUST_CONFIG = /^application\/vnd\.dev\.sigstore\.clienttrustconfig/;

/**
 * Reads a signing configuration, or the one in a client trust configuration as sigstore-python and model_signing take it.
 * @param name where it comes from, for people
 * @throws {SigningConfigError}
 */
export function readSigningConfig(bytes: Uint8Array, name: string): SigningConfig {
  try {
    const json = parseJson(bytes, LIMITS.bundleValues);
    const isTrustConfig = isObject(json) && TRUST_CONFIG.test(String(own(json, 'mediaType')));
    return signingConfigOf(isTrustConfig ? own(json, 'signingConfig') : json, name, 'file');
  } catch (error) {
    throw new SigningConfigError((error as Error).message);
  }
}

/**
 * Checks a signing configuration that has been parsed.
 * @throws {SigningConfigError}
 */
export function signingConfigOf(json: unknown, name: string, origin: ConfigOrigin): SigningConfig {
  try {
    SIGNING_CONFIG(json, 'signingConfig');
    const config = json as JsonObject;
    const read = (key: string) => servicesIn(config, key, origin);
    return {
      name,
      authorities: read('caUrls'),
      identityProviders: read('oidcUrls'),
      logs: read('rekorTlogUrls'),
      logSelection: selectionIn(config, 'rekorTlogConfig'),
      timestampAuthorities: read('tsaUrls'),
      timestampSelection: selectionIn(config, 'tsaConfig'),
    };
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw new SigningConfigError(error.message);
  }
}

function servicesIn(config: JsonObject, key: string, origin: ConfigOrigin): Service[] {
  return ((own(config, key) ?? []) as JsonObject[]).map((service, at) => {
    const url = own(service, 'url') as string;
    requireUsable(url, `${key}[${at}].url`, origin);
    const { start, end } = (own(service, 'validFor') ?? {}) as { start?: string | null; end?: string | null };
    return {
      url,
      majorApiVersion: Number(own(service, 'majorApiVersion')),
      operator: (own(service, 'operator') ?? '') as string,
      ...(start ? { start: new Date(start) } : {}),
      ...(end ? { end: new Date(end) } : {}),
    };
  });
}

/** @throws {FormError} */
function requireUsable(url: string, path: string, origin: ConfigOrigin): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || parsed.username || parsed.password || parsed.search || parsed.hash || url.includes('#'))
    throw new FormError(t('{0} is no URL of a service: {1}', path, JSON.stringify(url.slice(0, 200))));
  if (!isSecure(parsed, origin === 'file'))
    throw new FormError(
      origin === 'file'
        ? t('{0} is {1}; services are asked by https, or by http on this machine.', path, url)
        : t('{0} is {1}; services are asked by https.', path, url),
    );
}

/**
 * Whether nobody between here and a service can read what it is sent: identity tokens are as good as passwords.
 * @param loopback whether a service on this machine may be reached by http
 */
export function isSecure({ protocol, hostname }: URL, loopback: boolean): boolean {
  if (protocol === 'https:') return true;
  return loopback && protocol === 'http:' && isLoopback(hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function selectionIn(config: JsonObject, key: string): Selection | undefined {
  const given = (own(config, key) ?? {}) as JsonObject;
  const selector = own(given, 'selector');
  if (selector !== 'ALL' && selector !== 'ANY' && selector !== 'EXACT') return undefined;
  return { selector, count: selector === 'EXACT' ? Math.max(1, Number(own(given, 'count') ?? 1)) : 1 };
}

/** Which versions of each interface there are here. */
const VERSIONS = { authority: [1], identityProvider: [1], log: [1, 2], timestampAuthority: [1] } as const;

/**
 * Chooses the services to sign with, as protobuf-specs asks of clients: those that are valid now, of the highest version that
 * is known here, the newest of each operator, and as many as are asked for.
 * @throws {SigningConfigError} where there are too few
 */
export function selectServices(config: SigningConfig, now: Date): SigningServices {
  const { name, authorities, identityProviders, logs, timestampAuthorities } = config;
  const find = (services: readonly Service[], versions: readonly number[]) => usable(services, versions, now);
  const [authority] = find(authorities, VERSIONS.authority);
  if (!authority) throw new SigningConfigError(noneSentence(t('certificate authority'), name, now));
  const [identityProvider] = find(identityProviders, VERSIONS.identityProvider);
  const chosen = select(find(logs, VERSIONS.log), config.logSelection, t('transparency log'), name, now);
  if (!chosen.length) throw new SigningConfigError(noneSentence(t('transparency log'), name, now));
  const stamps = timestampAuthorities.length
    ? select(
        find(timestampAuthorities, VERSIONS.timestampAuthority),
        config.timestampSelection,
        t('timestamp authority'),
        name,
        now,
      )
    : [];
  // Rekor says when something was logged in version 1 only.
  if (!stamps.length && !chosen.some(({ majorApiVersion }) => majorApiVersion === 1))
    throw new SigningConfigError(
      t(
        'The signing configuration {0} names no timestamp authority, and its log gives no times: nobody could verify what is signed.',
        name,
      ),
    );
  return {
    authority,
    ...(identityProvider ? { identityProvider } : {}),
    logs: chosen,
    timestampAuthorities: stamps,
  };
}

/** The services that can be asked, the newest of each operator, newest first. */
function usable(services: readonly Service[], versions: readonly number[], now: Date): Service[] {
  const valid = services.filter(
    ({ majorApiVersion, start, end }) =>
      versions.includes(majorApiVersion) && (!start || start <= now) && (!end || now <= end),
  );
  const highest = Math.max(...valid.map(({ majorApiVersion }) => majorApiVersion));
  const operators = new Set<string>();
  return valid
    .filter(({ majorApiVersion }) => majorApiVersion === highest)
    .sort((a, b) => (b.start?.getTime() ?? 0) - (a.start?.getTime() ?? 0))
    .filter(({ operator }) => !operators.has(operator) && operators.add(operator));
}

function select(
  found: readonly Service[],
  selection: Selection | undefined,
  kind: string,
  name: string,
  now: Date,
): readonly Service[] {
  if (!selection)
    throw new SigningConfigError(t('The signing configuration {0} does not say how many are asked: {1}.', name, kind));
  if (!found.length) throw new SigningConfigError(noneSentence(kind, name, now));
  if (selection.selector === 'ALL') return found;
  if (found.length < selection.count)
    throw new SigningConfigError(
      t(
        'The signing configuration {0} wants {1} of different operators, and {2} can be used: {3}.',
        name,
        selection.count,
        found.length,
        kind,
      ),
    );
  return found.slice(0, selection.count);
}

function noneSentence(kind: string, name: string, now: Date): string {
  return t(
    'The signing configuration {0} names none that can be used at {1}: {2}. If this time is wrong, set the clock.',
    name,
    now.toISOString(),
    kind,
  );
}
