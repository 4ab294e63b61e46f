import {
  CodeLensRefreshRequest,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
} from 'vscode-languageserver';
import { CONFIG_NAME } from '../core/config/configuration';
import { isConfiguration } from './configuration';
import { type DiagnosticsPublisher } from './diagnostics';
import { isNeighbour, type NeighbourFiles } from './neighbours';
import { type ReleaseIndex } from './releases';
import { type Services } from './services';
import { normalUri } from './uris';

/** What has to hear of changes around the documents. */
export interface Watchers {
  /** The workspace folders; kept up to date here. */
  folders: string[];
  releases: ReleaseIndex;
  neighbours: NeighbourFiles;
  publisher: DiagnosticsPublisher;
}

/** Files whose changes on disk matter, as globs of the protocol. */
const WATCHED = [`**/${CONFIG_NAME}`, '**/*.{yml,yaml,json}', '**/{README.md,readme.md,LICENSE*,LICENCE*,license*}'];

/** Passes every change of documents, files, settings and folders on to what depends on it. */
export function registerWatching(services: Services, { folders, releases, neighbours, publisher }: Watchers): void {
  const { connection, client, documents, configurations, settings, linter } = services;

  /** Lints everything again because something around the documents changed. */
  const relint = () => {
    linter.surroundingsChanged();
    publisher.scheduleAll();
  };
  const changedOnDisk = (file: string) => {
    if (isConfiguration(file)) {
      configurations.forget(file);
      relint();
    } else if (isNeighbour(file)) {
      neighbours.forget(file);
      relint();
    } else void releases.fileChanged(file);
  };

  const opened = new Set<string>();
  documents.texts.onDidChangeContent(({ document: { uri } }) => {
    const first = !opened.has(uri);
    opened.add(uri);
    const file = normalUri(uri);
    if (isConfiguration(file)) {
      configurations.forget(file);
      relint();
    }
    if (first) neighbours.forget(file);
    publisher.schedule(uri, first ? 'now' : 'later');
  });
  documents.texts.onDidSave(({ document: { uri } }) => {
    // A client that watches nothing tells of files at least when it saves.
    const file = normalUri(uri);
    neighbours.forget(file);
    if (!client.watchesFiles) changedOnDisk(file);
  });
  documents.texts.onDidClose(({ document: { uri } }) => {
    const file = normalUri(uri);
    opened.delete(uri);
    publisher.close(uri);
    linter.forget(uri);
    settings.forget(uri);
    void releases.setClosed(file);
    if (isConfiguration(file)) {
      configurations.forget(file);
      relint();
    }
  });

  connection.onDidChangeWatchedFiles(({ changes }: DidChangeWatchedFilesParams) => {
    for (const { uri } of changes) changedOnDisk(normalUri(uri));
  });
  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    settings.changed(pushed);
    relint();
    if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
    if (client.refreshesHints) connection.languages.inlayHint.refresh();
  });
  connection.onInitialized(() => {
    if (client.registersConfiguration) settings.register();
    if (client.watchesFiles)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: WATCHED.map((globPattern) => ({ globPattern })),
      });
    if (client.tellsFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => normalUri(uri)));
        const kept = folders.filter((folder) => !gone.has(folder));
        folders.splice(0, folders.length, ...kept, ...added.map(({ uri }) => normalUri(uri)));
        configurations.forget();
        releases.start(true);
        relint();
      });
  });
}
