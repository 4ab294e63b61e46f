/** Why a refresh failed. */
export type RefreshFailure =
  'unreachable' | 'slow' | 'refused' | 'expired' | 'rollback' | 'forged' | 'malformed' | 'disk';

/** The trusted root could not be refreshed. The message is a sentence. */
export class TrustRefreshError extends Error {
  constructor(
    readonly failure: RefreshFailure,
    message: string,
  ) {
    super(message);
    this.name = 'TrustRefreshError';
  }
}
