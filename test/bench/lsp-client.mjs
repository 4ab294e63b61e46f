// The smallest client that can time a language server: change a document, wait for its diagnostics.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

/** Starts a server as a process and opens one document in it. */
export async function openInServer(command, args, { file, text, languageId, settings, initializationOptions }) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const uri = pathToFileURL(file).href;
  let waiting;
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    if (params.uri === uri) waiting?.(params);
  });
  connection.onRequest('workspace/configuration', ({ items }) =>
    items.map(({ section }) => settings?.[section] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(path.dirname(file)).href,
    workspaceFolders: [{ uri: pathToFileURL(path.dirname(file)).href, name: 'bench' }],
    initializationOptions,
    capabilities: {
      textDocument: { publishDiagnostics: { versionSupport: true }, synchronization: {} },
      workspace: { configuration: true },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: settings ?? {} });
  const next = () =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no diagnostics within 30 s')), 30_000);
      waiting = (params) => {
        clearTimeout(timer);
        resolve(params.diagnostics);
      };
    });
  let version = 1;
  const first = next();
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  let diagnostics = await first;
  return {
    get diagnostics() {
      return diagnostics;
    },
    /** Replaces the text and returns the milliseconds until diagnostics arrive. */
    async change(newText) {
      const arrived = next();
      const start = performance.now();
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text: newText }],
      });
      diagnostics = await arrived;
      return performance.now() - start;
    },
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      child.kill();
    },
  };
}
