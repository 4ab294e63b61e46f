import type * as vscode from 'vscode';
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
import { type ArtifactsNode } from './nodes';
import { attachedItem, blobItem, groupItem, layerGroupItem, nameItem } from './part-items';
import { type ArtifactsTree } from './tree';

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
      return artifactItem(node, tree.verdicts.get(node[SUBJECT], node.artifact.digest));
    case 'remote': {
      const known = tree.registries.known(node.reference);
      return remoteItem(node, known, known && tree.verdicts.get(node[SUBJECT], known.digest));
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
