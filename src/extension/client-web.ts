import * as vscode from 'vscode';
import { type CreateClient } from './server';

/** The language server in a worker of its own. */
export const createWebClient: CreateClient = async (context, options) => {
  const { LanguageClient } = await import('vscode-languageclient/browser');
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server-web.js');
  const worker = new Worker(script.toString(true));
  return new LanguageClient('modelOpenness', 'Model Openness', worker, options);
};

/** What the compiler's library for browsers would declare, beside a world of other things. */
declare class Worker {
  constructor(script: string);
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: unknown) => void) | null;
  onerror: ((event: unknown) => void) | null;
}
