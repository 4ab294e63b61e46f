import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type OpenDocument } from '../core/documents/kind';
import { openDocument } from '../core/documents/kinds';
import { normalUri, pathOf } from './uris';

/** An open document that is ours, at one version. */
export interface ServerDocument {
  uri: string;
  version: number;
  document: OpenDocument;
}

/** The documents that are open in the client, each recognised and parsed once a version. */
export class Documents {
  readonly texts = new TextDocuments(TextDocument);
  private readonly cache = new Map<string, { version: number; document: OpenDocument | undefined }>();

  constructor(connection: Connection) {
    this.texts.onDidClose(({ document }) => this.cache.delete(document.uri));
    this.texts.listen(connection);
  }

  /** A document that is ours; undefined for all others, for which this costs one look at the text. */
  get(uri: string): ServerDocument | undefined {
    const text = this.texts.get(uri);
    if (!text) return undefined;
    let entry = this.cache.get(uri);
    if (entry?.version !== text.version) {
      entry = { version: text.version, document: openDocument(pathOf(uri), text.getText()) };
      this.cache.set(uri, entry);
    }
    return entry.document && { uri, version: text.version, document: entry.document };
  }

  /** The text of an open document, ours or not, by its normal URI. */
  textOf(file: string): string | undefined {
    return this.texts
      .all()
      .find(({ uri }) => normalUri(uri) === file)
      ?.getText();
  }

  /** Every open document that is ours. */
  all(): ServerDocument[] {
    return this.texts.keys().flatMap((uri) => this.get(uri) ?? []);
  }
}
