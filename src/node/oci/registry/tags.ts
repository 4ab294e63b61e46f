import { t } from '../../../core/l10n';
import { type RequestOptions } from '../../../core/oci/content';
import { OciError } from '../../../core/oci/errors';
import { isTag } from '../../../core/oci/reference';
import { isObject, own, parseJson } from '../../../core/signing/json';
import { bodyBytes, contentType } from './answer';
import { type RegistryClient } from './client';
import { eachPage } from './paging';
import { repositoryScope } from './scope';

const PAGE_BYTES = 4 * 1024 * 1024;
const PAGE_TAGS = 100_000;
const MAX_TAGS = 1_000_000;

/** Tags in which clients keep what is attached to a manifest, with registries that do not keep it themselves. */
const REFERRERS_TAG = /^sha(?:256-[0-9a-f]{64}|512-[0-9a-f]{64,128})(?:\.\w+)?$/;

/**
 * All tags of a repository, in the registry's order.
 * @throws {OciError}
 */
export async function listTags(client: RegistryClient, repository: string, options: RequestOptions): Promise<string[]> {
  const name = `${client.endpoint.registry}/${repository}`;
  const purpose = t('The tags of {0} cannot be listed', name);
  const scopes = [repositoryScope(repository, 'pull')];
  const tags = new Set<string>();
  await eachPage(
    `/v2/${repository}/tags/list`,
    client.endpoint,
    (url) => client.request({ method: 'GET', url, scopes, accepts: [200], purpose, ...options }),
    async (answer) => {
      const isPage = contentType(answer) === 'text/html';
      const bytes = await bodyBytes(answer, PAGE_BYTES, t('The list of tags of {0}', name));
      for (const tag of tagsIn(bytes, purpose, isPage)) if (isTag(tag) && !REFERRERS_TAG.test(tag)) tags.add(tag);
      if (tags.size > MAX_TAGS) throw new OciError('too-large', t('{0}: there are more than {1}.', purpose, MAX_TAGS));
    },
  );
  return [...tags];
}

function tagsIn(bytes: Uint8Array, purpose: string, isPage: boolean): string[] {
  let value: unknown;
  try {
    value = parseJson(bytes, PAGE_TAGS);
  } catch {
    // Told below.
  }
  // Go writes `null` for a list that is empty.
  const tags = isObject(value) ? (own(value, 'tags') ?? []) : undefined;
  if (Array.isArray(tags)) return tags.filter((tag) => typeof tag === 'string');
  throw new OciError(
    'registry',
    isPage
      ? t('{0}: it answers with a web page, as proxies and log-in pages do.', purpose)
      : t('{0}: the answer makes no sense.', purpose),
  );
}
