import {
  SymbolKind,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type ServerCapabilities,
  type SymbolInformation,
} from 'vscode-languageserver';
import { type DocumentSymbol as CoreSymbol, type SymbolKind as CoreKind } from '../core/language/features';
import { type LineIndex } from '../core/text/position';
import { answer } from './answer';
import { type Services } from './services';

const KIND: Record<CoreKind, SymbolKind> = {
  document: SymbolKind.File,
  object: SymbolKind.Object,
  array: SymbolKind.Array,
  component: SymbolKind.Class,
  data: SymbolKind.Struct,
  file: SymbolKind.File,
  agent: SymbolKind.Interface,
  relation: SymbolKind.Event,
  license: SymbolKind.Constant,
  value: SymbolKind.String,
};

export function registerSymbols(services: Services): Partial<ServerCapabilities> {
  services.connection.onDocumentSymbol(
    answer<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(services, [], ({ uri, document }) => {
      const { features, parsed } = document;
      if (services.client.neighbour(parsed).outline && !features.ownOutline) return [];
      const { lines } = parsed;
      const symbols = features.symbols();
      return services.client.nestedSymbols ? symbols.map((s) => nested(s, lines)) : flat(symbols, lines, uri);
    }),
  );
  return { documentSymbolProvider: true };
}

function nested(symbol: CoreSymbol, lines: LineIndex): DocumentSymbol {
  return {
    // Clients refuse a symbol without a name.
    name: symbol.name || '""',
    ...(symbol.detail === undefined ? {} : { detail: symbol.detail }),
    kind: KIND[symbol.kind],
    range: lines.range(symbol.span),
    selectionRange: lines.range(symbol.selection),
    children: symbol.children.map((child) => nested(child, lines)),
  };
}

function flat(symbols: readonly CoreSymbol[], lines: LineIndex, uri: string, holder?: string): SymbolInformation[] {
  return symbols.flatMap((symbol) => [
    {
      name: symbol.name || '""',
      kind: KIND[symbol.kind],
      location: { uri, range: lines.range(symbol.span) },
      ...(holder === undefined ? {} : { containerName: holder }),
    },
    ...flat(symbol.children, lines, uri, symbol.name),
  ]);
}
