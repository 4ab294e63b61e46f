import { type Location, type ReferenceParams, type ServerCapabilities } from 'vscode-languageserver';
import { answer } from './answer';
import { type Services } from './services';

export function registerReferences(services: Services): Partial<ServerCapabilities> {
  services.connection.onReferences(
    answer<ReferenceParams, Location[]>(services, [], ({ uri, document }, { position, context }) => {
      const { features, parsed } = document;
      const found = features.references?.(parsed.lines.offsetAt(position));
      if (!found) return [];
      const definition = context.includeDeclaration && found.definition ? [found.definition] : [];
      return [...definition, ...found.uses].map((span) => ({ uri, range: parsed.lines.range(span) }));
    }),
  );
  return { referencesProvider: true };
}
