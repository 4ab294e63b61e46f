import { orderedNames } from '../../../core/oci/browse/list';
import { orFailure, type Failure } from '../../failure';
import { clientOptions, openRepository, type RegistryAccess } from '../place';
import { listRepositories } from '../registry/catalog';
import { RegistryClient } from '../registry/client';

/** The repositories of a registry, in the order of their names. Many registries list none, or only some. */
export function repositoriesOf(
  registry: string,
  access: RegistryAccess,
  signal?: AbortSignal,
): Promise<readonly string[] | Failure> {
  return orFailure(async () => {
    const client = new RegistryClient(registry, clientOptions(registry, access));
    try {
      return orderedNames(await listRepositories(client, signal ? { signal } : {}));
    } finally {
      client.close();
    }
  });
}

/** The tags of a repository, in the order of their names. */
export function tagsOf(
  repository: string,
  access: RegistryAccess,
  signal?: AbortSignal,
): Promise<readonly string[] | Failure> {
  return orFailure(async () => {
    const opened = openRepository(repository, access).repository;
    try {
      return orderedNames(await opened.tags(signal ? { signal } : {}));
    } finally {
      opened.close();
    }
  });
}
