/**
 * What tells a registry who asks.
 * - `password`: a name with a password or access token
 * - `identity`: an identity token, for which the server of tokens gives others (OAuth 2 refresh token)
 * - `registry`: a token that is sent to the registry as it is
 */
export type Credential =
  | { kind: 'password'; username: string; password: string; from: string }
  | { kind: 'identity'; token: string; from: string }
  | { kind: 'registry'; token: string; from: string };

/** Where credentials are kept: files of other programs, their helpers, an editor's secret storage, or the user's memory. */
export interface CredentialSource {
  /**
   * The credential for a registry, and for nothing else: hosts are compared to the letter, with their ports.
   * @param registry as references name it: `ghcr.io`, `localhost:5000`
   * @param repository for sources that keep credentials of parts of a registry
   * @returns undefined where there is none
   * @throws {CredentialError} when there may be one that cannot be got at
   */
  find(registry: string, repository: string): Promise<Credential | undefined>;
}

/** A credential that cannot be got at. The message says where it should be, and never what it is. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

/** The first that is found in several places. A place that fails is told of only when no other one has any. */
export function firstOf(sources: readonly CredentialSource[]): CredentialSource {
  return {
    async find(registry, repository) {
      let failure: CredentialError | undefined;
      for (const source of sources) {
        try {
          const found = await source.find(registry, repository);
          if (found) return found;
        } catch (error) {
          if (!(error instanceof CredentialError)) throw error;
          failure ??= error;
        }
      }
      if (failure) throw failure;
      return undefined;
    },
  };
}

/** One credential for one registry, as the user gives it for one command. */
export function credentialFor(registry: string, credential: Credential): CredentialSource {
  return { find: async (other) => (other === registry ? credential : undefined) };
}
