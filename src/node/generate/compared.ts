import { type InventoryFile } from '../../core/modelfolder/inventory';
import { type Listing } from '../../core/generate/update/listed';
import { type Pointer } from '../../core/bom/view/view';
import { ModelError } from '../../core/signing/model/model';
import { FileError } from '../files/errors';
import { type DigestCache, type DigestScope, type KnownDigests } from '../hashing/digest-cache';
import { type Stamp } from '../hashing/messages';
import { byName, hashFiles, jobOf, ownFiles, ownJobs, type Hashed, type HashJob, type Running } from './digests';

/** Bytes that are read unasked, of all files together: less than a second on the disks of today. */
export const MOST_UNASKED_BYTES = 256 * 1024 * 1024;

export interface ComparedFiles extends Running {
  root: string;
  files: readonly InventoryFile[];
  /** What the document says of them. */
  listing: Listing;
  /** Knows what was hashed before, and is told what is hashed. */
  cache?: DigestCache;
}

/** What a document is compared with. */
export interface FileDigests {
  /** SHA-256 in small hex digits, by path: of the folder, and those of the document where nothing says that they are others now. */
  digests: Map<string, string>;
  /** Files that may be others now, and were not read. */
  unread: UnreadFile[];
}

export interface UnreadFile {
  path: string;
  /** Where the document has it. */
  at: Pointer;
}

/**
 * Reads all files.
 * @throws {FileError} {ModelError} as {@link hashFiles}; {CancelledError}
 */
export async function allDigests(compared: ComparedFiles): Promise<FileDigests> {
  const { root, files, cache } = compared;
  const began = new Date();
  const hashed = await hashFiles(ownJobs(root, files), compared);
  if (cache) remember(cache, cache.read(scopeOf(root)), hashed, began, root);
  return { digests: byName(hashed), unread: [] };
}

/**
 * Reads the files that may have changed since the document was made, the smallest first, as long as that takes no time to speak of.
 * What was hashed before is not read again.
 * @throws {CancelledError}
 */
export async function changedDigests(compared: ComparedFiles): Promise<FileDigests> {
  const { root, files, listing, cache } = compared;
  const began = new Date();
  const digests = new Map<string, string>();
  const unread: UnreadFile[] = [];
  const changed: ListedJob[] = [];
  for (const { path } of ownFiles(files)) {
    const listed = listing.file(path);
    // A file that the document does not have differs by its name.
    if (!listed) continue;
    const job = jobIfThere(root, path);
    if (!job) unread.push({ path, at: listed.at });
    else if (mayHaveChanged(job, listing.made)) changed.push({ ...job, at: listed.at });
    else if (listed.sha256 !== undefined) digests.set(path, listed.sha256);
  }
  if (!changed.length) return { digests, unread };
  const known = cache?.read(scopeOf(root)) ?? new Map<Stamp, KnownDigests>();
  const toRead: ListedJob[] = [];
  let bytes = 0;
  for (const job of changed.sort((a, b) => a.size - b.size)) {
    const before = known.get(job.stamp)?.digests[0];
    if (before !== undefined) digests.set(job.name, before);
    else if ((bytes += job.size) <= MOST_UNASKED_BYTES) toRead.push(job);
    else unread.push({ path: job.name, at: job.at });
  }
  if (!toRead.length) {
    if (known.size) cache?.touch(scopeOf(root));
    return { digests, unread };
  }
  try {
    const hashed = await hashFiles(toRead, compared);
    for (const { name, sha256 } of hashed) digests.set(name, sha256);
    if (cache) remember(cache, known, hashed, began, root);
  } catch (error) {
    // Names can be compared all the same; whoever updates is told why a file can't be read.
    if (!(error instanceof ModelError)) throw error;
    unread.push(...toRead.map(({ name, at }) => ({ path: name, at })));
  }
  return { digests, unread };
}

/** A file to hash, with where the document has it. */
interface ListedJob extends HashJob {
  at: Pointer;
}

function jobIfThere(root: string, path: string): HashJob | undefined {
  try {
    return jobOf(root, path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** Documents tell whole seconds: what was written in the second in which one was made may be older, or not. */
function mayHaveChanged({ touched }: HashJob, made: Date | undefined): boolean {
  return made === undefined || touched >= made.getTime();
}

/** The same digests that verification keeps. */
function scopeOf(root: string): DigestScope {
  return { root, hash: 'sha256' };
}

/** Keeps digests besides those that are known; verification drops what no file has any more. */
function remember(
  cache: DigestCache,
  known: ReadonlyMap<Stamp, KnownDigests>,
  hashed: readonly Hashed[],
  since: Date,
  root: string,
): void {
  const added = hashed.map(({ stamp, sha256 }): [Stamp, KnownDigests] => [stamp, { digests: [sha256], since }]);
  cache.write(scopeOf(root), new Map([...known, ...added]));
}
