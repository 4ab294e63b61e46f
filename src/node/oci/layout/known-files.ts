import { digestHex, sha256Digest, type Digest } from '../../../core/oci/digest';
import { type Stamp } from '../../hashing/messages';
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
 * Digests of model files by their stamps: what is known of a file holds until it changes. Lines are appended as files are
 * hashed, so that what was done before the process was ended counts; a line that is not whole counts as none.
 */
export class KnownFiles {
  private readonly digests = new Map<Stamp, Digest>();
  private lines = 0;

  constructor(private readonly paths: LayoutPaths) {
    for (const line of readLines(paths.known)) {
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
