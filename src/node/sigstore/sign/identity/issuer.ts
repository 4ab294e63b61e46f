import { t } from '../../../../core/l10n';
import { isObject, own, type JsonObject } from '../../../../core/signing/json';
import { ServiceError } from '../../../../core/signing/signer';
import { isSecure } from '../../../../core/signing/sigstore/signing-config';
import { type Http } from '../../../http/http';
import { retrying } from '../../../http/retry';
import { asking, blaming, namedService, nonsense, type NamedService } from '../service';

/** An identity provider, as it describes itself (OpenID Connect Discovery 1.0, 3). */
export interface Issuer {
  service: NamedService;
  /** What its tokens have as `iss`. */
  name: string;
  authorizationEndpoint: URL;
  tokenEndpoint: URL;
  /** Absent where it knows no device flow (RFC 8628). */
  deviceEndpoint?: URL;
  /** Whether it sends its name along with a code (RFC 9207). */
  sendsName: boolean;
}

/**
 * Asks an identity provider what it is.
 * @param url its name, which it has to have to the letter
 * @throws {ServiceError}
 * @throws {CancelledError}
 */
export async function discover(url: string, http: Http, signal: AbortSignal | undefined): Promise<Issuer> {
  const service = namedService('identity-provider', url);
  const ask = asking(service, retrying(http), () => false);
  const json = await blaming(service, async () => {
    const { body } = await ask(new URL(`${url.replace(/\/$/, '')}/.well-known/openid-configuration`), {
      method: 'GET',
      signal,
    });
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (!isObject(parsed)) throw nonsense(service);
    return parsed;
  });
  const name = own(json, 'issuer');
  if (name !== url)
    throw new ServiceError(
      service.kind,
      t('{0} calls itself {1}, and {2} was asked for. Nobody is signed in.', service.who, shown(name), url),
    );
  const onThisMachine = new URL(url).protocol === 'http:';
  const endpoint = (key: string) => endpointIn(json, key, onThisMachine, service);
  const device = own(json, 'device_authorization_endpoint');
  return {
    service,
    name: url,
    authorizationEndpoint: endpoint('authorization_endpoint'),
    tokenEndpoint: endpoint('token_endpoint'),
    ...(device === undefined ? {} : { deviceEndpoint: endpoint('device_authorization_endpoint') }),
    sendsName: own(json, 'authorization_response_iss_parameter_supported') === true,
  };
}

function shown(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 200)) : t('nothing');
}

function endpointIn(json: JsonObject, key: string, loopback: boolean, service: NamedService): URL {
  const value = own(json, key);
  if (typeof value !== 'string' || !URL.canParse(value)) throw nonsense(service);
  const url = new URL(value);
  if (isSecure(url, loopback)) return url;
  throw new ServiceError(
    service.kind,
    t('{0} wants to be asked without encryption, at {1}. Nobody is signed in.', service.who, url.origin),
  );
}
