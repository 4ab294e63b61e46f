import * as vscode from 'vscode';
import { EncodingNotification, type EncodingParams } from '../server/protocol';
import { isCandidate } from './documents';
import { type Server } from './server';

/**
 * Tells the server how files are encoded: an editor hides a byte order mark, and reads other encodings than UTF-8
 * without a word, but the tools that come next stumble over both.
 */
export function registerEncodings(server: Server): vscode.Disposable {
  const told = new Map<string, string>();
  const tell = (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    // UTF-8 is what the server takes for granted.
    if (!isCandidate(document) || document.encoding === (told.get(uri) ?? 'utf8')) return;
    told.set(uri, document.encoding);
    const params: EncodingParams = { uri, encoding: document.encoding };
    void server.notify(EncodingNotification, params);
  };
  return vscode.Disposable.from(
    server.onDidChangeState((state) => {
      if (state !== 'running') return;
      told.clear();
      vscode.workspace.textDocuments.forEach(tell);
    }),
    vscode.workspace.onDidOpenTextDocument(tell),
    vscode.workspace.onDidSaveTextDocument(tell),
    // A change of encoding without a change of text is seen when the editor comes to the front.
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && tell(editor.document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => told.delete(uri.toString())),
  );
}
