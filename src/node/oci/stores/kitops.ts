import path from 'node:path';
import { OCI } from '../../../core/oci/annotations';
import { readDescriptor, type Descriptor } from '../../../core/oci/descriptor';
import { namesIn } from '../layout/files';
import { parseIndex } from '../layout/index-file';
import { LayoutPaths } from '../layout/paths';
import { readSharedJson } from '../layout/shared-json';
import { ReadOnlyStore } from './read-only';

/** The tags of a repository. */
interface Tags {
  descriptors: readonly Descriptor[];
  stamp: string;
}

/**
 * The store of KitOps (kitops, pkg/lib/repo/local): one image layout, and for each repository an index of its manifests and
 * a list of its tags, named by the repository in base64url.
 */
export class KitOpsStore extends ReadOnlyStore {
  /**
   * @param root absolute path of the layout
   * @param name the same as people are shown it
   */
  constructor(
    private readonly root: string,
    name: string,
  ) {
    super(new LayoutPaths(root), name, 'KitOps');
  }

  async manifests(): Promise<readonly Descriptor[]> {
    const files = new Set(namesIn(this.root));
    const found: Descriptor[] = [];
    for (const file of files) {
      const encoded = /^([A-Za-z0-9_=-]+)-index\.json$/.exec(file)?.[1];
      if (encoded === undefined) continue;
      const { entries } = await readSharedJson(path.join(this.root, file), path.join(this.name, file), parseIndex);
      const tagged = files.has(`${encoded}-tags.json`) ? await this.tagged(encoded) : [];
      const digests = new Set(tagged.map(({ digest }) => digest));
      const others = entries.map(({ descriptor }) => descriptor).filter(({ digest }) => !digests.has(digest));
      found.push(...tagged, ...others);
    }
    return found;
  }

  private async tagged(encoded: string): Promise<readonly Descriptor[]> {
    // KitOps puts that before what names no registry, and does not show it.
    const repository = Buffer.from(encoded, 'base64url')
      .toString()
      .replace(/^localhost\//, '');
    const file = `${encoded}-tags.json`;
    const { descriptors } = await readSharedJson(
      path.join(this.root, file),
      path.join(this.name, file),
      (json, stamp): Tags => ({
        descriptors: Object.entries(json).map(([tag, value]) => {
          const descriptor = readDescriptor(value, `"${tag}"`);
          return { ...descriptor, annotations: { ...descriptor.annotations, [OCI.refName]: `${repository}:${tag}` } };
        }),
        stamp,
      }),
    );
    return descriptors;
  }
}
