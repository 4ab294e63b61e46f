import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { type Fix } from '../../../findings/finding';
import { type Span } from '../../../text/position';
import {
  writtenSpan,
  type Entry,
  type MapNode,
  type ParsedText,
  type ScalarNode,
  type TreeNode,
} from '../../../text/tree';

/** Most of a large node that is underlined. */
const MOST = 40;

/** The start of a node: of a map or list of many lines the beginning only. */
export function startOf(node: TreeNode): Span {
  return node.kind === 'scalar' ? node : { start: node.start, end: Math.min(node.end, node.start + MOST) };
}

/** Where a key of a map is written, or the beginning of the map. */
export function keyOr(map: MapNode, entry: Entry | undefined): Span {
  return entry?.key ?? startOf(map);
}

/** Where the value of an entry is written. */
export function valueOf(entry: Entry): Span {
  const { value } = entry;
  return value ? startOf(value) : writtenSpan(entry);
}

export function setText(parsed: ParsedText, node: ScalarNode, text: string, safe: boolean): Fix {
  return { title: t('Change to "{0}"', text), safe, edits: editorFor(parsed).setText(node, text) };
}

/** Gives a map an entry, or another value to the one that it has. */
export function setEntry(
  parsed: ParsedText,
  map: MapNode,
  entry: Entry | undefined,
  key: string,
  text: string,
  safe: boolean,
): Fix {
  const editor = editorFor(parsed);
  return {
    title: entry ? t('Change to "{0}"', text) : t('Add "{0}"', key),
    safe,
    edits: entry ? editor.setValue(map, entry, text) : editor.addEntry(map, key, text, 'last'),
  };
}
