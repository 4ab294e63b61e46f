import { MarkupKind, type Hover, type ServerCapabilities } from 'vscode-languageserver';
import { answer } from './answer';
import { type Services } from './services';

export function registerHover(services: Services): Partial<ServerCapabilities> {
  services.connection.onHover(
    answer<{ textDocument: { uri: string }; position: { line: number; character: number } }, Hover | null>(
      services,
      null,
      async ({ uri, document: { features, kind, parsed } }, { position }) => {
        const hover = features.hover(parsed.lines.offsetAt(position), await services.folders.around(uri, kind));
        return (
          (hover && {
            contents: { kind: MarkupKind.Markdown, value: hover.contents },
            range: parsed.lines.range(hover.span),
          }) ??
          null
        );
      },
    ),
  );
  return { hoverProvider: true };
}
