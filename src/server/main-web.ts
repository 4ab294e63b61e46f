import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { clientFiles } from './client-files';
import { startServer } from './server';

/** The worker that this script runs in; the compiler's library for it would declare a second world beside Node's. */
const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
startServer(connection, { files: clientFiles(connection), clock: { now: () => new Date() } });
