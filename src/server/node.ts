import { createConnection, type Connection } from 'vscode-languageserver/node';
import { clientFiles } from './client-files';
import { type ServerFiles, type ServerHost } from './host';
import { nodeFiles } from './node-files';
import { startServer } from './server';

/** Starts the server on this process's channel: `--node-ipc`, `--stdio`, `--socket=` or `--pipe=` of its arguments. */
export function startNodeServer(): void {
  const connection = createConnection();
  startServer(connection, nodeHost(connection));
}

/** Files of this machine, and through the client those of virtual workspaces; the machine's clock. */
export function nodeHost(connection: Connection): ServerHost {
  const others = clientFiles(connection);
  const at = (uri: string): ServerFiles => (uri.startsWith('file:') ? nodeFiles : others);
  return {
    files: {
      read: (uri, maxBytes) => at(uri).read(uri, maxBytes),
      list: (uri) => at(uri).list(uri),
      size: (uri) => at(uri).size(uri),
    },
    clock: { now: () => new Date() },
  };
}
