import * as vscode from 'vscode';
import { type CreateClient } from './server';

/** The language server in a worker of its own. */
export const createWebClient: CreateClient = async (context, options) => {
  const { LanguageClient } = await import('vscode-languageclient/browser');
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server-web.js');
  const worker = new Worker(await addressOf(script));
  return new LanguageClient('modelOpenness', 'Model Openness', worker, options);
};

/** Where a worker can load a script from: files of a remote machine have no address of their own in a browser. */
async function addressOf(script: vscode.Uri): Promise<string> {
  if (script.scheme !== 'vscode-remote') return script.toString(true);
  const bytes = await vscode.workspace.fs.readFile(script);
  return URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'text/javascript' }));
}

/** What the compiler's library for browsers would declare, beside a world of other things. */
declare class Worker {
  constructor(script: string);
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: unknown) => void) | null;
  onerror: ((event: unknown) => void) | null;
}
