import { type DocumentSymbol, type SymbolKind } from '../../../language/features';
import { type Span } from '../../../text/position';
import { asScalar, entryOf, writtenSpan, type Entry, type Item } from '../../../text/tree';
import { type KitfileDocument, type KitLayer } from '../document';

const KIND: Readonly<Record<KitLayer['section'], SymbolKind>> = {
  model: 'component',
  part: 'file',
  code: 'file',
  dataset: 'data',
  doc: 'file',
  prompt: 'file',
  'mcp-server': 'file',
};

/** The outline: the keys of the file, and below each section its layers by name or path. */
export function symbols(document: KitfileDocument): DocumentSymbol[] {
  const entries = document.root?.entries.filter(({ merged, key }) => !merged && key.text !== '') ?? [];
  return entries.map((entry) => {
    const inner = entry.alias ? [] : document.layers.filter(({ holder }) => holder !== entry && within(entry, holder));
    const pack = entry.key.text === 'package' ? asScalar(entryOf(entry.value, 'name')?.value)?.text : undefined;
    const model = document.layers.find(({ holder }) => holder === entry);
    const detail = asScalar(entry.value)?.text ?? pack ?? model?.path?.text;
    return {
      name: entry.key.text,
      ...(detail ? { detail } : {}),
      kind: model ? KIND.model : entry.value?.kind === 'list' ? 'array' : inner.length ? 'array' : 'object',
      span: trimmed(document, { start: entry.start, end: entry.alias?.end ?? entry.end }),
      selection: { start: entry.key.start, end: entry.key.end },
      children: inner.map((layer) => symbolOf(document, layer)),
    };
  });
}

function symbolOf(document: KitfileDocument, { section, holder, name, path }: KitLayer): DocumentSymbol {
  const span = trimmed(document, holder);
  const named = name ?? path;
  const written = named && !named.entry.merged ? writtenSpan(named.entry) : undefined;
  const inside = written && span.start <= written.start && written.end <= span.end;
  return {
    name: named?.text ?? section,
    ...(name && path ? { detail: path.text } : {}),
    kind: KIND[section],
    span,
    selection: inside ? { start: written.start, end: written.end } : span,
    children: [],
  };
}

function within(outer: Entry, { start, end }: Entry | Item): boolean {
  return outer.start <= start && end <= outer.end;
}

/** Maps of block style end behind the last line break. */
function trimmed({ parsed: { text } }: KitfileDocument, { start, end }: Span): Span {
  let last = end;
  while (last > start && /\s/.test(text[last - 1]!)) last--;
  return { start, end: last };
}
