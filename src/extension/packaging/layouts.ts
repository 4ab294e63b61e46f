import * as vscode from 'vscode';
import { type Packaging } from '../../node/api';
import { type Extension } from '../extension';
import { parentOf } from '../signing/model-folder';
import { shownName } from '../signing/service';
import { type Step, type StepItem } from '../steps';

/** Layouts that were used last. */
const USED = 'modelOpenness.layouts';
const MOST_USED = 8;

/** The file that makes a folder a layout (image-spec, image-layout.md). */
const LAYOUTS = '**/oci-layout';
const MOST_FOUND = 50;

/** Folders that artifacts can be in, and at the end one that is picked: undefined. */
async function layoutItems({ context }: Extension, packaging: Packaging): Promise<StepItem<vscode.Uri | undefined>[]> {
  const own = packaging.defaultLayout();
  const ours = own === undefined ? [] : [vscode.Uri.file(own)];
  const all = [...ours, ...usedLayouts(context), ...(await foundLayouts())];
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

/** Layouts that were used last, the last one first. They need not be there any more. */
export function usedLayouts({ globalState }: Extension['context']): vscode.Uri[] {
  return globalState.get<readonly string[]>(USED, []).map((file) => vscode.Uri.file(file));
}

/** Layouts in the folders of the workspace that are on a disk, in the order of their paths. */
export async function foundLayouts(): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles(LAYOUTS, '**/node_modules/**', MOST_FOUND);
  return found
    .filter(({ scheme }) => scheme === 'file')
    .map(parentOf)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Asks for a folder of artifacts in one of several steps. */
export function askLayout<Answers extends { layout?: vscode.Uri }>(
  { extension, packaging }: { extension: Extension; packaging: Packaging },
  placeholder: string,
): Step<Answers> {
  return async (step, answers) => {
    const items = await layoutItems(extension, packaging);
    const active = items.find(({ value }) => value?.toString() === answers.layout?.toString());
    for (;;) {
      const chosen = (await step.pick({ items, active, placeholder })) ?? (await pickFolder(placeholder));
      if (!chosen) continue;
      answers.layout = chosen;
      return;
    }
  };
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

const rememberedLayout = new vscode.EventEmitter<vscode.Uri>();

/** Fired when something goes into a layout, or comes from it, at the user's wish. */
export const onDidUseLayout = rememberedLayout.event;

export async function rememberLayout({ context }: Extension, layout: vscode.Uri): Promise<void> {
  const others = usedLayouts(context)
    .map(({ fsPath }) => fsPath)
    .filter((file) => file !== layout.fsPath);
  await context.globalState.update(USED, [layout.fsPath, ...others].slice(0, MOST_USED));
  rememberedLayout.fire(layout);
}

/** Takes a layout out of those that were used. Nothing of it is deleted. */
export async function forgetLayout({ context }: Extension, layout: vscode.Uri): Promise<void> {
  const others = usedLayouts(context).filter(({ fsPath }) => fsPath !== layout.fsPath);
  await context.globalState.update(
    USED,
    others.map(({ fsPath }) => fsPath),
  );
}
