import { rmSync, statSync } from 'node:fs';
import { type ContentSource } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { digestHex, sha256Digest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { hashInWorkers, taskOf } from '../../hashing/pool';
import { digestMismatch } from '../layout/blobs';
import { fill, requireSpace, RESUME_BYTES } from '../layout/ingest';
import { claimPart, type Part } from '../layout/parts';
import { readingFailure } from '../layout/store-files';

/** More streams gain little, and registries begin to refuse. */
const CONCURRENCY = 4;

export interface StageOptions {
  /** Told of bytes and files since it was last called. */
  progress?: (bytes: number, files: number) => void;
  signal?: AbortSignal | undefined;
}

/** Content on its way into a folder, each blob once. */
export class StagedContent {
  private readonly parts = new Map<Digest, { part: Part; descriptor: Descriptor }>();

  /** @param folder absolute path of the staging folder */
  constructor(
    private readonly folder: string,
    private readonly source: ContentSource,
    private readonly options: StageOptions,
  ) {}

  /**
   * Brings content and verifies it; what an earlier attempt left is gone on with.
   * @throws {OciError} `digest-mismatch` and others; what the source throws
   */
  async bring(descriptors: readonly Descriptor[]): Promise<void> {
    const local: { descriptor: Descriptor; path: string }[] = [];
    const remote: Descriptor[] = [];
    for (const descriptor of new Map(descriptors.map((each) => [each.digest, each])).values()) {
      const { digest, size } = descriptor;
      this.parts.set(digest, { part: claimPart(this.folder, digestHex(digest), size >= RESUME_BYTES), descriptor });
      const location = digest.startsWith('sha256:') ? this.source.location?.(descriptor) : undefined;
      if (location?.kind === 'file') local.push({ descriptor, path: location.path });
      else remote.push(descriptor);
    }
    await this.copy(local);
    await this.fetch(remote);
  }

  /** Where content is that was brought: absolute path. */
  at(digest: Digest): string {
    return this.parts.get(digest)!.part.path;
  }

  /** To be called when all is over: what did not come to its place is kept for another time, where that is worth it. */
  end(): void {
    for (const { part, descriptor } of this.parts.values()) {
      if (descriptor.size < RESUME_BYTES) rmSync(part.path, { force: true });
      part.end();
    }
  }

  /** Clones or copies files, hashing them in the same pass. */
  private async copy(files: readonly { descriptor: Descriptor; path: string }[]): Promise<void> {
    const { progress, signal } = this.options;
    const jobs = files.map(({ descriptor: { digest, size }, path }) => ({
      name: path,
      path,
      size,
      copyTo: this.at(digest),
    }));
    await hashInWorkers(
      jobs,
      {
        hash: 'sha256',
        taskOf,
        signal,
        ...(progress && { done: progress }),
        hashed: (hashed) => {
          for (const { job, digests } of hashed) this.requireRight(files[job]!.descriptor, digests[0]!);
        },
      },
      readingFailure,
    );
  }

  private requireRight({ digest }: Descriptor, found: string): void {
    if (found === digestHex(digest)) return;
    rmSync(this.at(digest), { force: true });
    throw digestMismatch(digest, sha256Digest(found), this.source.name);
  }

  /** Several at a time; the first failure ends all. */
  private async fetch(descriptors: readonly Descriptor[]): Promise<void> {
    const { progress, signal } = this.options;
    requireSpace(
      this.folder,
      descriptors.reduce((sum, { digest, size }) => sum + size - statSync(this.at(digest)).size, 0),
    );
    const failed = new AbortController();
    const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
    const open = [...descriptors].sort((a, b) => b.size - a.size).values();
    const work = async () => {
      try {
        for (const descriptor of open) {
          stop.throwIfAborted();
          await this.fetchOne(descriptor, stop, progress);
        }
      } catch (error) {
        failed.abort(error);
      }
    };
    // All have to be at rest before anybody is told; of the others it is known that they were stopped.
    await Promise.all(Array.from({ length: Math.min(CONCURRENCY, descriptors.length) }, work));
    failed.signal.throwIfAborted();
  }

  private async fetchOne(
    descriptor: Descriptor,
    signal: AbortSignal,
    progress: StageOptions['progress'],
  ): Promise<void> {
    const source = (from: number) => this.source.open(descriptor, from, { signal });
    const file = this.at(descriptor.digest);
    try {
      const ingested = { descriptor, source, from: this.source.name };
      await fill(file, ingested, { signal, ...(progress && { progress: (bytes: number) => progress(bytes, 0) }) });
      progress?.(0, 1);
    } catch (error) {
      if (error instanceof OciError && ['digest-mismatch', 'size-mismatch'].includes(error.code))
        rmSync(file, { force: true });
      throw error;
    }
  }
}
