import { type CodeLens, type CodeLensParams, type ServerCapabilities } from 'vscode-languageserver';
import { answer } from './answer';
import { ClientCommand } from './protocol';
import { type Services } from './services';

export function registerCodeLens(services: Services): Partial<ServerCapabilities> {
  services.connection.onCodeLens(
    answer<CodeLensParams, CodeLens[]>(services, [], async ({ uri, document }) => {
      if (!(await services.settings.for(uri)).codeLens) return [];
      return document.features.codeLenses().map(({ span, title, command }) => ({
        range: document.parsed.lines.range(span),
        // An empty command makes a lens that says something and does nothing.
        command: services.client.options.commands
          ? { title, command: ClientCommand[command], arguments: [uri] }
          : { title, command: '' },
      }));
    }),
  );
  return { codeLensProvider: {} };
}
