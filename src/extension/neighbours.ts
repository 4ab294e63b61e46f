import * as vscode from 'vscode';
import { type NeighbourOf, type Neighbours } from '../server/protocol';
import { type Server } from './server';

const KEEPS_SYNTAX: NeighbourOf = { syntax: true, outline: true };

/** What other extensions do in this window and is left to them. */
export function neighbours(): Neighbours {
  return {
    ...(vscode.extensions.getExtension('redhat.vscode-yaml') ? { yaml: KEEPS_SYNTAX } : {}),
    ...(vscode.extensions.getExtension('vscode.json-language-features') ? { json: KEEPS_SYNTAX } : {}),
  };
}

/** Starts the server anew when a neighbour comes or goes: it is told of them only at its start. */
export function registerNeighbours(server: Server): vscode.Disposable {
  let known = JSON.stringify(neighbours());
  return vscode.extensions.onDidChange(() => {
    const now = JSON.stringify(neighbours());
    if (now === known) return;
    known = now;
    if (server.state === 'running') void server.restart();
  });
}
