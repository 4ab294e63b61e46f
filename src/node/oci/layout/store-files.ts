import { createHash } from 'node:crypto';
import { linkSync, lstatSync, rmSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { sha256Digest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { stampOf } from '../../hashing/hash-file';
import { type FailureReason, type HashedFile, type Stamp } from '../../hashing/messages';
import { hashInWorkers, taskOf, type PoolJob } from '../../hashing/pool';
import { readFailure, systemCode, writeFailure } from '../failure';
import { blobStats, digestMismatch, hasBlob } from './blobs';
import { namesIn, syncFolder } from './files';
import { isSettled, KnownFiles } from './known-files';
import { type LinkedBlobs } from './links';
import { claimPart, type Part } from './parts';
import { type LayoutPaths } from './paths';
import { placeBlob, prepareFolders, recordMade } from './place';

/** A file that is to become a blob. */
export interface FileToStore {
  /** For messages. */
  name: string;
  /** Absolute path without links. */
  path: string;
  /** Bytes. */
  size: number;
  /** What it must hold, where that is known. */
  expected?: Digest;
}

/** How a file became a blob: it was one already; it shares blocks, or all, with the blob; or its bytes were copied. */
export type StoredBy = 'present' | 'clone' | 'link' | 'bytes';

export interface StoredFile {
  digest: Digest;
  size: number;
  by: StoredBy;
  /** The state of the file that this is true of. */
  stamp: Stamp;
}

export interface StoreOptions {
  /** Makes blobs hard links of the files, where the system can: then whoever writes to the file writes to the blob. */
  link?: boolean;
  /** Called before the first file is read, unless all are known; what it throws ends all. */
  starting?: () => void;
  /** Told of bytes and files since it was last called; less than nothing when some are to be read again. */
  progress?: (bytes: number, files: number) => void;
  signal?: AbortSignal | undefined;
}

/** Smaller files are sooner copied again than gone on with. */
const RESUME_BYTES = 8 * 1024 * 1024;

/**
 * Makes files blobs. Each is read once, for its digest and the copy; those that are known not to have changed are not read.
 * @param name the layout, as people are shown it
 * @returns in the order of the files
 * @throws {OciError} `changed` and others when a file can't be read; `no-space` and others; `digest-mismatch`
 * @throws {CancelledError}
 */
export async function storeFiles(
  paths: LayoutPaths,
  name: string,
  links: LinkedBlobs,
  files: readonly FileToStore[],
  options: StoreOptions,
): Promise<StoredFile[]> {
  const run = new StoreRun(paths, name, links, files, options);
  return run.all();
}

/** Of SHA-256: all that is written here. */
const ANY = sha256Digest('');

class StoreRun {
  private readonly known: KnownFiles;
  /** When the files of the present round were handed out, in milliseconds since 1970. */
  private began = 0;
  private readonly stored: (StoredFile | undefined)[];

  constructor(
    private readonly paths: LayoutPaths,
    private readonly name: string,
    private readonly links: LinkedBlobs,
    private readonly files: readonly FileToStore[],
    private readonly options: StoreOptions,
  ) {
    prepareFolders(paths, ANY);
    links.read();
    this.known = new KnownFiles(paths);
    this.known.read();
    this.stored = files.map(() => undefined);
  }

  async all(): Promise<StoredFile[]> {
    this.takeKnown();
    if (this.open().length) this.options.starting?.();
    if (this.options.link) await this.read(this.open(), (at, file) => this.link(at, file));
    // A blob of its size may be the file's own: to find that out is cheaper than to write it in vain.
    const sizes = this.open().length ? this.sizesOfBlobs() : new Set();
    await this.read(
      this.open().filter((at) => sizes.has(this.files[at]!.size)),
      (at, file) => this.takePresent(at, file),
    );
    await this.copy(this.open());
    if (this.stored.some((each) => each!.by !== 'present')) syncFolder(this.paths.blobFolder(ANY));
    this.known.tidy();
    return this.stored as StoredFile[];
  }

  /** Numbers of the files that are no blobs yet. */
  private open(): number[] {
    return this.files.flatMap((_file, at) => (this.stored[at] ? [] : [at]));
  }

  private takeKnown(): void {
    for (const [at, { path: file, name }] of this.files.entries()) {
      const stamp = stampOf(this.reading(name, () => lstatSync(file, { bigint: true })));
      const digest = this.known.digestOf(stamp);
      if (digest && this.take(at, digest, stamp)) this.options.progress?.(sizeIn(stamp), 1);
    }
  }

  /** Takes a blob that is there for a file; false when there is none, or it may not be what it was. */
  private take(at: number, digest: Digest, stamp: Stamp): boolean {
    const { expected, name } = this.files[at]!;
    const size = sizeIn(stamp);
    if (expected !== undefined && digest !== expected) throw digestMismatch(expected, digest, name);
    if (!hasBlob(this.paths, { digest, size }) || !this.links.isAsLinked(digest)) return false;
    this.stored[at] = { digest, size, by: 'present', stamp };
    return true;
  }

  private takePresent(at: number, { digests, stamp }: HashedFile): boolean {
    return this.take(at, sha256Digest(digests[0]!), stamp);
  }

  /** Makes a file that has been hashed a blob by linking it; false where that can't be. */
  private link(at: number, hashed: HashedFile): boolean {
    if (this.takePresent(at, hashed)) return true;
    const { path: file, name } = this.files[at]!;
    const digest = sha256Digest(hashed.digests[0]!);
    const blob = this.paths.blob(digest);
    if (blobStats(this.paths, digest)) return false;
    recordMade(this.paths, digest);
    this.links.announce(digest);
    try {
      linkSync(file, blob);
    } catch (error) {
      if (['EXDEV', 'EPERM', 'EACCES', 'EMLINK', 'ENOTSUP', 'ENOSYS', 'EEXIST'].includes(systemCode(error) ?? ''))
        return false;
      throw writeFailure(blob, error);
    }
    const stamp = stampOf(blobStats(this.paths, digest)!);
    // Linking itself counts as a change of the file's entry, so that time alone is another.
    if (withoutChangeTime(stamp) !== withoutChangeTime(hashed.stamp)) {
      rmSync(blob, { force: true });
      throw changed(name);
    }
    this.links.add(digest);
    if (isSettled(hashed.stamp, this.began)) this.known.add([{ stamp, digest }]);
    this.stored[at] = { digest, size: sizeIn(stamp), by: 'link', stamp };
    return true;
  }

  /**
   * Hashes files without writing anything.
   * @param take told of each; returns whether it is a blob now
   */
  private async read(numbers: readonly number[], take: (at: number, file: HashedFile) => boolean): Promise<void> {
    const jobs = numbers.map((at) => this.files[at]!);
    await this.hash(jobs, (job, hashed) => {
      const at = numbers[job]!;
      if (!take(at, hashed)) this.options.progress?.(-sizeIn(hashed.stamp), -1);
      else if (this.stored[at]!.by === 'present') this.remember(hashed);
    });
  }

  private async copy(numbers: readonly number[]): Promise<void> {
    const parts = new Map<number, Part>();
    let failure: unknown;
    try {
      for (const at of numbers) parts.set(at, this.part(at));
      const jobs = numbers.map((at) => ({ ...this.files[at]!, copyTo: parts.get(at)!.path }));
      await this.hash(jobs, (job, hashed) => {
        const at = numbers[job]!;
        this.place(at, parts.get(at)!, hashed);
        parts.delete(at);
      });
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // A full disk must not stay full of what nobody can use.
      const isFull = failure instanceof OciError && failure.code === 'no-space';
      for (const [at, part] of parts) {
        if (isFull || this.files[at]!.size < RESUME_BYTES) rmSync(part.path, { force: true });
        part.end();
      }
    }
  }

  /** A part for a file in its present state: what was written of another state is of no use. */
  private part(at: number): Part {
    const { path: file, name, size } = this.files[at]!;
    const stamp = stampOf(this.reading(name, () => lstatSync(file, { bigint: true })));
    return claimPart(this.paths.ingest, createHash('sha256').update(stamp).digest('hex'), size >= RESUME_BYTES);
  }

  private place(at: number, part: Part, hashed: HashedFile): void {
    const digest = sha256Digest(hashed.digests[0]!);
    const size = sizeIn(hashed.stamp);
    const { expected, name } = this.files[at]!;
    if (expected !== undefined && digest !== expected) {
      rmSync(part.path, { force: true });
      throw digestMismatch(expected, digest, name);
    }
    if (!this.links.isAsLinked(digest)) {
      rmSync(this.paths.blob(digest), { force: true });
      this.links.forget(digest);
    }
    if (placeBlob(this.paths, this.name, part.path, { digest, size })) this.known.addBlob(digest);
    part.end();
    this.remember(hashed);
    this.stored[at] = { digest, size, by: hashed.copied!, stamp: hashed.stamp };
  }

  private remember({ digests, stamp }: HashedFile): void {
    if (isSettled(stamp, this.began)) this.known.add([{ stamp, digest: sha256Digest(digests[0]!) }]);
  }

  private async hash(jobs: readonly PoolJob[], hashed: (job: number, file: HashedFile) => void): Promise<void> {
    const { progress, signal } = this.options;
    this.began = Date.now();
    await hashInWorkers(
      jobs,
      {
        hash: 'sha256',
        taskOf,
        signal,
        ...(progress && { done: progress }),
        hashed: (files) => {
          for (const file of files) hashed(file.job, file);
        },
      },
      readingFailure,
    );
  }

  private sizesOfBlobs(): Set<number> {
    const folder = this.paths.blobFolder(ANY);
    const names = namesIn(folder);
    return new Set(
      names.map((name) => lstatSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0).filter(Boolean),
    );
  }

  private reading<T>(shown: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw readFailure(shown, error);
    }
  }
}

/** What a worker said of a file, for people. */
export function readingFailure(name: string, reason: FailureReason, code: string | undefined): Error {
  const said = Object.assign(new Error(code), { code: code ?? 'EIO' });
  if (reason === 'system') return readFailure(name, said) as Error;
  if (reason === 'copy') return writeFailure(t('The copy of {0}', name), said) as Error;
  return changed(name);
}

function changed(name: string): OciError {
  return new OciError('changed', t('{0} changed while it was read; try again when nobody writes to it.', name));
}

function sizeIn(stamp: Stamp): number {
  return Number(stamp.split(':')[2]);
}

/** A stamp without the time when the file's entry was changed. */
function withoutChangeTime(stamp: Stamp): string {
  return stamp.slice(0, stamp.lastIndexOf(':'));
}
