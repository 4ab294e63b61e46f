import { MofDocument } from '../mof/document';
import { type NewMap, type NewValue } from '../text/editor';
import { type ParsedText, type TreeNode } from '../text/tree';
import { hashOf, readOrigins, type PropertyOrigin } from './origins';

/** Begins a comment of a MOF configuration that tells where a value came from. */
export const ORIGIN_COMMENT = '# origin: ';

/** Where the values of a file came from, by the comments at its end. */
export function originsIn(text: string): Map<string, PropertyOrigin> {
  const origins = new Map<string, PropertyOrigin>();
  for (const line of text.split(/\r?\n/))
    if (line.startsWith(ORIGIN_COMMENT))
      for (const [key, origin] of readOrigins(line.slice(ORIGIN_COMMENT.length))) origins.set(key, origin);
  return origins;
}

/** Keys of the release that stand as they were generated: they say nothing that other files do not say. */
export function unchangedKeys(parsed: ParsedText): ReadonlySet<string> {
  const origins = originsIn(parsed.text);
  const { release } = new MofDocument(parsed);
  const unchanged = (release?.entries ?? []).filter(({ key, value }) => {
    const was = origins.get(key.text)?.was;
    return was !== undefined && value !== undefined && hashOf(plain(value)) === was;
  });
  return new Set(unchanged.map(({ key }) => key.text));
}

/** A part of a document as plain values, texts as they are meant. */
export function plain(node: TreeNode): NewValue {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'list') return node.items.map(({ value }) => (value ? plain(value) : ''));
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, value ? plain(value) : '']));
}

/** A component without the words that describe it, which are in the language of the user. */
export function withoutDescription(item: NewMap): NewMap {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'description'));
}
