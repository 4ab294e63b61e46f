import { type DocumentLink, type DocumentLinkParams, type ServerCapabilities } from 'vscode-languageserver';
import { answer } from './answer';
import { type Services } from './services';

export function registerLinks(services: Services): Partial<ServerCapabilities> {
  services.connection.onDocumentLinks(
    answer<DocumentLinkParams, DocumentLink[]>(services, [], ({ document: { features, parsed } }) =>
      features.links().map(({ span, url }) => ({ range: parsed.lines.range(span), target: url })),
    ),
  );
  return { documentLinkProvider: {} };
}
