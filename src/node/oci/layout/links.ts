import { createHash } from 'node:crypto';
import { lstatSync, type BigIntStats } from 'node:fs';
import { open } from 'node:fs/promises';
import { t } from '../../../core/l10n';
import { digestAlgorithm, digestHex, isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { blobStats, readFrom } from './blobs';
import { appendLines, readLines } from './files';
import { type LayoutPaths } from './paths';

/** No state of a file is written like these. */
const ANNOUNCED = 'announced';
const FORGOTTEN = 'forgotten';

/**
 * Blobs that are hard links of model files. Whoever writes to such a file in place writes to the blob. So the state of each
 * is remembered, with its rights and the number of its links, and one that is not what it was is read again before it
 * counts.
 */
export class LinkedBlobs {
  private states = new Map<Digest, string>();
  private readAt = '';

  constructor(
    private readonly paths: LayoutPaths,
    private readonly name: string,
  ) {}

  /** Says that a blob is about to be linked, so that it is looked at if nothing more is said. */
  announce(digest: Digest): void {
    this.write(digest, ANNOUNCED);
  }

  /** Remembers a blob that has just been linked. */
  add(digest: Digest): void {
    this.write(digest, stateOf(blobStats(this.paths, digest)!));
  }

  /** Says that a blob is no link any more. */
  forget(digest: Digest): void {
    if (this.isLinked(digest)) this.write(digest, FORGOTTEN);
  }

  /**
   * Makes sure that a blob is what it was when it was linked; blobs that are no links are.
   * @throws {OciError} `changed`
   */
  async requireUnchanged(digest: Digest, signal?: AbortSignal): Promise<void> {
    this.read();
    if (this.isAsLinked(digest)) return;
    const before = blobStats(this.paths, digest);
    if (!before) return;
    const found = await this.hash(digest, signal);
    const after = blobStats(this.paths, digest);
    if (found !== digestHex(digest) || !after || stateOf(before) !== stateOf(after)) throw this.changed(digest);
    this.add(digest);
  }

  /** Whether nothing speaks against a blob, without reading it, by what was known at the last {@link read}. */
  isAsLinked(digest: Digest): boolean {
    const state = this.states.get(digest);
    if (state === undefined) return true;
    const stats = blobStats(this.paths, digest);
    return !stats || state === stateOf(stats);
  }

  private isLinked(digest: Digest): boolean {
    this.read();
    return this.states.has(digest);
  }

  private write(digest: Digest, state: string): void {
    appendLines(this.paths.links, [`${digest} ${state}`]);
  }

  /** Learns what has been linked, by others too. */
  read(): void {
    const stats = lstatSync(this.paths.links, { bigint: true, throwIfNoEntry: false });
    const readAt = stats ? stateOf(stats) : '';
    if (readAt === this.readAt) return;
    this.readAt = readAt;
    this.states = new Map();
    for (const line of readLines(this.paths.links)) {
      const [digest, state] = line.split(' ');
      if (!isDigest(digest) || state === undefined) continue;
      if (state === FORGOTTEN) this.states.delete(digest);
      else this.states.set(digest, state);
    }
  }

  private async hash(digest: Digest, signal: AbortSignal | undefined): Promise<string> {
    const hash = createHash(digestAlgorithm(digest));
    for await (const chunk of readFrom(await open(this.paths.blob(digest), 'r'), 0, signal)) hash.update(chunk);
    return hash.digest('hex');
  }

  private changed(digest: Digest): OciError {
    return new OciError(
      'changed',
      t(
        'The blob {0} in {1} is a link of a model file, and somebody wrote to that file: it is lost here. Package the model again; copies, not links, keep what was packaged.',
        digest,
        this.name,
      ),
    );
  }
}

function stateOf({ dev, ino, size, mtimeNs, ctimeNs, mode, nlink }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs, mode, nlink].join(':');
}
