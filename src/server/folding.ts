import { type FoldingRange, type FoldingRangeParams, type ServerCapabilities } from 'vscode-languageserver';
import { answer } from './answer';
import { type Services } from './services';

export function registerFolding(services: Services): Partial<ServerCapabilities> {
  services.connection.onFoldingRanges(
    answer<FoldingRangeParams, FoldingRange[]>(services, [], ({ document: { features, parsed } }) => {
      if (services.client.neighbour(parsed).outline) return [];
      return features
        .folds()
        .map((span) => ({
          startLine: parsed.lines.positionAt(span.start).line,
          endLine: parsed.lines.positionAt(span.end).line,
        }))
        .filter(({ startLine, endLine }) => startLine < endLine);
    }),
  );
  return { foldingRangeProvider: true };
}
