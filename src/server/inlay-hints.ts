import { MarkupKind, type InlayHint, type InlayHintParams, type ServerCapabilities } from 'vscode-languageserver';
import { answer } from './answer';
import { type Services } from './services';

export function registerInlayHints(services: Services): Partial<ServerCapabilities> {
  services.connection.languages.inlayHint.on(
    answer<InlayHintParams, InlayHint[]>(services, [], async ({ uri, document }, params) => {
      if (!(await services.settings.for(uri)).inlayHints) return [];
      const { lines } = document.parsed;
      const span = { start: lines.offsetAt(params.range.start), end: lines.offsetAt(params.range.end) };
      return document.features.inlayHints(span).map(({ offset, label, tooltip, target }) => ({
        position: lines.positionAt(offset),
        label: [{ value: label, ...(target ? { location: { uri, range: lines.range(target) } } : {}) }],
        tooltip: { kind: MarkupKind.Markdown, value: tooltip },
        paddingLeft: true,
      }));
    }),
  );
  return { inlayHintProvider: true };
}
