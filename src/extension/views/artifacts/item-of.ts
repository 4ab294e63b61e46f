import type * as vscode from 'vscode';
import { isFailure } from '../../signing/service';
import { SUBJECT } from '../subject';
import {
  artifactItem,
  messageItem,
  modelFileItem,
  modelItem,
  moreItem,
  registryItem,
  remoteItem,
  repositoryItem,
  sectionItem,
  storeItem,
} from './items';
import { type ArtifactNode, type ArtifactsNode } from './nodes';
import { attachedItem, blobItem, groupItem, layerGroupItem, nameItem } from './part-items';
import { type ArtifactsTree } from './tree';
import { type ArtifactVerdict } from './verdicts';

/** The row of a node, by what is known at the moment. */
export function itemOf(node: ArtifactsNode, tree: ArtifactsTree): vscode.TreeItem {
  switch (node.kind) {
    case 'section':
      return sectionItem(node);
    case 'model':
      return modelItem(node, tree.hasSignature(node.uri), tree.verified.get(node.uri));
    case 'model-file':
      return modelFileItem(node);
    case 'store':
      return storeItem(node, tree.countOf(node), tree.isOpen(node));
    case 'registry':
      return registryItem(node);
    case 'repository':
      return repositoryItem(node);
    case 'artifact':
      return artifactItem(node, verdictOf(node, tree));
    case 'remote': {
      const answer = tree.registries.known(node.reference);
      const known = isFailure(answer) ? undefined : answer;
      return remoteItem(node, known, known && tree.verdicts.get(node[SUBJECT], known.digest, known.attached));
    }
    case 'group':
      return groupItem(node);
    case 'name':
      return nameItem(node);
    case 'blob':
      return blobItem(node);
    case 'layers':
      return layerGroupItem(node);
    case 'attached':
      return attachedItem(node);
    case 'message':
      return messageItem(node);
    case 'more':
      return moreItem(node);
  }
}

/** What verification came to, once it is known what is attached. */
function verdictOf(
  { store, artifact, [SUBJECT]: subject }: ArtifactNode,
  tree: ArtifactsTree,
): ArtifactVerdict | undefined {
  if (store.state !== 'read') return undefined;
  return tree.verdicts.get(subject, artifact.digest, store.graph.attachedTo(artifact.digest));
}
