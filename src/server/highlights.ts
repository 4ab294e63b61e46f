import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type DocumentHighlightParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { type Span } from '../core/text/position';
import { answer } from './answer';
import { type Services } from './services';

/** More places are not marked: editors ask at every move of the cursor. */
const MOST = 2000;

/** Marks the other places that name the thing at the cursor. */
export function registerHighlights(services: Services): Partial<ServerCapabilities> {
  services.connection.onDocumentHighlight(
    answer<DocumentHighlightParams, DocumentHighlight[]>(services, [], ({ document }, { position }) => {
      const { features, parsed } = document;
      const found = features.references?.(parsed.lines.offsetAt(position));
      if (!found || found.uses.length > MOST) return [];
      const as = (kind: DocumentHighlightKind) => (span: Span) => ({ range: parsed.lines.range(span), kind });
      const definition = found.definition ? [found.definition] : [];
      return [...definition.map(as(DocumentHighlightKind.Write)), ...found.uses.map(as(DocumentHighlightKind.Read))];
    }),
  );
  return { documentHighlightProvider: true };
}
