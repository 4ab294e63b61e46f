import { t } from '../../../core/l10n';
import { type RequestOptions } from '../../../core/oci/content';
import { OciError } from '../../../core/oci/errors';
import { isRepository } from '../../../core/oci/reference';
import { isObject, own, parseJson } from '../../../core/signing/json';
import { bodyBytes } from './answer';
import { type RegistryClient } from './client';
import { eachPage } from './paging';

const PAGE_BYTES = 4 * 1024 * 1024;
const PAGE_REPOSITORIES = 100_000;
const MAX_REPOSITORIES = 100_000;

/**
 * The repositories of a registry (distribution, "Catalog"; no part of the specification of OCI, so many registries have it
 * not, or only for some).
 * @throws {OciError}
 */
export async function listRepositories(client: RegistryClient, options: RequestOptions = {}): Promise<string[]> {
  const { registry } = client.endpoint;
  const purpose = t('The repositories of {0} cannot be listed', registry);
  const found = new Set<string>();
  await eachPage(
    '/v2/_catalog?n=1000',
    client.endpoint,
    (url) =>
      client.request({ method: 'GET', url, scopes: ['registry:catalog:*'], accepts: [200], purpose, ...options }),
    async (answer) => {
      const bytes = await bodyBytes(answer, PAGE_BYTES, t('The list of repositories of {0}', registry));
      for (const name of repositoriesIn(bytes, purpose)) if (isRepository(name)) found.add(name);
      if (found.size > MAX_REPOSITORIES)
        throw new OciError('too-large', t('{0}: there are more than {1}.', purpose, MAX_REPOSITORIES));
    },
  );
  return [...found];
}

function repositoriesIn(bytes: Uint8Array, purpose: string): string[] {
  let value: unknown;
  try {
    value = parseJson(bytes, PAGE_REPOSITORIES);
  } catch {
    // Told below.
  }
  // Go writes `null` for a list that is empty.
  const names = isObject(value) ? (own(value, 'repositories') ?? []) : undefined;
  if (Array.isArray(names)) return names.filter((name) => typeof name === 'string');
  throw new OciError('registry', t('{0}: the answer makes no sense.', purpose));
}
