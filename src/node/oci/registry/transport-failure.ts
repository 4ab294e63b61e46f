import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { isSameOrigin, type Endpoint } from './endpoint';
import { ProxyRefusal } from './tunnel';

/** A request that brought no answer, or not the whole of one. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';

  constructor(
    /** What the operating system, TLS or HTTP parser calls it; `timeout` for silence. */
    readonly code: string,
    /** What was asked for. */
    readonly url: URL,
    /** Whether the connection had served before: a server may close it at the very moment it is used again. */
    readonly wasReused: boolean,
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }

  static of(error: unknown, url: URL, wasReused = false): TransportFailure {
    if (error instanceof TransportFailure) return error;
    const { code } = error as NodeJS.ErrnoException;
    return new TransportFailure(typeof code === 'string' ? code : 'unknown', url, wasReused, { cause: error });
  }

  /** Whether the same may work a moment later. Certificates and names do not change so soon. */
  get isPassing(): boolean {
    if (this.cause instanceof ProxyRefusal) return this.cause.status === 0 || this.cause.status >= 500;
    return PASSING.has(this.code);
  }

  /** What failed, for people. */
  toOciError({ registry, origin }: Endpoint): OciError {
    const [code, message] = this.explain(isSameOrigin(this.url, origin) ? registry : this.url.host);
    return new OciError(code, message, { cause: this });
  }

  private explain(registry: string): [OciError['code'], string] {
    if (this.cause instanceof ProxyRefusal) {
      const { proxy, status } = this.cause;
      if (status === 407)
        return ['unreachable', t('The proxy {0} wants a name and password; put them into its URL.', proxy)];
      return [
        'unreachable',
        t('The proxy {0} lets no connection to {1} through ({2}).', proxy, registry, status || '-'),
      ];
    }
    switch (this.code) {
      case 'timeout':
        return ['timeout', t('{0} does not answer any more; nothing came in time. Try again.', registry)];
      case 'ETIMEDOUT':
        return ['timeout', t('{0} does not answer; check the name, the port and the network.', registry)];
      case 'ENOTFOUND':
        return ['unreachable', t('There is no host {0}; check the name.', registry)];
      case 'EAI_AGAIN':
        return ['unreachable', t('The host {0} cannot be looked up now; is there a network?', registry)];
      case 'ECONNREFUSED':
        return ['unreachable', t('Nothing answers at {0}; check the port, and whether the registry runs.', registry)];
      case 'EPROTO':
      case 'ERR_SSL_WRONG_VERSION_NUMBER':
      case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
        return ['insecure', t('{0} does not speak https. If it is meant to be so, allow plain http for it.', registry)];
      case 'ERR_TLS_CERT_ALTNAME_INVALID':
        return ['insecure', t('The certificate that {0} shows is one of another host.', registry)];
      case 'CERT_HAS_EXPIRED':
        return ['insecure', t('The certificate of {0} has expired.', registry)];
      case 'CERT_NOT_YET_VALID':
        return ['insecure', t('The certificate of {0} is not valid yet; is the clock right?', registry)];
    }
    if (CERTIFICATE.test(this.code))
      return [
        'insecure',
        t('The certificate of {0} comes from nobody who is trusted ({1}); name its authority.', registry, this.code),
      ];
    const other = this.url.protocol === 'https:' ? 'http' : 'https';
    if (this.code.startsWith('HPE_'))
      return [
        'registry',
        t('{0} answers, but not in http ({1}); check the port, and whether it wants {2}.', registry, this.code, other),
      ];
    return ['unreachable', t('The connection to {0} broke off ({1}). Try again.', registry, this.code)];
  }
}

const PASSING = new Set([
  'timeout',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Codes of OpenSSL's verification: nobody trusted has issued the certificate. */
const CERTIFICATE = /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_)/;
