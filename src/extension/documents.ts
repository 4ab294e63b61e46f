import * as vscode from 'vscode';
import { detectKindId } from '../core/documents/detect';

const LANGUAGES = ['yaml', 'json', 'jsonc'];

/** How much of a document is looked at to tell whether it is ours, in characters. */
const HEAD = 64 * 1024;

/** Where people edit: files, unsaved documents, and whatever else the workspace is made of. Not old revisions or output. */
function schemes(): string[] {
  const workspace = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(['file', 'untitled', 'vscode-vfs', 'vscode-remote', ...workspace])];
}

/** The documents that can be ours. */
export function documentSelector(): { language: string; scheme: string }[] {
  return schemes().flatMap((scheme) => LANGUAGES.map((language) => ({ language, scheme })));
}

/** Whether a document can be ours, by its language and where it is. */
export function isCandidate(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector(), document) > 0;
}

/** Whether a document is ours, by its name or the beginning of its text. */
export function isOurs(document: vscode.TextDocument): boolean {
  if (document.isClosed || !isCandidate(document)) return false;
  const head = document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(HEAD)));
  return detectKindId(document.uri.path, head) !== undefined;
}
