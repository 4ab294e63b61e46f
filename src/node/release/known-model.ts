import path from 'node:path';
import { digestHex } from '../../core/oci/digest';
import { type HashJob, type HashOptions } from '../../core/signing/model/model';
import { PackedFolder } from '../oci/pack/model-files';
import { type Work } from './work';

/** The model of a release. Files that were read for it and are unchanged since then are not read again. */
export class KnownModel extends PackedFolder {
  constructor(private readonly work: Work) {
    super(work.root);
  }

  override async hash(jobs: readonly HashJob[], options: HashOptions): Promise<Map<string, readonly string[]>> {
    const isKnown = options.hash === 'sha256' && !options.shardSize;
    const digests = new Map<string, readonly string[]>();
    const open = jobs.filter(({ name, target }) => {
      const digest = isKnown ? this.work.digestOf(path.join(this.root, ...target.split('/'))) : undefined;
      if (digest) digests.set(name, [digestHex(digest)]);
      return !digest;
    });
    const hashed = open.length ? await super.hash(open, options) : new Map<string, readonly string[]>();
    return new Map(jobs.map(({ name }) => [name, digests.get(name) ?? hashed.get(name)!]));
  }
}
