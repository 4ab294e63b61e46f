import { setImmediate as nextTurn } from 'node:timers/promises';
import { isAttachmentName } from '../../../core/oci/browse/attachment';
import { type Descriptor } from '../../../core/oci/descriptor';
import { type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { readDocument, readIndex } from '../../../core/oci/manifest';
import { isIndexType, isManifestType } from '../../../core/oci/media-types';
import { nameOf } from './tags';

/** The tag of an index of referrers where nothing else tells them (distribution-spec, "Referrers Tag Schema"). */
export function referrersTag(digest: Digest): string {
  return digest.replace(':', '-');
}

/** Whether a tag stands for referrers, or for what cosign attaches in the same manner. */
export const isReferrersTag = isAttachmentName;

/** How many manifests are read in one go, before others get their turn. */
const TURN = 64;

/** Finds what is attached to manifests by reading every manifest of a store, each once. */
export class Referrers {
  /** By the digest of a manifest: what it is attached to. */
  private readonly subjects = new Map<Digest, Digest | undefined>();

  /** @param readManifest reads the verified bytes of a manifest */
  constructor(private readonly readManifest: (descriptor: Descriptor) => Promise<Uint8Array>) {}

  async of(
    subject: Digest,
    manifests: readonly Descriptor[],
    artifactType: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Descriptor[]> {
    const found = new Map<Digest, Descriptor>();
    const candidates = [...manifests, ...(await this.tagged(subject, manifests))];
    for (const [at, { mediaType, digest, size }] of candidates.entries()) {
      if (at % TURN === 0) await nextTurn();
      signal?.throwIfAborted();
      if (!isManifestType(mediaType) && !isIndexType(mediaType)) continue;
      const descriptor = { mediaType, digest, size };
      if ((await this.subjectOf(descriptor)) === subject) found.set(digest, await this.describe(descriptor));
    }
    return [...found.values()].filter((each) => artifactType === undefined || each.artifactType === artifactType);
  }

  /** What an index says that the client of a registry wrote who knew no better way. */
  private async tagged(subject: Digest, manifests: readonly Descriptor[]): Promise<readonly Descriptor[]> {
    const tag = referrersTag(subject);
    const index = manifests.find((each) => nameOf(each) === tag);
    if (!index) return [];
    return (await orUndefined(async () => readIndex(await this.readManifest(index)).manifests)) ?? [];
  }

  /** What a manifest is attached to; one that can't be read is attached to nothing here. */
  private async subjectOf(descriptor: Descriptor): Promise<Digest | undefined> {
    if (this.subjects.has(descriptor.digest)) return this.subjects.get(descriptor.digest);
    const document = await orUndefined(async () => readDocument(await this.readManifest(descriptor)));
    // It may come yet, or be whole some day.
    if (document) this.subjects.set(descriptor.digest, document.subject?.digest);
    return document?.subject?.digest;
  }

  /** A manifest as an index of referrers has it (distribution-spec, "Listing Referrers"). */
  private async describe(descriptor: Descriptor): Promise<Descriptor> {
    const document = readDocument(await this.readManifest(descriptor));
    const artifactType = document.artifactType ?? ('config' in document ? document.config.mediaType : undefined);
    const { annotations } = document;
    return {
      ...descriptor,
      ...(artifactType !== undefined && { artifactType }),
      ...(annotations && { annotations }),
    };
  }
}

async function orUndefined<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof OciError) return undefined;
    throw error;
  }
}
