import * as vscode from 'vscode';
import { detectKindId } from '../core/documents/detect';
import { NAME_GLOBS } from '../files/candidates';

/** Languages whose documents are looked into, whatever their names. */
const LANGUAGES = ['yaml', 'json', 'jsonc'];

/** How much of a document is looked at to tell whether it is ours, in characters. */
const HEAD = 64 * 1024;

/** Where people edit: files, unsaved documents, and whatever else the workspace is made of. Not old revisions or output. */
function schemes(): string[] {
  const workspace = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(['file', 'untitled', 'vscode-vfs', 'vscode-remote', ...workspace])];
}

/**
 * The documents that can be ours: all YAML and JSON, and of prose and unknown languages only files with certain names.
 * Nothing else that is edited reaches the language server.
 */
export function documentSelector(): ({ scheme: string } & ({ language: string } | { pattern: string }))[] {
  return schemes().flatMap((scheme) => [
    ...LANGUAGES.map((language) => ({ language, scheme })),
    ...NAME_GLOBS.map((pattern) => ({ pattern, scheme })),
  ]);
}

/** Whether a document can be ours, by its language or name and where it is. */
export function isCandidate(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector(), document) > 0;
}

/** Whether a document is ours, by its name or the beginning of its text. */
export function isOurs(document: vscode.TextDocument): boolean {
  if (document.isClosed || !isCandidate(document)) return false;
  const head = document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(HEAD)));
  return detectKindId(document.uri.path, head) !== undefined;
}
