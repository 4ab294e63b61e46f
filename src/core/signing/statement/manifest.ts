/** Hash algorithms of OMS, and how many bytes each digest has. */
export const HASHES = { sha256: 32, blake2b: 64, blake3: 32 } as const;

export type HashAlgorithm = keyof typeof HASHES;

/** How a model is turned into digests, as the statement records it. */
export interface Serialization {
  /** Whole files, or pieces of equal size. */
  method: 'files' | 'shards';
  hash: HashAlgorithm;
  /** Bytes; only with shards. */
  shardSize?: number;
  allowSymlinks: boolean;
  /** Paths that were left out, relative to the model; a folder stands for all that is in it. */
  ignorePaths: readonly string[];
}

/** A file that was signed: its digests in hexadecimal, one for the whole or one a shard. */
export interface SignedFile {
  /** Relative to the model, with `/`; {@link SINGLE_FILE} for a model that is one file. */
  name: string;
  digests: readonly string[];
  /** Where the last shard ends; only with shards. */
  size?: number;
}

/** What a statement says about a model. */
export interface Manifest {
  /** What the signer called the model; informs, and means nothing else. */
  model: string;
  serialization: Serialization;
  /** Each file once, in the order of the statement. */
  files: ReadonlyMap<string, SignedFile>;
}

/** The name of the file of a model that is one file. The specification wants the file's own name; model_signing, this. */
export const SINGLE_FILE = '.';

/** What git keeps in a model folder; left out unless the user wants it signed. Only directly in the model. */
export const GIT_PATHS = ['.git', '.gitattributes', '.github', '.gitignore'] as const;

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://model_signing/signature/v1.0';
export const LEGACY_PREDICATE_TYPE = 'https://model_signing/Digests/v0.1';

/** A statement that must not be believed though its signature holds. */
export class StatementError extends Error {
  constructor(
    /** Which check it fails. */
    readonly check: 'statement' | 'serialization' | 'resources' | 'root-digest',
    message: string,
  ) {
    super(message);
    this.name = 'StatementError';
  }
}
