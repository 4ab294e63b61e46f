// Talks to the language server as an editor does: over a pair of streams, with no editor.
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type FolderEntry } from '../../src/files/walk';
import {
  OpennessChangedNotification,
  type InitializationOptions,
  type OpennessChangedParams,
} from '../../src/server/protocol';
import { startServer } from '../../src/server/server';

/** All that VS Code says it can do, as far as the server asks. */
export const VSCODE: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
  window: { showDocument: { support: true } },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    completion: { completionItem: { snippetSupport: true } },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
    definition: { linkSupport: true },
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

export interface Setup {
  capabilities?: ClientCapabilities;
  options?: InitializationOptions;
  /** Files on disk: path below the workspace folder to text. */
  files?: Record<string, string>;
  /** The user's settings, section `modelOpenness`. */
  settings?: unknown;
  /** Opens no workspace folder. */
  noFolder?: boolean;
}

const FOLDER = 'file:///workspace/models';

/** A client with a server of its own. Every wait ends with an error that names what was waited for. */
export class TestClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly log: string[] = [];
  readonly pages: string[] = [];
  readonly opennessChanges: OpennessChangedParams[] = [];
  readonly registered: string[] = [];
  /** Methods by which the server asked for lenses or hints to be fetched again. */
  readonly refreshes: string[] = [];
  settings: unknown;
  initialized!: InitializeResult;
  private readonly versions = new Map<string, number>();

  private constructor(
    readonly connection: ProtocolConnection,
    readonly files: Map<string, string>,
    /** Folders that the server listed, one a time. */
    readonly listed: string[],
    private readonly end: () => void,
  ) {}

  static async start(setup: Setup = {}): Promise<TestClient> {
    const up = new PassThrough();
    const down = new PassThrough();
    const files = new Map(Object.entries(setup.files ?? {}));
    const listed: string[] = [];
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    startServer(server, {
      files: {
        read: async (uri) => files.get(pathIn(uri)),
        list: async (uri) => {
          listed.push(pathIn(uri));
          return entries(files, pathIn(uri));
        },
        size: async (uri) => files.get(pathIn(uri))?.length,
      },
      clock: { now: () => new Date('2026-11-22') },
    });
    const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    const client = new TestClient(connection, files, listed, () => {
      connection.dispose();
      server.dispose();
    });
    client.settings = setup.settings;
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      client.published.push(params);
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      client.log.push(message);
    });
    connection.onNotification(OpennessChangedNotification, (params: OpennessChangedParams) => {
      client.opennessChanges.push(params);
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => client.settings ?? null),
    );
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      client.registered.push(...registrations.map(({ method }) => method));
      return null;
    });
    for (const method of ['workspace/codeLens/refresh', 'workspace/inlayHint/refresh'])
      connection.onRequest(method, () => {
        client.refreshes.push(method);
        return null;
      });
    connection.onRequest('window/showDocument', ({ uri }) => {
      client.pages.push(uri);
      return { success: true };
    });
    connection.listen();
    client.initialized = await connection.sendRequest('initialize', {
      processId: null,
      capabilities: setup.capabilities ?? VSCODE,
      initializationOptions: setup.options,
      rootUri: setup.noFolder ? null : FOLDER,
      workspaceFolders: setup.noFolder ? null : [{ uri: FOLDER, name: 'models' }],
    });
    await connection.sendNotification('initialized', {});
    const expected = (setup.capabilities ?? VSCODE).workspace?.didChangeWatchedFiles?.dynamicRegistration ? 2 : 0;
    await client.wait('registrations', () => (client.registered.length >= expected ? true : undefined));
    return client;
  }

  uri(path: string): string {
    return path.includes(':') ? path : `${FOLDER}/${path}`;
  }

  async open(path: string, text: string, languageId = path.endsWith('.json') ? 'json' : 'yaml'): Promise<void> {
    const uri = this.uri(path);
    this.versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the whole text; resolves with its version. */
  async change(path: string, text: string): Promise<number> {
    const uri = this.uri(path);
    const version = this.versions.get(uri)! + 1;
    this.versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
    return version;
  }

  async close(path: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  /** Says that a file was written, changed or, without text, deleted on disk. */
  async write(path: string, text: string | undefined): Promise<void> {
    const isNew = !this.files.has(path);
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: this.uri(path), type: text === undefined ? 3 : isNew ? 1 : 2 }],
    });
  }

  async changeSettings(settings: unknown): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  request<R>(method: string, path: string, params: object = {}): Promise<R> {
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri(path) }, ...params });
  }

  /** The latest diagnostics of a document, once they are for its latest version and satisfy a condition. */
  async diagnostics(path: string, until: (found: Diagnostic[]) => boolean = () => true): Promise<Diagnostic[]> {
    const uri = this.uri(path);
    return this.wait(`diagnostics of ${path}`, () => {
      const latest = this.published.findLast((p) => p.uri === uri);
      return latest && latest.version === this.versions.get(uri) && until(latest.diagnostics)
        ? latest.diagnostics
        : undefined;
    });
  }

  /** Ids of the rules that a document breaks, in order of place. */
  async rules(path: string, until: (rules: string[]) => boolean = () => true): Promise<string[]> {
    const ids = (found: Diagnostic[]) => found.map(({ code }) => String(code));
    return ids(await this.diagnostics(path, (found) => until(ids(found))));
  }

  codeActions(path: string, line: number, only?: string[], character = 0, end = 999): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', path, {
      range: { start: { line, character }, end: { line, character: end } },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  async wait<T>(what: string, look: () => T | undefined, ms = 30_000): Promise<T> {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(5)) {
      const seen = look();
      if (seen !== undefined) return seen;
    }
    throw new Error(`waited in vain for ${what}; log: ${this.log.join('\n')}`);
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.end();
  }
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A text after the edits that a workspace edit has for it. */
export function applied(text: string, uri: string, edit: WorkspaceEdit | undefined): string {
  const edits: TextEdit[] = [
    ...(edit?.changes?.[uri] ?? []),
    ...(edit?.documentChanges ?? []).flatMap((change) =>
      'textDocument' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
    ),
  ];
  return TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), edits);
}

function pathIn(uri: string): string {
  return decodeURIComponent(uri).slice(FOLDER.length + 1);
}

/** The entries of a folder among files that are known by path. */
function entries(files: Map<string, string>, folder: string): FolderEntry[] {
  const prefix = folder ? `${folder}/` : '';
  const found = new Map<string, FolderEntry>();
  for (const path of files.keys()) {
    if (!path.startsWith(prefix)) continue;
    const [name, ...rest] = path.slice(prefix.length).split('/') as [string, ...string[]];
    found.set(name, { name, kind: rest.length ? 'folder' : 'file' });
  }
  return [...found.values()];
}
