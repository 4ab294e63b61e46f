import {
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { loadMessages } from '../core/l10n';
import { releaseOf } from '../files/releases';
import { registerBom } from './bom';
import { Client } from './client';
import { registerCodeActions } from './code-actions';
import { registerCodeLens } from './code-lens';
import { registerCompletion } from './completion';
import { Configurations } from './configuration';
import { registerDefinition } from './definition';
import { DiagnosticsPublisher } from './diagnostics';
import { Documents, type ServerDocument } from './documents';
import { Folders } from './folders';
import { registerFolding } from './folding';
import { registerHighlights } from './highlights';
import { type ServerHost } from './host';
import { registerHover } from './hover';
import { registerInlayHints } from './inlay-hints';
import { registerLicenses } from './licenses';
import { Linter } from './linter';
import { registerLinks } from './links';
import { NeighbourFiles } from './neighbours';
import { registerNewFile } from './new-file';
import { registerNewRecipe } from './new-recipe';
import { opennessOf, registerOpenness } from './openness';
import {
  EncodingNotification,
  OpennessChangedNotification,
  type EncodingParams,
  type OpennessChangedParams,
} from './protocol';
import { registerReferences } from './references';
import { Refresher } from './refresh';
import { ReleaseIndex } from './releases';
import { registerRename } from './rename';
import { type Services } from './services';
import { SettingsReader } from './settings';
import { registerSymbols } from './symbols';
import { normalUri, parentOf } from './uris';
import { registerWatching } from './watching';

/** What the server does for a document. A new feature is one file and one line here. */
const FEATURES: readonly ((services: Services) => Partial<ServerCapabilities>)[] = [
  registerCompletion,
  registerHover,
  registerDefinition,
  registerReferences,
  registerHighlights,
  registerRename,
  registerInlayHints,
  registerSymbols,
  registerFolding,
  registerLinks,
  registerCodeLens,
  registerCodeActions,
];

/** Starts the language server on a connection. */
export function startServer(connection: Connection, host: ServerHost): void {
  connection.onInitialize((params) => initialize(connection, host, params));
  connection.listen();
}

function initialize(connection: Connection, host: ServerHost, params: InitializeParams): InitializeResult {
  const client = new Client(params);
  if (client.options.messages) loadMessages(client.options.messages);
  const documents = new Documents(connection);
  const folders = client.folders.map(normalUri);
  const releases = new ReleaseIndex(
    host.files,
    () => folders,
    (names, file) => relintReleases(names, file),
  );
  const configurations = new Configurations(
    host.files,
    (file) => documents.textOf(file),
    () => folders,
  );
  const settings = new SettingsReader(connection, client.answersConfiguration);
  const neighbours = new NeighbourFiles(host.files, (file) => documents.textOf(file));
  const around = new Folders(host.files, (changed) => {
    linter.surroundingsChanged();
    for (const { uri, document } of documents.all())
      if (document.kind.looksAtFolder && changed.includes(parentOf(normalUri(uri)) ?? ''))
        publisher.schedule(uri, 'later');
  });
  const linter = new Linter(host, client, configurations, settings, releases, neighbours, around);
  const services: Services = { connection, client, documents, configurations, settings, linter, folders: around };

  const publisher = new DiagnosticsPublisher(services, beforeLint, afterLint);

  /** Keeps the index at what the editor shows; the first MOF configuration is the reason to look for others. */
  function beforeLint(uri: string, document: ServerDocument | undefined): void {
    const isMof = document?.document.kind.id === 'mof';
    const file = normalUri(uri);
    releases.setOpen(file, isMof ? releaseOf(file, document.document.parsed) : undefined);
    if (isMof) releases.start();
  }

  const shown = new Set<string>();
  const refresher = new Refresher(services);
  function afterLint(uri: string, document: ServerDocument | undefined): void {
    refresher.after(uri, document);
    if (!client.options.openness) return;
    const openness = opennessOf(document);
    if (!openness && !shown.delete(uri)) return;
    if (openness) shown.add(uri);
    const version = document?.version ?? documents.texts.get(uri)?.version ?? 0;
    const changed: OpennessChangedParams = { uri, version, openness };
    void connection.sendNotification(OpennessChangedNotification, changed);
  }

  /** A name that came or went concerns every other document that has the same: the tool compares without case. */
  function relintReleases(names: readonly string[], file: string | undefined): void {
    const folded = new Set(names.map((name) => name.toLowerCase()));
    linter.surroundingsChanged();
    for (const { uri, document } of documents.all()) {
      const name = document.kind.id === 'mof' ? releaseOf(uri, document.parsed)?.name : undefined;
      if (name !== undefined && folded.has(name.toLowerCase()) && normalUri(uri) !== file)
        publisher.schedule(uri, 'later');
    }
  }

  const read = new NeighbourFiles(host.files, (file) => documents.textOf(file));
  const licenses = registerLicenses(services, {
    files: host.files,
    folders: () => folders,
    linter: new Linter(host, client, configurations, settings, releases, read),
    neighbours: read,
  });
  registerWatching(services, { folders, releases, neighbours, publisher, licenses });
  registerOpenness(services);
  registerBom(services, host.clock);
  registerNewFile(services);
  registerNewRecipe(services, host.files, read);
  connection.onNotification(EncodingNotification, ({ uri, encoding }: EncodingParams) => {
    linter.setEncoding(uri, encoding);
    publisher.schedule(uri, 'later');
  });
  connection.onShutdown(() => {
    publisher.stop();
    refresher.stop();
    releases.stop();
    licenses.stop();
    around.stop();
  });

  const features: ServerCapabilities = Object.assign({}, ...FEATURES.map((register) => register(services)));
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: client.tellsFolders } },
      ...features,
    },
    serverInfo: { name: 'Model Openness' },
  };
}
