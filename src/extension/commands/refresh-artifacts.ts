import { type Extension } from '../extension';
import { type ArtifactsNode } from '../views/artifacts/nodes';

/** Reads all that is shown again, and asks the registries that are open again. */
export function refreshArtifacts({ artifacts }: Extension): void {
  artifacts.refresh(true);
}

/** Tries again what could not be shown. */
export function retryArtifacts({ artifacts }: Extension, node?: ArtifactsNode): void {
  artifacts.retry(node?.kind === 'message' ? node.target : node);
}

/** Shows more of a long list. */
export async function showMoreArtifacts({ artifacts }: Extension, node?: ArtifactsNode): Promise<void> {
  if (node) await artifacts.showMore(node);
}
