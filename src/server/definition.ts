import {
  type DefinitionLink,
  type DefinitionParams,
  type Location,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { answer } from './answer';
import { type Services } from './services';

export function registerDefinition(services: Services): Partial<ServerCapabilities> {
  services.connection.onDefinition(
    answer<DefinitionParams, DefinitionLink[] | Location[]>(services, [], ({ uri, document }, { position }) => {
      const { features, parsed } = document;
      const found = features.define(parsed.lines.offsetAt(position));
      if (!found) return [];
      const range = parsed.lines.range(found.target);
      if (!services.client.definitionLinks) return [{ uri, range }];
      return [
        {
          originSelectionRange: parsed.lines.range(found.origin),
          targetUri: uri,
          targetRange: range,
          targetSelectionRange: range,
        },
      ];
    }),
  );
  return { definitionProvider: true };
}
