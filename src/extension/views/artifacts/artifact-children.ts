import { type AttachedManifest } from '../../../core/oci/browse/artifacts';
import { layerGroups, type ArtifactContents } from '../../../core/oci/browse/layers';
import { formatReference, parseReference } from '../../../core/oci/reference';
import { printable } from '../../../core/report/printable';
import { type Packaging } from '../../../node/api';
import { type ArtifactPlace } from '../../packaging/places';
import { isFailure, named } from '../../signing/service';
import { SUBJECT } from '../subject';
import { failureNode } from './messages';
import {
  type ArtifactNode,
  type ArtifactsNode,
  type AttachedNode,
  type BlobNode,
  type GroupNode,
  type LayerGroupNode,
  type NameNode,
  type RemoteNode,
} from './nodes';
import { type Registries, type RemoteContents } from './registries';

/** What an artifact on this machine consists of. */
export async function artifactChildren(
  node: ArtifactNode,
  packaging: Packaging,
  signal: AbortSignal,
): Promise<ArtifactsNode[]> {
  const { artifact, store } = node;
  const { digest, names, problem } = artifact;
  if (problem) return [failureNode(node, printable(problem.message))];
  const found = await packaging.browseArtifact({ layout: named(store.uri), name: digest }, signal);
  if (isFailure(found)) return found.kind === 'cancelled' ? [] : [failureNode(node, printable(found.failure))];
  const place = { layout: store.uri, name: digest };
  return [
    ...nameGroup(node, names, digest, place),
    ...attachedGroup(node, place, store.graph.attachedTo(digest)),
    ...consistsOf(node, place, found),
  ];
}

/** The same of one in a registry. */
export function remoteChildren(node: RemoteNode, found: RemoteContents): ArtifactsNode[] {
  const place = { reference: node.reference };
  return [...attachedGroup(node, place, found.attached), ...consistsOf(node, place, found)];
}

/** What is attached: its files, and what is attached to it in turn. */
export async function attachedChildren(
  node: AttachedNode,
  packaging: Packaging,
  registries: Registries,
  signal: AbortSignal,
): Promise<ArtifactsNode[]> {
  const { manifest, attached } = node.attached;
  const place = node[SUBJECT];
  if (manifest.problem) return [failureNode(node, printable(manifest.problem.message))];
  const found =
    'layout' in place
      ? await packaging.browseArtifact({ layout: named(place.layout), name: manifest.digest }, signal)
      : await registries.contents(packaging, place.reference, signal);
  if (isFailure(found))
    return found.kind === 'cancelled' ? [] : [failureNode(node, printable(found.failure), found.kind)];
  const files = found.layers.map((blob, at): BlobNode => {
    return { kind: 'blob', id: `${node.id} layer ${at}`, role: 'layer', blob, place, parent: node };
  });
  return [manifestNode(node, place, found), ...files, ...attachedGroup(node, place, attached)];
}

export function layerChildren(node: LayerGroupNode): BlobNode[] {
  return node.group.layers.map((blob, at) => ({
    kind: 'blob',
    id: `${node.id} ${at}`,
    role: 'layer',
    blob,
    place: node.place,
    parent: node,
  }));
}

function nameGroup(node: ArtifactNode, names: readonly string[], digest: string, place: ArtifactPlace): GroupNode[] {
  if (!names.length || !('layout' in place)) return [];
  const { isWritable, uri } = node.store;
  const group: GroupNode = { kind: 'group', id: `${node.id} names`, group: 'names', children: [], place, parent: node };
  const children = names.map((name): NameNode => {
    const subject = { layout: uri, name, digest };
    return {
      kind: 'name',
      id: `${group.id} ${name}`,
      name,
      digest,
      isWritable,
      place,
      parent: group,
      [SUBJECT]: subject,
    };
  });
  return [Object.assign(group, { children })];
}

function consistsOf(
  node: ArtifactNode | RemoteNode,
  place: ArtifactPlace,
  found: ArtifactContents,
): (BlobNode | LayerGroupNode | GroupNode)[] {
  const groups = layerGroups(found.layers).map((group, at): LayerGroupNode => {
    return { kind: 'layers', id: `${node.id} layers ${at}`, group, place, parent: node };
  });
  const config: BlobNode[] = found.config
    ? [{ kind: 'blob', id: `${node.id} config`, role: 'config', blob: found.config, place, parent: node }]
    : [];
  return [...groups, ...manifestGroup(node, place, found), manifestNode(node, place, found), ...config];
}

function manifestNode(node: ArtifactsNode, place: ArtifactPlace, found: ArtifactContents): BlobNode {
  const { digest, mediaType, size } = found;
  const blob = { digest, mediaType, size, isArchive: false };
  return { kind: 'blob', id: `${node.id} manifest`, role: 'manifest', blob, place, parent: node };
}

/** The manifests of an index. */
function manifestGroup(node: ArtifactsNode, place: ArtifactPlace, { manifests }: ArtifactContents): GroupNode[] {
  if (!manifests.length) return [];
  const found = manifests.map(({ digest, mediaType, size }): AttachedManifest => ({
    manifest: { digest, mediaType, size, names: [] },
    kind: 'other',
    attached: [],
  }));
  return [groupOf(node, 'manifests', place, found)];
}

function attachedGroup(node: ArtifactsNode, place: ArtifactPlace, attached: readonly AttachedManifest[]): GroupNode[] {
  return attached.length ? [groupOf(node, 'attached', place, attached)] : [];
}

function groupOf(
  node: ArtifactsNode,
  group: 'attached' | 'manifests',
  place: ArtifactPlace,
  found: readonly AttachedManifest[],
): GroupNode {
  const made: GroupNode = { kind: 'group', id: `${node.id} ${group}`, group, children: [], place, parent: node };
  const children = found.map((attached): AttachedNode => {
    const { digest } = attached.manifest;
    const subject = { ...placeOf(place, digest), digest };
    return { kind: 'attached', id: `${made.id} ${digest}`, attached, place, parent: made, [SUBJECT]: subject };
  });
  return Object.assign(made, { children });
}

/** The same place, another manifest. */
function placeOf(place: ArtifactPlace, digest: string): ArtifactPlace {
  if ('layout' in place) return { layout: place.layout, name: digest };
  const { registry, repository } = parseReference(place.reference);
  return { reference: `${formatReference({ registry, repository })}@${digest}` };
}
