import * as vscode from 'vscode';
import { SUBJECT } from '../subject';
import { type ArtifactNode, type ArtifactsNode, type StoreNode } from './nodes';

/** What is dragged within the view. */
const OWN = 'application/vnd.code.tree.modelopenness.artifacts';
const URIS = 'text/uri-list';

/** A folder of the Explorer that is dropped on a layout is packaged there; an artifact of another layout is copied there. */
export class ArtifactDragAndDrop implements vscode.TreeDragAndDropController<ArtifactsNode> {
  readonly dragMimeTypes = [OWN];
  readonly dropMimeTypes = [OWN, URIS];

  handleDrag(source: readonly ArtifactsNode[], data: vscode.DataTransfer): void {
    const dragged = source.filter((node): node is ArtifactNode => node.kind === 'artifact');
    if (dragged.length) data.set(OWN, new vscode.DataTransferItem(dragged));
  }

  async handleDrop(target: ArtifactsNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const store = storeAbove(target);
    const dragged = data.get(OWN)?.value as readonly ArtifactNode[] | undefined;
    if (dragged?.length) {
      for (const node of dragged)
        if (store && node.store !== store.store)
          await vscode.commands.executeCommand('modelOpenness.copyArtifact', node[SUBJECT], undefined, store.store.uri);
      return;
    }
    const folders = await uris(data);
    if (!folders.length) return;
    if (!store) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Drop a folder on a layout to package it there.'));
      return;
    }
    for (const folder of folders)
      await vscode.commands.executeCommand('modelOpenness.packageIntoLayout', store, folder);
  }
}

/** The store that something is dropped on or in. */
function storeAbove(node: ArtifactsNode | undefined): StoreNode | undefined {
  for (let at = node; at; at = at.parent) if (at.kind === 'store') return at;
  return undefined;
}

async function uris(data: vscode.DataTransfer): Promise<vscode.Uri[]> {
  const text = (await data.get(URIS)?.asString()) ?? '';
  return text
    .split(/\r?\n/)
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
}
