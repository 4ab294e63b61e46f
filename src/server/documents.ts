import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { baseName } from '../core/findings/context';
import { type OpenDocument } from '../core/documents/kind';
import { detectKind } from '../core/documents/kinds';
import { t } from '../core/l10n';
import { withProgress } from './progress';
import { inSlices } from './slices';
import { normalUri, pathOf } from './uris';

/** An open document that is ours, at one version. */
export interface ServerDocument {
  uri: string;
  version: number;
  document: OpenDocument;
}

/** What is known of a text. */
interface Entry {
  version: number;
  document: OpenDocument | undefined;
  /** Settles when the document is prepared. */
  prepared?: Promise<void>;
}

/** The documents that are open in the client, each recognised and parsed once a version. */
export class Documents {
  readonly texts = new TextDocuments(TextDocument);
  private readonly cache = new Map<string, Entry>();

  constructor(private readonly connection: Connection) {
    this.texts.onDidClose(({ document }) => this.cache.delete(document.uri));
    this.texts.listen(connection);
  }

  /** A document that is ours; undefined for all others, for which this costs one look at the text. */
  get(uri: string): ServerDocument | undefined {
    const entry = this.entry(uri);
    return entry?.document && { uri, version: entry.version, document: entry.document };
  }

  /**
   * A document that is ours, with all that takes long about it done. Others are served meanwhile.
   * @throws {SupersededError} when it is changed or closed before
   */
  async ready(uri: string): Promise<ServerDocument | undefined> {
    const entry = this.entry(uri);
    if (!entry?.document) return undefined;
    await (entry.prepared ??= this.prepare(uri, entry.version, entry.document));
    return { uri, version: entry.version, document: entry.document };
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

  private entry(uri: string): Entry | undefined {
    const text = this.texts.get(uri);
    if (!text) return undefined;
    let entry = this.cache.get(uri);
    if (entry?.version !== text.version) {
      entry = { version: text.version, document: read(pathOf(uri), text.getText(), entry?.document) };
      this.cache.set(uri, entry);
    }
    return entry;
  }

  private async prepare(uri: string, version: number, document: OpenDocument): Promise<void> {
    const steps = document.prepare?.();
    if (!steps) return;
    const work = inSlices(steps, () => this.texts.get(uri)?.version === version);
    await withProgress(this.connection, t('Checking {0}', baseName(document.path)), work);
  }
}

/** Recognises and reads a text, with the help of what was there before where that is of the same kind. */
function read(path: string, text: string, previous: OpenDocument | undefined): OpenDocument | undefined {
  const kind = detectKind(path, text);
  return kind && kind === previous?.kind ? previous.update(text) : kind?.open(path, text);
}
