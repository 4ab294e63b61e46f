/** Signs statements by one method. The key, certificate or identity has been given to it before. */
export interface BundleSigner {
  /** Signs a payload, and returns the text of the signature file. */
  sign(payload: Uint8Array): Promise<string>;
}

/** A key or certificate that can't be used. The message is a sentence. */
export class SigningError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SigningError';
  }
}

/** What signing keyless needs. */
export type ServiceKind = 'identity-provider' | 'certificate-authority' | 'transparency-log' | 'timestamp-authority';

/** A service that is needed to sign did not do its part, or lied. The message is a sentence that names it. */
export class ServiceError extends Error {
  constructor(
    readonly service: ServiceKind,
    message: string,
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}
