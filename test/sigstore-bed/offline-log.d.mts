/** A log (Rekor v2) without a network, for bundles that are put together by hand. */
export interface OfflineLog {
  trustedRoot: object;
  /** Logs an entry, whatever is in it, and returns what belongs into the bundle. */
  entry(body: { kind: string; apiVersion: string; spec: object }): object;
}

/** @param validFor when the key of the log is trusted */
export function offlineLog(validFor?: object): OfflineLog;
