import * as vscode from 'vscode';
import { type Filter } from '../../../core/oci/browse/list';
import { type Failure } from '../../../node/oci/service';
import {
  type ArtifactsNode,
  type MessageNode,
  type RegistryNode,
  type RemoteNode,
  type RepositoryNode,
  type StoreNode,
} from './nodes';

/** Says why something is not shown, where it would be, and offers what helps. */
export function failureNode(parent: ArtifactsNode, message: string, kind: Failure['kind'] = 'failed'): MessageNode {
  const [icon, action] = kind === 'credentials' ? (['warning', 'sign-in'] as const) : (['error', 'retry'] as const);
  return { kind: 'message', id: `${parent.id} failure`, icon, message, action, target: parent, parent };
}

/** Says why a store shows nothing. */
export function emptyStoreNode(node: StoreNode, filter: Filter): MessageNode {
  const { state, isWritable } = node.store;
  if (state !== 'read') return info(node, vscode.l10n.t('Reading…'));
  if (!filter.isEmpty || !isWritable) return nothingNode(node, filter);
  const message = vscode.l10n.t('No artifact is here yet. Package a model, or drop its folder here.');
  return { ...info(node, message), action: 'pack', target: node };
}

/** Says that nothing is there, or nothing that is looked for. */
export function nothingNode(node: StoreNode | RegistryNode | RepositoryNode, filter: Filter): MessageNode {
  return info(
    node,
    filter.isEmpty ? vscode.l10n.t('Nothing is here.') : vscode.l10n.t('Nothing here matches the filter.'),
  );
}

/** Says what to do with a registry that does not list its repositories. */
export function noListNode(node: RegistryNode): MessageNode {
  const message = vscode.l10n.t('Many registries do not list their repositories. Add one by its name.');
  return { ...info(node, message), action: 'add-repository', target: node };
}

export function askingNode(node: RemoteNode): MessageNode {
  return info(node, vscode.l10n.t('Asking the registry…'));
}

function info(parent: ArtifactsNode, message: string): MessageNode {
  return { kind: 'message', id: `${parent.id} message`, icon: 'info', message, parent };
}
