import { type TextEdit as ProtocolEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { type TextEdit } from '../core/text/edit';
import { type ParsedText } from '../core/text/tree';
import { type Client } from './client';
import { type ServerDocument } from './documents';

/** Edits in positions. */
export function toEdits(parsed: ParsedText, edits: readonly TextEdit[]): ProtocolEdit[] {
  return edits.map((edit) => ({ range: parsed.lines.range(edit), newText: edit.newText }));
}

/** Edits of one open document; the client refuses them when the document has changed, if it knows versions. */
export function toWorkspaceEdit(client: Client, of: ServerDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const changes = toEdits(of.document.parsed, edits);
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri: of.uri, version: of.version }, edits: changes }] }
    : { changes: { [of.uri]: changes } };
}
