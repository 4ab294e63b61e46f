import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { pickFolder } from '../packaging/layouts';
import { packagingService } from '../packaging/service';
import { named, succeeded } from '../signing/service';
import { addLayoutSetting } from '../views/artifacts/settings';
import { ARTIFACTS_VIEW } from '../views/artifacts/tree';

/** Adds a layout, or the store of KitOps or modctl, to the view; nothing of it is changed. */
export async function addLayout(extension: Extension, given?: vscode.Uri): Promise<void> {
  const packaging = await packagingService(extension);
  if (!packaging) return;
  const title = vscode.l10n.t('A layout, or the store of KitOps or modctl');
  const folder = given instanceof vscode.Uri ? given : await pickFolder(title, vscode.l10n.t('Add'));
  if (!folder || !succeeded(await packaging.browseStore(named(folder), { namesOnly: true }))) return;
  await addLayoutSetting(folder.fsPath);
  await vscode.commands.executeCommand(`${ARTIFACTS_VIEW}.focus`);
}
