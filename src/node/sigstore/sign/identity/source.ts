/** A way to prove who one is. */
export interface IdentitySource {
  /**
   * Gets an identity token. It is a secret.
   * @throws {ServiceError} when the identity provider does not do its part, or somebody refuses to sign in
   * @throws {SigningError} when there is no token to be had
   * @throws {CancelledError}
   */
  token(signal?: AbortSignal): Promise<string>;
}

/** Whom an identity provider knows this program as. */
export interface OAuthClient {
  id: string;
  secret?: string;
}
