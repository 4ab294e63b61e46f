import { lstatSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Descriptor } from '../../../core/oci/descriptor';
import { digestAlgorithm, digestHex, isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { readFailure, systemCode } from '../failure';
import { ReadOnlyStore } from './read-only';

/** Folders that are looked through for repositories; those of a repository itself do not count. */
const MAX_FOLDERS = 100_000;

/** A link is a digest. */
const LINK_BYTES = 256;

/**
 * The store of modctl (modctl, pkg/storage/distribution), which is the one of a registry in files: the same that
 * distribution keeps, from which this reads as well.
 */
export class ModctlStore extends ReadOnlyStore {
  /**
   * @param root absolute path of the folder `docker/registry/v2`
   * @param name the store as people are shown it
   */
  constructor(
    private readonly root: string,
    name: string,
  ) {
    super({ blob: (digest) => blobFile(root, digest) }, name, 'modctl');
  }

  async manifests(): Promise<readonly Descriptor[]> {
    const found: Descriptor[] = [];
    for await (const repository of this.repositories()) {
      const folder = path.join(this.root, 'repositories', repository, '_manifests');
      const tagged = new Set<Digest>();
      for (const { name: tag } of entriesOf(path.join(folder, 'tags'))) {
        const digest = linkIn(path.join(folder, 'tags', tag, 'current/link'));
        const manifest = digest && this.known(digest, `${repository}:${tag}`);
        if (!manifest) continue;
        tagged.add(manifest.digest);
        found.push(manifest);
      }
      for (const { name: hex } of entriesOf(path.join(folder, 'revisions/sha256'))) {
        const digest = `sha256:${hex}`;
        const manifest = isDigest(digest) && !tagged.has(digest) ? this.known(digest) : undefined;
        if (manifest) found.push(manifest);
      }
    }
    return found;
  }

  /** A manifest that a repository names; undefined where its blob is gone, or is none. */
  private known(digest: Digest, name?: string): Descriptor | undefined {
    try {
      return this.manifestOf(digest, name);
    } catch (error) {
      if (error instanceof OciError) return undefined;
      throw error;
    }
  }

  /** Repositories with their hosts: every folder that has manifests. */
  private async *repositories(): AsyncGenerator<string> {
    const open = [''];
    let folders = 0;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (++folders > MAX_FOLDERS) return;
      await nextTurn();
      const entries = entriesOf(path.join(this.root, 'repositories', next)).filter((entry) => entry.isDirectory());
      if (entries.some(({ name }) => name === '_manifests')) yield next;
      // Names of repositories do not begin with `_`.
      for (const { name } of entries.filter((entry) => !entry.name.startsWith('_')).reverse())
        open.push(next ? `${next}/${name}` : name);
    }
  }
}

function blobFile(root: string, digest: Digest): string {
  const hex = digestHex(digest);
  return path.join(root, 'blobs', digestAlgorithm(digest), hex.slice(0, 2), hex, 'data');
}

/** The digest in a link; undefined where there is none. */
function linkIn(file: string): Digest | undefined {
  try {
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.size > LINK_BYTES) return undefined;
    const text = readFileSync(file, 'latin1').trim();
    return isDigest(text) ? text : undefined;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined;
    throw readFailure(file, error);
  }
}

/** What is in a folder, in the order of names; nothing where it is missing. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw readFailure(folder, error);
  }
}
