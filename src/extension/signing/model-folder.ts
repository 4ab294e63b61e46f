import * as vscode from 'vscode';
import { isMofName } from '../../core/mof/detect';
import { inert, shownName } from './service';

/** Files that tell a model's folder. */
export const MODEL_MARKS = '**/{mof.yml,mof.yaml,mof.json,MOF.json,model.sig,*.safetensors,*.gguf,*.onnx}';
const MAX_MARKS = 500;

interface ModelItem extends vscode.QuickPickItem {
  uri?: vscode.Uri;
  /** What the dialog offers, for the items that open it. */
  browse?: 'folder' | 'file';
}

/**
 * The model that a command is about: a folder or file of the Explorer, the folder of a MOF file, or what the user picks.
 * Undefined when they give up, or the model is on no disk.
 */
export async function chooseModel(uri: vscode.Uri | undefined, placeHolder: string): Promise<vscode.Uri | undefined> {
  const chosen = uri ? (isMofName(uri.path) ? parentOf(uri) : uri) : await pickModel(placeHolder);
  if (!chosen || chosen.scheme === 'file') return chosen;
  void vscode.window.showInformationMessage(
    inert(vscode.l10n.t('{0} is on no disk: that is done with models where their files are.', shownName(chosen))),
  );
  return undefined;
}

export function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').filter(Boolean).at(-1) ?? uri.fsPath;
}

export async function isFile(uri: vscode.Uri): Promise<boolean> {
  const { type } = await vscode.workspace.fs.stat(uri);
  return (type & vscode.FileType.Directory) === 0;
}

async function pickModel(placeHolder: string): Promise<vscode.Uri | undefined> {
  const items: ModelItem[] = [
    ...(await likelyFolders()).map((uri) => ({ label: shownName(uri), iconPath: vscode.ThemeIcon.Folder, uri })),
    { iconPath: new vscode.ThemeIcon('folder-opened'), label: vscode.l10n.t('Another folder…'), browse: 'folder' },
    { iconPath: new vscode.ThemeIcon('file'), label: vscode.l10n.t('A model that is one file…'), browse: 'file' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (!chosen?.browse) return chosen?.uri;
  const [picked] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: chosen.browse === 'file',
      canSelectFolders: chosen.browse === 'folder',
      title: placeHolder,
    })) ?? [];
  return picked;
}

/** Folders of the workspace that look like models, sorted. */
export async function modelFolders(): Promise<vscode.Uri[]> {
  const marked = await vscode.workspace.findFiles(MODEL_MARKS, '**/node_modules/**', MAX_MARKS);
  return [...new Set(marked.map((file) => parentOf(file).toString()))].sort().map((uri) => vscode.Uri.parse(uri));
}

/** Folders that look like models: that of the active editor first, those of the workspace last. */
async function likelyFolders(): Promise<vscode.Uri[]> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folders = await modelFolders();
  const all = [
    ...(active?.scheme === 'file' ? folders.filter((folder) => folder.toString() === parentOf(active).toString()) : []),
    ...folders,
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
  ];
  return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
}
