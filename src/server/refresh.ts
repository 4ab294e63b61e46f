import { CodeLensRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import { reason } from './answer';
import { type ServerDocument } from './documents';
import { type Services } from './services';

/** When lenses are asked for a second time after a document was read, in milliseconds. */
const SECOND_ASK = 1000;

/**
 * Tells the client when lenses and hints are to be asked for again. An editor may ask before it has sent the document,
 * and then shows nothing until the next change.
 */
export class Refresher {
  /** What the lenses of each document said last. */
  private readonly lenses = new Map<string, string>();
  private readonly timers = new Set<NodeJS.Timeout>();

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
    // VS Code, seen in 1.105 and 1.139, can miss a provider that registers while it opens the editor, and then never asks.
    if (client.refreshesLenses && before === undefined) this.askLater(CodeLensRefreshRequest.type.method);
    if (client.refreshesHints && before === undefined) this.ask(InlayHintRefreshRequest.type.method);
  }

  /** Ends what waits. */
  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private askLater(method: string): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.ask(method);
    }, SECOND_ASK);
    this.timers.add(timer);
  }

  private ask(method: string): void {
    const { connection } = this.services;
    connection.sendRequest(method).catch((error: unknown) => connection.console.warn(`${method}: ${reason(error)}`));
  }
}
