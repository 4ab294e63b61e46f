/** What is read at most, so that a forged file can't exhaust the machine. */
export const LIMITS = {
  bundleBytes: 64 * 1024 * 1024,
  /** Of JSON; a bundle has 7. */
  depth: 64,
  /** Values in the JSON of a bundle. It is read before anything is proved. */
  bundleValues: 100_000,
  /** Values in the JSON of a statement: more than the resources need. */
  statementValues: 8_000_000,
  certificates: 10,
  resources: 500_000,
  nameBytes: 4096,
  /** Of one part of a name, which is what file systems hold. */
  componentBytes: 255,
} as const;
