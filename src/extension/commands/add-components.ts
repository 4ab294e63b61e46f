import * as vscode from 'vscode';
import type { TextEdit } from 'vscode-languageclient';
import { AddComponentsRequest, type AddComponentsParams } from '../../server/protocol';
import { type Extension } from '../extension';

/** Adds components to a document and shows where; the document is left unsaved, for the user to look at. */
export async function addComponents({ server }: Extension, uri: vscode.Uri, ids: number[]): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { version } = document;
  const params: AddComponentsParams = { uri: uri.toString(), ids };
  const edits = (await server.request<TextEdit[]>(AddComponentsRequest, params)) ?? [];
  if (!edits.length) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to add here.'));
    return;
  }
  // Edits of a text that changed in the meantime would land in the wrong place.
  if (document.version !== version) throw new Error(vscode.l10n.t('The document changed. Try again.'));
  const change = new vscode.WorkspaceEdit();
  change.set(
    uri,
    edits.map(({ range: { start, end }, newText }) => {
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      return new vscode.TextEdit(range, newText);
    }),
  );
  if (!(await vscode.workspace.applyEdit(change))) throw new Error(vscode.l10n.t('The document can not be edited.'));
  const editor = await vscode.window.showTextDocument(document);
  const first = edits[0]!.range.start;
  const place = new vscode.Position(first.line + (first.character > 0 ? 1 : 0), 0);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
