import { type DocumentLink, type DocumentLinkParams, type ServerCapabilities } from 'vscode-languageserver';
import { answer } from './answer';
import { type Services } from './services';
import { resolvedFrom } from './uris';

export function registerLinks(services: Services): Partial<ServerCapabilities> {
  services.connection.onDocumentLinks(
    answer<DocumentLinkParams, DocumentLink[]>(services, [], async ({ uri, document: { features, kind, parsed } }) =>
      features
        .links(await services.folders.around(uri, kind))
        .map(({ span, url }) => ({ range: parsed.lines.range(span), target: resolvedFrom(uri, url) })),
    ),
  );
  return { documentLinkProvider: {} };
}
