import * as vscode from 'vscode';
import { isCandidate, isOurs } from './documents';
import { type Server } from './server';

/** How long typing has to rest before a document is looked at, in milliseconds. */
const DELAY = 300;

/**
 * Starts the server when the first document that is ours opens, or becomes ours while it is written. From then on
 * there is nothing more to watch: the server looks for itself.
 */
export function registerSniffing(server: Server, log: vscode.LogOutputChannel): vscode.Disposable {
  const timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  const watching: vscode.Disposable[] = [];
  const stop = () => {
    for (const each of watching.splice(0)) each.dispose();
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  };
  const look = async (document: vscode.TextDocument): Promise<void> => {
    timers.delete(document);
    try {
      if (!watching.length || !isOurs(document)) return;
      log.debug(`Starting for ${document.uri.toString()}`);
      stop();
      await server.start();
    } catch (error) {
      log.error(`${document.uri.toString()}: ${String(error)}`);
    }
  };
  watching.push(
    vscode.workspace.onDidOpenTextDocument((document) => void look(document)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!contentChanges.length || !isCandidate(document)) return;
      clearTimeout(timers.get(document));
      timers.set(
        document,
        setTimeout(() => void look(document), DELAY),
      );
    }),
  );
  for (const document of vscode.workspace.textDocuments) void look(document);
  return new vscode.Disposable(stop);
}
