import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { type Completion, type CompletionKind } from '../core/language/features';
import { type ParsedText } from '../core/text/tree';
import { answer } from './answer';
import { type Services } from './services';

const KIND: Record<CompletionKind, CompletionItemKind> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  enum: CompletionItemKind.EnumMember,
  component: CompletionItemKind.Class,
  license: CompletionItemKind.Constant,
  rule: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};

export function registerCompletion(services: Services): Partial<ServerCapabilities> {
  services.connection.onCompletion(
    answer(services, null, async ({ uri, document }, { position }) => ({
      // Licences that are not open come only when their name is begun: the editor has to ask again.
      isIncomplete: true,
      items: document.features
        .complete(document.parsed.lines.offsetAt(position), await services.folders.around(uri, document.kind))
        .map((item) => toItem(item, document.parsed, services.client.snippets)),
    })),
  );
  // A dash begins a component; a colon or a blank ends `license:` and begins a value; a quote begins one in JSON; a slash
  // leads into a folder.
  return { completionProvider: { triggerCharacters: ['-', ':', ' ', '"', '/'] } };
}

function toItem(item: Completion, parsed: ParsedText, snippets: boolean): CompletionItem {
  const { newText } = item.edit;
  return {
    label: item.label,
    kind: KIND[item.kind],
    sortText: item.sortText,
    textEdit: { range: parsed.lines.range(item.edit), newText: item.snippet && !snippets ? plain(newText) : newText },
    insertTextFormat: item.snippet && snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // The text brings its own indentation.
    insertTextMode: InsertTextMode.asIs,
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
  };
}

/** A snippet without its tab stops: `${1:text}` is `text`, `${2|a,b|}` is `a`. */
function plain(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
    .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$(?:\d+|\{\d+\})/g, '')
    .replace(/\\([$}\\])/g, '$1');
}
