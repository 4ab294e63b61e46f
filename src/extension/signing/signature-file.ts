import * as vscode from 'vscode';
import { nameOf, parentOf } from './model-folder';
import { shownName } from './service';

/** Where the signature of a model goes: into its folder, and beside a model that is one file. */
export function usualSignature(model: vscode.Uri, isFile: boolean): vscode.Uri {
  return isFile ? vscode.Uri.joinPath(model, '..', `${nameOf(model)}.sig`) : vscode.Uri.joinPath(model, 'model.sig');
}

/** Names of signature files. Others can be browsed for. */
const SIGNATURE = /\.(?:sig|sigstore\.json|sigstore)$/i;

interface SignatureItem extends vscode.QuickPickItem {
  uri?: vscode.Uri;
}

/**
 * The signature file to verify a model with: the usual one where it is there, else the only one that is, else the one that the
 * user picks. Where there is none at all, the usual one, so that the verdict says so. Undefined when they give up.
 */
export async function chooseSignature(model: vscode.Uri, isFile: boolean): Promise<vscode.Uri | undefined> {
  const usual = usualSignature(model, isFile);
  const found = await signaturesOf(model, isFile);
  if (!found.length || found.some((uri) => uri.toString() === usual.toString())) return usual;
  if (found.length === 1) return found[0];
  const items: SignatureItem[] = [
    ...found.map((uri) => ({ label: shownName(uri), uri })),
    { iconPath: new vscode.ThemeIcon('folder-opened'), label: vscode.l10n.t('Another file…') },
  ];
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('The signature file') });
  return chosen && (chosen.uri ?? (await browseForSignature()));
}

/** The signature file that is shown in the active editor. */
export function signatureInFront(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' && SIGNATURE.test(uri.path) ? uri : undefined;
}

export async function browseForSignature(): Promise<vscode.Uri | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('The signature file') })) ?? [];
  return file;
}

/** Signature files in the folder of a model, and beside it those that have its name. */
async function signaturesOf(model: vscode.Uri, isFile: boolean): Promise<vscode.Uri[]> {
  const inside = isFile ? [] : await filesOf(model);
  const beside = (await filesOf(parentOf(model))).filter((uri) => nameOf(uri).startsWith(`${nameOf(model)}.`));
  return [...inside, ...beside].filter(({ path }) => SIGNATURE.test(path));
}

async function filesOf(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
  return entries
    .filter(([, type]) => (type & vscode.FileType.Directory) === 0)
    .map(([name]) => vscode.Uri.joinPath(folder, name))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
