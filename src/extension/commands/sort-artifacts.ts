import * as vscode from 'vscode';
import { ARTIFACT_ORDERS, type ArtifactOrder } from '../../core/oci/browse/list';
import { type Extension } from '../extension';

/** Lets the user choose how artifacts are ordered. */
export async function sortArtifacts({ artifacts }: Extension, given?: ArtifactOrder): Promise<void> {
  const items = ARTIFACT_ORDERS.map((order) => ({
    label: orderWords(order),
    description: order === artifacts.order ? vscode.l10n.t('now') : '',
    order,
  }));
  const placeHolder = vscode.l10n.t('How artifacts are sorted');
  const isOrder = given !== undefined && ARTIFACT_ORDERS.includes(given);
  const order = isOrder ? given : (await vscode.window.showQuickPick(items, { placeHolder }))?.order;
  if (order) await artifacts.sortBy(order);
}

function orderWords(order: ArtifactOrder): string {
  switch (order) {
    case 'name':
      return vscode.l10n.t('By name');
    case 'size':
      return vscode.l10n.t('Largest first');
    case 'newest':
      return vscode.l10n.t('Newest first');
  }
}
