import { type InitializeParams } from 'vscode-languageserver';
import { type InitializationOptions, type NeighbourOf } from './protocol';
import { type ParsedText } from '../core/text/tree';

/** What the client can do and wants, read once from `initialize`. */
export class Client {
  readonly options: InitializationOptions;

  constructor(private readonly params: InitializeParams) {
    this.options = (params.initializationOptions as InitializationOptions | null | undefined) ?? {};
  }

  private get textDocument() {
    return this.params.capabilities.textDocument ?? {};
  }

  private get workspace() {
    return this.params.capabilities.workspace ?? {};
  }

  /** Which parts of a diagnostic it understands beside the message. */
  get diagnostics() {
    const can = this.textDocument.publishDiagnostics ?? {};
    return {
      tags: can.tagSupport !== undefined,
      related: can.relatedInformation === true,
      page: can.codeDescriptionSupport === true,
    };
  }

  get asksForEditsLater(): boolean {
    const can = this.textDocument.codeAction ?? {};
    return can.dataSupport === true && (can.resolveSupport?.properties.includes('edit') ?? false);
  }

  get versionedEdits(): boolean {
    return this.workspace.workspaceEdit?.documentChanges === true;
  }

  get createsFiles(): boolean {
    return this.versionedEdits && (this.workspace.workspaceEdit?.resourceOperations?.includes('create') ?? false);
  }

  get opensPages(): boolean {
    return this.params.capabilities.window?.showDocument?.support === true;
  }

  get snippets(): boolean {
    return this.textDocument.completion?.completionItem?.snippetSupport === true;
  }

  get definitionLinks(): boolean {
    return this.textDocument.definition?.linkSupport === true;
  }

  get preparesRenames(): boolean {
    return this.textDocument.rename?.prepareSupport === true;
  }

  get nestedSymbols(): boolean {
    return this.textDocument.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
  }

  get answersConfiguration(): boolean {
    return this.workspace.configuration === true;
  }

  get registersConfiguration(): boolean {
    return this.workspace.didChangeConfiguration?.dynamicRegistration === true;
  }

  get watchesFiles(): boolean {
    return this.workspace.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  get tellsFolders(): boolean {
    return this.workspace.workspaceFolders === true;
  }

  get refreshesLenses(): boolean {
    return this.workspace.codeLens?.refreshSupport === true;
  }

  get refreshesHints(): boolean {
    return this.workspace.inlayHint?.refreshSupport === true;
  }

  /** The folders that are open at the start. */
  get folders(): string[] {
    const { workspaceFolders, rootUri } = this.params;
    return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  }

  /** What another extension does for a text. None looks into the front matter of Markdown. */
  neighbour({ syntax, extent }: ParsedText): NeighbourOf {
    const { neighbours } = this.options;
    if (extent) return {};
    return (syntax === 'yaml' || syntax === 'json' ? neighbours?.[syntax] : undefined) ?? {};
  }
}
