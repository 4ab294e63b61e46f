import { type CodeLens, type CodeLensParams, type Range, type ServerCapabilities } from 'vscode-languageserver';
import { t } from '../core/l10n';
import { answer } from './answer';
import { ClientCommand } from './protocol';
import { type Services } from './services';

export function registerCodeLens(services: Services): Partial<ServerCapabilities> {
  services.connection.onCodeLens(
    answer<CodeLensParams, CodeLens[]>(services, [], async ({ uri, document }) => {
      if (!(await services.settings.for(uri)).codeLens) return [];
      const lenses = document.features.codeLenses().map(({ span, title, command }) => ({
        range: document.parsed.lines.range(span),
        // An empty command makes a lens that says something and does nothing.
        command: services.client.options.commands
          ? { title, command: ClientCommand[command], arguments: [uri] }
          : { title, command: '' },
      }));
      return [...lenses, ...(lenses[0] ? signingLenses(services, uri, lenses[0].range) : [])];
    }),
  );
  return { codeLensProvider: {} };
}

/** A file that is named after its format, not after one model of many, stands in the folder of its model. */
const MODEL_FILE = /\/mof\.(?:ya?ml|json)$/i;

function signingLenses({ client }: Services, uri: string, range: Range): CodeLens[] {
  if (!client.options.signing || !uri.startsWith('file:') || !MODEL_FILE.test(uri)) return [];
  const lens = (title: string, command: 'signModel' | 'verifyModel'): CodeLens => ({
    range,
    command: { title, command: ClientCommand[command], arguments: [uri] },
  });
  return [lens(t('Sign model'), 'signModel'), lens(t('Verify model'), 'verifyModel')];
}
