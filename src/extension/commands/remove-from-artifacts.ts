import { type Extension } from '../extension';
import { forgetLayout } from '../packaging/layouts';
import { type ArtifactsNode } from '../views/artifacts/nodes';
import { layoutsAdded, namedRegistry, registriesAdded, removeSetting } from '../views/artifacts/settings';

/** Takes a registry, or a layout that was added or used, out of the view. Nothing of it is deleted. */
export async function removeFromArtifacts(extension: Extension, node?: ArtifactsNode): Promise<void> {
  if (node?.kind === 'store') {
    const { fsPath } = node.store.uri;
    if (layoutsAdded().includes(fsPath)) await removeSetting('layouts', fsPath);
    await forgetLayout(extension, node.store.uri);
    extension.artifacts.refresh();
  }
  if (node?.kind === 'registry' || node?.kind === 'repository') {
    const name = node.kind === 'registry' ? node.registry : node.repository;
    for (const text of registriesAdded()) {
      const named = namedRegistry(text);
      const known = named && (named.repository ?? named.registry);
      if (known === name) await removeSetting('registries', text);
    }
  }
}
