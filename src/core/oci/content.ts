import { type Descriptor } from './descriptor';

/** Where a store has content, for stores that can take it from there faster than as bytes. */
export type ContentLocation =
  { kind: 'file'; /** Absolute. */ path: string } | { kind: 'repository'; registry: string; repository: string };

export interface RequestOptions {
  signal?: AbortSignal;
}

export interface WriteOptions extends RequestOptions {
  /** Told how many more bytes have been written; negative when some have to be written again. */
  progress?: (bytes: number) => void;
  /** Where the content is besides, to be linked or mounted instead of copied. */
  location?: ContentLocation;
  /** Whether the source knows its content to be what it must be, see {@link ContentSource.isVerified}. */
  isVerified?: () => boolean;
}

/**
 * Opens content at a byte: a transfer that broke off goes on where it was. A piece is good until the next one is asked for.
 */
export type OpenFrom = (from: number) => Promise<AsyncIterable<Uint8Array>>;

/** Blobs that can be read: those of a layout, of a repository, of a model folder. */
export interface ContentSource {
  /** For people: a folder, or registry and repository. */
  readonly name: string;
  exists(descriptor: Descriptor, options?: RequestOptions): Promise<boolean>;
  /**
   * The bytes of a blob, up to its end. They are not verified: whoever takes them does that. A piece is good until the next
   * one is asked for.
   * @throws {OciError} `not-found` and others
   */
  open(descriptor: Descriptor, from?: number, options?: RequestOptions): Promise<AsyncIterable<Uint8Array>>;
  /** Where the blob is besides; absent where a copy of its bytes is the only way. */
  location?(descriptor: Descriptor): ContentLocation | undefined;
  /** Whether a blob was verified when it was written, and has not changed since. Absent where nobody knows. */
  isVerified?(descriptor: Descriptor): boolean;
}

/** Where blobs can be written to. */
export interface ContentTarget {
  readonly name: string;
  exists(descriptor: Descriptor, options?: RequestOptions): Promise<boolean>;
  /**
   * Writes a blob, all or nothing; what an earlier attempt left is used. Done at once where it is there already.
   * @throws {OciError} `digest-mismatch`, `size-mismatch` when the source has other content; and others
   */
  write(descriptor: Descriptor, source: OpenFrom, options?: WriteOptions): Promise<void>;
}

/** Artifacts that can be read by name: a layout, a repository. */
export interface ArtifactSource extends ContentSource {
  /**
   * What a tag or digest stands for: media type, digest and size of the manifest, and the annotations where an index has
   * some.
   * @throws {OciError} `not-found`
   */
  resolve(reference: string, options?: RequestOptions): Promise<Descriptor>;
  /**
   * The bytes of a manifest or index, verified against its digest and size; never more than a manifest may have.
   * @throws {OciError}
   */
  readManifest(descriptor: Descriptor, options?: RequestOptions): Promise<Uint8Array>;
  /** All tags; those that stand for referrers are left out. */
  tags(options?: RequestOptions): Promise<readonly string[]>;
  /** What is attached to a manifest, each with its artifact type and annotations. */
  referrers(subject: Descriptor, artifactType?: string, options?: RequestOptions): Promise<readonly Descriptor[]>;
}

/** Where artifacts can be written to. Blobs come first, then the manifest, then its tag. */
export interface ArtifactTarget extends ContentTarget {
  /** Writes a manifest or index; one with a subject becomes a referrer of it. */
  writeManifest(descriptor: Descriptor, bytes: Uint8Array, options?: RequestOptions): Promise<void>;
  /** Gives a manifest that is there a name. It may have several; the name moves when it stood for another. */
  tag(descriptor: Descriptor, name: string, options?: RequestOptions): Promise<void>;
  /**
   * Keeps blobs from being cleared away before a manifest refers to them: whatever writes an artifact does so in one such
   * action. Absent where nobody clears away at once.
   */
  writing?<T>(action: () => Promise<T>): Promise<T>;
}

export type ArtifactStore = ArtifactSource & ArtifactTarget;
