import { jsonEditor } from './json-editor';
import { type TextEdit } from './edit';
import { type Entry, type Item, type ListNode, type MapNode, type ParsedText, type ScalarNode } from './tree';
import { tomlEditor } from './toml-editor';
import { yamlEditor } from './yaml-editor';

/** A value to write: a text, a list of such values, an empty map, or a map of such values in order. */
export type NewValue = string | NewValue[] | NewMap;
export interface NewMap {
  [key: string]: NewValue;
}

/** Where a new entry goes in a map. */
export type EntryPlace = { after: Entry } | 'first' | 'last';

/**
 * Makes edits of a document that keep everything else as it is: comments, order, quotes, indentation. Each call returns
 * edits of the original text; edits of different nodes can be combined.
 */
export interface DocumentEditor {
  /** Replaces a scalar by a text, quoted where it must be. */
  setText(node: ScalarNode, text: string): TextEdit[];
  /** Replaces the key of an entry. */
  renameKey(entry: Entry, key: string): TextEdit[];
  /** Gives an entry a new value; also one that has none yet. */
  setValue(map: MapNode, entry: Entry, value: NewValue): TextEdit[];
  /** Adds an entry to a map. */
  addEntry(map: MapNode, key: string, value: NewValue, place: EntryPlace): TextEdit[];
  /** Removes an entry with its line. */
  removeEntry(map: MapNode, entry: Entry): TextEdit[];
  /** Adds items at the end of a list. */
  addItems(list: ListNode, holder: Entry, items: NewValue[]): TextEdit[];
  /** Removes items with their lines; a list that loses all of them stays as an empty list. */
  removeItems(list: ListNode, items: Item[]): TextEdit[];
}

/** The editor for a document's syntax. */
export function editorFor(parsed: ParsedText): DocumentEditor {
  if (parsed.syntax === 'json') return jsonEditor(parsed);
  return parsed.syntax === 'toml' ? tomlEditor(parsed) : yamlEditor(parsed);
}
