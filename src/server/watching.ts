import {
  CodeLensRefreshRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WatchKind,
  type DidChangeWatchedFilesParams,
} from 'vscode-languageserver';
import { CONFIG_NAME } from '../core/config/configuration';
import { KITIGNORE } from '../files/folder';
import { NEIGHBOUR_GLOBS } from '../files/neighbours';
import { isConfiguration } from './configuration';
import { type DiagnosticsPublisher } from './diagnostics';
import { type Licenses } from './licenses';
import { isNeighbour, type NeighbourFiles } from './neighbours';
import { type ReleaseIndex } from './releases';
import { type Services } from './services';
import { normalUri, parentOf } from './uris';

/** What has to hear of changes around the documents. */
export interface Watchers {
  /** The workspace folders; kept up to date here. */
  folders: string[];
  releases: ReleaseIndex;
  neighbours: NeighbourFiles;
  publisher: DiagnosticsPublisher;
  licenses: Licenses;
}

/** Files whose changes on disk matter, as globs of the protocol. */
const WATCHED = [`**/${CONFIG_NAME}`, '**/*.{yml,yaml,json}', ...NEIGHBOUR_GLOBS];

/** What matters besides as soon as a document looks at its folder: that files come and go. */
const WATCHED_AROUND = [
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
  { globPattern: `**/${KITIGNORE}`, kind: WatchKind.Change },
];

/** Passes every change of documents, files, settings and folders on to what depends on it. */
export function registerWatching(
  services: Services,
  { folders, releases, neighbours, publisher, licenses }: Watchers,
): void {
  const { connection, client, documents, configurations, settings, linter } = services;

  /** Lints everything again because something around the documents changed. */
  const relint = () => {
    linter.surroundingsChanged();
    publisher.scheduleAll();
  };
  const changedOnDisk = (file: string) => {
    if (isConfiguration(file)) {
      configurations.forget(file);
      licenses.surroundingsChanged();
      relint();
      return;
    }
    licenses.fileChanged(file);
    if (isNeighbour(file)) {
      neighbours.forget(file);
      relint();
    }
    void releases.fileChanged(file);
  };
  /** Lints again what lies beside a file whose text changed in the editor. */
  const changedBeside = (uri: string, file: string) => {
    if (!isNeighbour(file)) return;
    neighbours.forget(file);
    const beside = documents.all().filter((other) => other.uri !== uri && parentOf(other.uri) === parentOf(uri));
    if (!beside.length) return;
    linter.surroundingsChanged();
    for (const other of beside) publisher.schedule(other.uri, 'later');
  };

  /** Watches whole folders from the first document on that looks at its own. */
  let watchesAround = !client.watchesFiles;
  const watchAround = (uri: string) => {
    if (watchesAround || !documents.get(uri)?.document.kind.looksAtFolder) return;
    watchesAround = true;
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED_AROUND });
  };

  const opened = new Set<string>();
  documents.texts.onDidChangeContent(({ document: { uri } }) => {
    const first = !opened.has(uri);
    opened.add(uri);
    const file = normalUri(uri);
    if (isConfiguration(file)) {
      configurations.forget(file);
      licenses.surroundingsChanged();
      relint();
    }
    if (first) neighbours.forget(file);
    if (first) watchAround(uri);
    publisher.schedule(uri, first ? 'now' : 'later');
    changedBeside(uri, file);
  });
  documents.texts.onDidSave(({ document: { uri } }) => {
    // A client that watches nothing tells of files at least when it saves.
    const file = normalUri(uri);
    neighbours.forget(file);
    if (client.watchesFiles) return;
    changedOnDisk(file);
    services.folders.touched(file);
  });
  documents.texts.onDidClose(({ document: { uri } }) => {
    const file = normalUri(uri);
    opened.delete(uri);
    publisher.close(uri);
    linter.forget(uri);
    settings.forget(uri);
    void releases.setClosed(file);
    changedBeside(uri, file);
    if (isConfiguration(file)) {
      configurations.forget(file);
      licenses.surroundingsChanged();
      relint();
    }
  });

  connection.onDidChangeWatchedFiles(({ changes }: DidChangeWatchedFilesParams) => {
    for (const { uri, type } of changes) {
      const file = normalUri(uri);
      changedOnDisk(file);
      if (type !== FileChangeType.Changed || file.endsWith(`/${KITIGNORE}`)) services.folders.touched(file);
    }
  });
  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    settings.changed(pushed);
    licenses.surroundingsChanged();
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
        licenses.surroundingsChanged();
        relint();
      });
  });
}
