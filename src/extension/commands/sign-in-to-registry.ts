import { parseReference } from '../../core/oci/reference';
import { type Extension } from '../extension';
import { type ArtifactsNode } from '../views/artifacts/nodes';

/** Asks the user who they are at a registry that wants to know it, and shows what it has then. */
export async function signInToRegistry({ artifacts }: Extension, node?: ArtifactsNode): Promise<void> {
  const target = node?.kind === 'message' ? node.target : node;
  const registry = target && registryOf(target);
  if (registry === undefined) return;
  const packaging = await artifacts.packaging();
  const repository = target && repositoryOf(target);
  const isIn = await artifacts.registries.signIn(registry, (access) =>
    repository === undefined ? packaging.repositoriesOf(registry, access) : packaging.tagsOf(repository, access),
  );
  if (!isIn) return;
  artifacts.registries.forget(registry);
  artifacts.retry(target);
}

/** The registry that a node is in. */
function registryOf(node: ArtifactsNode): string | undefined {
  if (node.kind === 'registry') return node.registry;
  const repository = repositoryOf(node);
  return repository === undefined ? undefined : parseReference(repository).registry;
}

/** The repository that a node is in, with its registry. */
function repositoryOf(node: ArtifactsNode): string | undefined {
  for (let at: ArtifactsNode | undefined = node; at; at = at.parent) if (at.kind === 'repository') return at.repository;
  return undefined;
}
