import { lstatSync } from 'node:fs';
import { digestAlgorithm, digestHex, sha256Digest, type Digest } from '../../../core/oci/digest';
import { stampOf } from '../../hashing/hash-file';
import { type Stamp } from '../../hashing/messages';
import { blobStats } from './blobs';
import { appendLines, readLines, replaceFile } from './files';
import { type LayoutPaths } from './paths';

/**
 * A file system may count time in steps of two seconds, as FAT does. A file that was written within them could be written
 * again without looking different.
 */
const STEP_NS = 2_000_000_000n;

/** Every file state is a line; this many are read in a moment. */
const MAX_LINES = 100_000;

const LINE = /^(\d+:\d+:\d+:\d+:\d+) ([0-9a-f]{64})$/;

/**
 * Digests of model files and of blobs by their stamps: what is known of a file holds until it changes. Lines are appended as
 * files are hashed, so that what was done before the process was ended counts; a line that is not whole counts as none.
 */
export class KnownFiles {
  private digests = new Map<Stamp, Digest>();
  private lines = 0;
  private readAt = '';

  constructor(private readonly paths: LayoutPaths) {}

  /** Learns what is known by now, from others too. */
  read(): void {
    const stats = lstatSync(this.paths.known, { bigint: true, throwIfNoEntry: false });
    const readAt = stats ? stampOf(stats) : '';
    if (readAt === this.readAt) return;
    this.readAt = readAt;
    this.lines = 0;
    this.digests = new Map();
    for (const line of readLines(this.paths.known)) {
      const [, stamp, hex] = LINE.exec(line) ?? [];
      this.lines++;
      if (stamp !== undefined) this.digests.set(stamp, sha256Digest(hex!));
    }
  }

  digestOf(stamp: Stamp): Digest | undefined {
    return this.digests.get(stamp);
  }

  /** Remembers digests of files that are settled. */
  add(files: readonly { stamp: Stamp; digest: Digest }[]): void {
    for (const { stamp, digest } of files) this.digests.set(stamp, digest);
    this.lines += files.length;
    appendLines(this.paths.known, files.map(lineOf));
  }

  /** Remembers a blob that has just been placed: verified, and nobody is to write to it. */
  addBlob(digest: Digest): void {
    const stats = blobStats(this.paths, digest);
    if (stats && digestAlgorithm(digest) === 'sha256') this.add([{ stamp: stampOf(stats), digest }]);
  }

  /** Whether a blob is known to be what its digest says, by what was known at the last {@link read}. */
  isVerified(digest: Digest): boolean {
    const stats = blobStats(this.paths, digest);
    return stats !== undefined && stats.isFile() && this.digests.get(stampOf(stats)) === digest;
  }

  /** Forgets the oldest when they are very many. */
  tidy(): void {
    if (this.lines <= MAX_LINES) return;
    const newest = Array.from(this.digests, ([stamp, digest]) => ({ stamp, digest })).slice(-MAX_LINES / 2);
    replaceFile(this.paths.known, `${newest.map(lineOf).join('\n')}\n`);
  }
}

function lineOf({ stamp, digest }: { stamp: Stamp; digest: Digest }): string {
  return `${stamp} ${digestHex(digest)}`;
}

/**
 * Whether a file had been left alone long enough when it was opened for its digest to hold as long as its stamp.
 * @param began a time before it was opened, in milliseconds since 1970
 */
export function isSettled(stamp: Stamp, began: number): boolean {
  const [modified, changed] = stamp.split(':').slice(3).map(BigInt) as [bigint, bigint];
  const opened = BigInt(began) * 1_000_000n;
  return modified + STEP_NS < opened && changed + STEP_NS < opened;
}
