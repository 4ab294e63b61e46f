import * as vscode from 'vscode';
import { type Packaging } from '../../node/api';
import { type Extension } from '../extension';
import { parentOf } from '../signing/model-folder';
import { shownName } from '../signing/service';
import { type StepItem } from '../steps';

/** Layouts that were used last. */
const USED = 'modelOpenness.layouts';
const MOST_USED = 8;

/** The file that makes a folder a layout (image-spec, image-layout.md). */
const LAYOUTS = '**/oci-layout';
const MOST_FOUND = 50;

/** Folders that artifacts can be in, and at the end one that is picked: undefined. */
export async function layoutItems(
  { context }: Extension,
  packaging: Packaging,
): Promise<StepItem<vscode.Uri | undefined>[]> {
  const own = packaging.defaultLayout();
  const used = context.globalState.get<readonly string[]>(USED, []).map((file) => vscode.Uri.file(file));
  const found = await vscode.workspace.findFiles(LAYOUTS, '**/node_modules/**', MOST_FOUND);
  const ours = own === undefined ? [] : [vscode.Uri.file(own)];
  const all = [...ours, ...used, ...found.filter(({ scheme }) => scheme === 'file').map(parentOf)];
  const once = [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
  return [
    ...once.map((uri) => ({
      label: uri.fsPath === own ? vscode.l10n.t('$(home) Models of your own') : `$(folder) ${shownName(uri)}`,
      description: uri.fsPath,
      value: uri,
    })),
    { label: vscode.l10n.t('$(folder-opened) Another folder…'), value: undefined },
  ];
}

/** Lets the user choose a folder of artifacts. Undefined when they give up. */
export async function chooseLayout(
  extension: Extension,
  packaging: Packaging,
  placeHolder: string,
): Promise<vscode.Uri | undefined> {
  const items = await layoutItems(extension, packaging);
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
  return chosen && (chosen.value ?? pickFolder(placeHolder));
}

export async function pickFolder(title: string, openLabel?: string): Promise<vscode.Uri | undefined> {
  const options = { title, canSelectFiles: false, canSelectFolders: true, ...(openLabel ? { openLabel } : {}) };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

export async function rememberLayout({ context }: Extension, layout: vscode.Uri): Promise<void> {
  const used = context.globalState.get<readonly string[]>(USED, []).filter((file) => file !== layout.fsPath);
  await context.globalState.update(USED, [layout.fsPath, ...used].slice(0, MOST_USED));
}
