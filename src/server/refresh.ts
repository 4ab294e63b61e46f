import { CodeLensRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import { reason } from './answer';
import { type ServerDocument } from './documents';
import { type Services } from './services';

/**
 * Tells the client when lenses and hints are to be asked for again. An editor may ask before it has sent the document,
 * and then shows nothing until the next change.
 */
export class Refresher {
  /** What the lenses of each document said last. */
  private readonly lenses = new Map<string, string>();

  constructor(private readonly services: Services) {
    services.documents.texts.onDidClose(({ document }) => this.lenses.delete(document.uri));
  }

  /** Takes note of a document that was linted; undefined stands for one that is not ours. */
  after(uri: string, document: ServerDocument | undefined): void {
    const before = this.lenses.get(uri);
    if (!document) {
      this.lenses.delete(uri);
      return;
    }
    const now = document.document.features
      .codeLenses()
      .map(({ title }) => title)
      .join('\n');
    this.lenses.set(uri, now);
    const { client } = this.services;
    if (client.refreshesLenses && before !== now) this.ask(CodeLensRefreshRequest.type.method);
    if (client.refreshesHints && before === undefined) this.ask(InlayHintRefreshRequest.type.method);
  }

  private ask(method: string): void {
    const { connection } = this.services;
    connection.sendRequest(method).catch((error: unknown) => connection.console.warn(`${method}: ${reason(error)}`));
  }
}
