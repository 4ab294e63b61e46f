/** A manifest of a store, as much of it as a list shows. Plain data: it crosses between bundles. */
export interface ManifestSummary {
  digest: string;
  mediaType: string;
  /** Bytes of the manifest itself. */
  size: number;
  /** All that it is known by in its store, what tells it apart first; none for what is found by its digest only. */
  names: readonly string[];
  /** What it says; absent where it has not been read, or can't be. */
  document?: DocumentSummary;
  /** Why it can't be read. */
  problem?: ManifestProblem;
}

/** What a manifest or index says. */
export interface DocumentSummary {
  artifactType?: string;
  /** Bytes with all that belongs to it. */
  totalBytes: number;
  /** As it is written: RFC 3339 where whoever wrote it kept to the specification. */
  created?: string;
  /** The digest of what it is attached to. */
  subject?: string;
  /** How many layers it has; of an index, how many manifests. */
  parts: number;
  isIndex: boolean;
  /** Whether a signature of the model is among its layers. */
  hasSignature: boolean;
}

/**
 * - `missing`: the store names it, and does not have it
 * - `damaged`: it is not what its digest promises, or makes no sense
 * - `unreadable`: the file system, or a registry, does not give it
 */
export interface ManifestProblem {
  kind: 'missing' | 'damaged' | 'unreadable';
  /** One sentence: what was found, and where. */
  message: string;
}

/** A store as it was at one moment. */
export interface BrowsedStore {
  /** Whose store it is, where it is another program's: it is read, and never written. */
  program?: StoreProgram;
  manifests: readonly ManifestSummary[];
  /** Whether manifests were read; otherwise their names are all that is known. */
  isRead: boolean;
}

/** Programs whose stores are read. */
export type StoreProgram = 'KitOps' | 'modctl';
