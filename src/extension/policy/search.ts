import * as vscode from 'vscode';
import { isAbsolute } from '../../core/folder/paths';
import { type PolicySearch } from '../../node/policy/service';

/**
 * Where the policies for a model, or a workspace as a whole, are looked for: the user's own, and the nearest one between the model
 * and the root of its workspace folder. A folder has a say in a workspace that is trusted only.
 */
export function policySearch(model?: vscode.Uri): PolicySearch {
  const file = vscode.workspace.getConfiguration('modelOpenness.policy').get<string>('file', '').trim();
  const from = searchFrom(model);
  return {
    trusted: vscode.workspace.isTrusted,
    ...(file && isAbsolute(file) ? { user: file } : {}),
    ...(from ? { from } : {}),
  };
}

/** A model does not judge itself: only where it is the whole workspace folder, whoever trusted that vouches for its policy. */
function searchFrom(model: vscode.Uri | undefined): PolicySearch['from'] {
  const folder = model ? vscode.workspace.getWorkspaceFolder(model) : vscode.workspace.workspaceFolders?.[0];
  if (folder?.uri.scheme !== 'file') return undefined;
  const top = folder.uri.fsPath;
  const isRoot = !model || model.toString() === folder.uri.toString();
  return { folder: isRoot ? top : vscode.Uri.joinPath(model, '..').fsPath, top };
}
