/** What is extracted at most: an archive may have been made to fill the disk. */
export const LIMITS = {
  /** Files and folders of an artifact. */
  entries: 500_000,
  /** Folders in folders. */
  depth: 64,
  /** Archives up to this size, in bytes, may be compressed as they like. */
  unsuspicious: 256 * 1024 * 1024,
  /** Larger ones may be this many times as long as their compressed form. Weights shrink by less than 2, text by some 10. */
  ratio: 200,
} as const;
