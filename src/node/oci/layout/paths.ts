import path from 'node:path';
import { digestAlgorithm, digestHex, type Digest } from '../../../core/oci/digest';

/** The file that makes a folder an image layout (image-spec, image-layout.md), and the only version of it. */
export const LAYOUT_FILE = 'oci-layout';
export const LAYOUT_VERSION = '1.0.0';

export const INDEX_FILE = 'index.json';
export const BLOBS = 'blobs';

/** Where blobs are while they are written; other tools have theirs in it too (oras-go, KitOps). */
export const INGEST = 'ingest';

/** What only this program reads and writes. Other tools leave alone what they do not know. */
export const OWN = '.mof';

/** Absolute paths inside of a layout. */
export class LayoutPaths {
  readonly index: string;
  readonly layout: string;
  readonly ingest: string;
  readonly own: string;
  /** Held by whoever changes the index. */
  readonly lock: string;
  /** A file for each process whose blobs may not be in the index yet. */
  readonly writers: string;
  /** Digests of the blobs that this program has written, one a line. */
  readonly made: string;
  /** Model files whose digests are known, one a line. */
  readonly known: string;
  /** Blobs that are hard links of model files, one a line. */
  readonly links: string;

  /** @param root absolute, without links */
  constructor(readonly root: string) {
    this.index = path.join(root, INDEX_FILE);
    this.layout = path.join(root, LAYOUT_FILE);
    this.ingest = path.join(root, INGEST);
    this.own = path.join(root, OWN);
    this.lock = path.join(this.own, 'lock');
    this.writers = path.join(this.own, 'writers');
    this.made = path.join(this.own, 'made');
    this.known = path.join(this.own, 'known');
    this.links = path.join(this.own, 'links');
  }

  blob(digest: Digest): string {
    return path.join(this.blobFolder(digest), digestHex(digest));
  }

  blobFolder(digest: Digest): string {
    return path.join(this.root, BLOBS, digestAlgorithm(digest));
  }
}
