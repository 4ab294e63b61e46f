import { t } from '../../../core/l10n';
import { type RequestOptions } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { digestAlgorithm, digestHex, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { MANIFEST_BYTES, readIndex, writeIndex, type Index } from '../../../core/oci/manifest';
import { INDEX_TYPE } from '../../../core/oci/media-types';
import { digestOf } from '../../../core/oci/digest';
import { nodeCryptography } from '../../cryptography';
import { bodyBytes, contentType, header, Refusal } from './answer';
import { type RegistryClient } from './client';
import { type Manifests, type StoredManifest } from './manifests';
import { eachPage } from './paging';
import { repositoryScope } from './scope';

/** Of one manifest. */
const MAX_REFERRERS = 100_000;

/** How often the list in a tag is written again when somebody else has written it meanwhile. */
const MAX_WRITES = 5;

/** The tag in which clients list what is attached to a manifest (distribution-spec, "Referrers Tag Schema"). */
export function referrersTag(subject: Digest): string {
  return `${digestAlgorithm(subject)}-${digestHex(subject).slice(0, 64)}`;
}

/** What is attached to the manifests of one repository: told by the registry where it can, else kept in tags. */
export class Referrers {
  constructor(
    private readonly client: RegistryClient,
    private readonly repository: string,
    private readonly manifests: Manifests,
  ) {}

  /** @throws {OciError} */
  async list(
    subject: Descriptor,
    artifactType: string | undefined,
    options: RequestOptions,
  ): Promise<readonly Descriptor[]> {
    const all = (await this.listByRegistry(subject, artifactType, options)) ?? (await this.listInTag(subject, options));
    // Registries need not filter.
    return all.filter((descriptor) => artifactType === undefined || descriptor.artifactType === artifactType);
  }

  /**
   * Adds a manifest to the list in the tag, for a registry that has not taken notice of its subject.
   * @throws {OciError}
   */
  add(subject: Descriptor, referrer: Descriptor, options: RequestOptions): Promise<void> {
    return this.change(subject, options, (list) =>
      list.some(({ digest }) => digest === referrer.digest) ? undefined : [...list, referrer],
    );
  }

  /**
   * Takes a manifest out of the list in the tag.
   * @throws {OciError}
   */
  remove(subject: Descriptor, referrer: Digest, options: RequestOptions): Promise<void> {
    return this.change(subject, options, (list) =>
      list.some(({ digest }) => digest === referrer) ? list.filter(({ digest }) => digest !== referrer) : undefined,
    );
  }

  /** What the registry says (distribution-spec, "Listing Referrers"); undefined where it does not know of such things. */
  private async listByRegistry(
    subject: Descriptor,
    artifactType: string | undefined,
    options: RequestOptions,
  ): Promise<Descriptor[] | undefined> {
    const query = artifactType === undefined ? '' : `?${new URLSearchParams({ artifactType })}`;
    const scopes = [repositoryScope(this.repository, 'pull')];
    const purpose = t('What is attached to {0} cannot be listed', this.shown(subject));
    const found = new Map<Digest, Descriptor>();
    let isKnown = true;
    await eachPage(
      `/v2/${this.repository}/referrers/${subject.digest}${query}`,
      this.client.endpoint,
      (url) => this.client.request({ method: 'GET', url, scopes, accepts: [200, 404, 405, 501], purpose, ...options }),
      async (answer) => {
        if (answer.status !== 200) {
          await answer.discard();
          isKnown = false;
          return;
        }
        const type = contentType(answer);
        if (type === 'text/html') {
          await answer.discard();
          throw new OciError(
            'registry',
            t('{0}: it answers with a web page, as proxies and log-in pages do.', purpose),
          );
        }
        const bytes = await bodyBytes(
          answer,
          MANIFEST_BYTES,
          t('The list of what is attached to {0}', this.shown(subject)),
        );
        for (const descriptor of readIndex(bytes).manifests) found.set(descriptor.digest, descriptor);
        if (found.size > MAX_REFERRERS)
          throw new OciError('too-large', t('{0}: there are more than {1}.', purpose, MAX_REFERRERS));
      },
    );
    return isKnown ? [...found.values()] : undefined;
  }

  private async listInTag(subject: Descriptor, options: RequestOptions): Promise<readonly Descriptor[]> {
    return (await this.readTag(subject, options))?.index.manifests ?? [];
  }

  /**
   * Changes the list in the tag. Others may do so at the same time: where the registry can be asked to write only over what was
   * read, it is; and what was written is read again.
   */
  private async change(
    subject: Descriptor,
    options: RequestOptions,
    edit: (list: readonly Descriptor[]) => readonly Descriptor[] | undefined,
  ): Promise<void> {
    const tag = referrersTag(subject.digest);
    for (let writes = 0; writes < MAX_WRITES; writes++) {
      const current = await this.readTag(subject, options);
      const list = edit(current?.index.manifests ?? []);
      if (!list) return;
      const bytes = writeIndex({ ...(current?.index ?? { mediaType: INDEX_TYPE }), manifests: list });
      const digest = digestOf(bytes, nodeCryptography);
      const condition: Record<string, string> = !current
        ? { 'If-None-Match': '*' }
        : current.stored.etag !== undefined
          ? { 'If-Match': current.stored.etag }
          : {};
      try {
        await this.manifests.put(tag, { mediaType: INDEX_TYPE, digest, size: bytes.length }, bytes, options, condition);
      } catch (error) {
        // Somebody was faster.
        if (!(error instanceof Refusal && (error.status === 412 || error.status === 409))) throw error;
      }
    }
    throw new OciError(
      'busy',
      t('The list of what is attached to {0} is being changed by others all the time; try again.', this.shown(subject)),
    );
  }

  private async readTag(
    subject: Descriptor,
    options: RequestOptions,
  ): Promise<{ stored: StoredManifest; index: Index } | undefined> {
    try {
      const stored = await this.manifests.get(referrersTag(subject.digest), options);
      return { stored, index: readIndex(stored.bytes) };
    } catch (error) {
      if (error instanceof OciError && error.code === 'not-found') return undefined;
      throw error;
    }
  }

  private shown({ digest }: Descriptor): string {
    return `${this.client.endpoint.registry}/${this.repository}@${digest}`;
  }
}

/** Whether a registry has taken notice of the subject of a manifest that was written (distribution-spec, "Pushing Manifests with Subject"). */
export function knowsSubject(answer: Parameters<typeof header>[0]): boolean {
  return header(answer, 'oci-subject') !== undefined;
}
