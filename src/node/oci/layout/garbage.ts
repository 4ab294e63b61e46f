import { rmSync } from 'node:fs';
import { t } from '../../../core/l10n';
import { isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { readDocument } from '../../../core/oci/manifest';
import { withLock } from '../lock';
import { writeFailure } from '../failure';
import { blobStats, hasBlob, readManifestBlob } from './blobs';
import { readLines, replaceFile } from './files';
import { readLayoutIndex } from './index-file';
import { type LinkedBlobs } from './links';
import { removeParts } from './parts';
import { type LayoutPaths } from './paths';
import { reachable } from './walk';
import { hasWriters } from './writers';

/** What was removed. */
export interface Garbage {
  blobs: number;
  bytes: number;
}

/**
 * Removes blobs that this program has written and nothing in the index leads to, and parts that nobody goes on with. Blobs
 * of other programs stay: what they are for, only those know.
 * @param name the layout, as people are shown it
 * @throws {OciError} `busy` while somebody writes blobs; `malformed` and others when a manifest can't be read: what it
 *   refers to would be lost
 */
export async function collectGarbage(
  paths: LayoutPaths,
  name: string,
  links: LinkedBlobs,
  signal?: AbortSignal,
): Promise<Garbage> {
  return withLock(paths.lock, name, signal, async () => {
    if (hasWriters(paths))
      throw new OciError('busy', t('{0} is being written to; nothing was cleared away. Try again later.', name));
    const used = await usedBlobs(paths, name);
    const made = [...new Set(readLines(paths.made).filter(isDigest))];
    const garbage: Garbage = { blobs: 0, bytes: removeParts(paths.ingest, false) };
    const kept: Digest[] = [];
    for (const digest of made) {
      signal?.throwIfAborted();
      const stats = blobStats(paths, digest);
      if (!stats?.isFile()) continue;
      if (used.has(digest)) kept.push(digest);
      else {
        remove(paths.blob(digest));
        links.forget(digest);
        garbage.blobs++;
        garbage.bytes += Number(stats.size);
      }
    }
    if (kept.length < made.length) replaceFile(paths.made, kept.map((digest) => `${digest}\n`).join(''));
    return garbage;
  });
}

async function usedBlobs(paths: LayoutPaths, name: string): Promise<Set<Digest>> {
  const { entries } = await readLayoutIndex(paths, name);
  const roots = entries.map(({ descriptor }) => descriptor);
  const used = new Set<Digest>();
  // A manifest that is elsewhere may refer to anything, but not to what was written for nobody.
  const read = ({ descriptor }: { descriptor: (typeof roots)[number] }) => {
    if (!hasBlob(paths, descriptor) && !blobStats(paths, descriptor.digest)) return undefined;
    const document = readDocument(readManifestBlob(paths, name, descriptor));
    if (document.subject) used.add(document.subject.digest);
    return document;
  };
  for (const { descriptor } of reachable(roots, read)) used.add(descriptor.digest);
  return used;
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    throw writeFailure(file, error);
  }
}
