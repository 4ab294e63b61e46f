import { type DocumentEditor } from './editor';
import { jsonEditor } from './json-editor';
import { type ParsedText } from './tree';

/** A bare key needs no quotes (TOML 1.0, "Keys"). */
const BARE = /^[A-Za-z0-9_-]+$/;

/** Edits of TOML text: single values, keys, and items of arrays. Tables stay as they are: nothing adds or removes any. */
export function tomlEditor(parsed: ParsedText): DocumentEditor {
  const { text } = parsed;
  const arrays = jsonEditor(parsed);
  return {
    setText: (node, value) => [
      { start: node.start, end: node.end, newText: text[node.start] === "'" ? literal(value) : basic(value) },
    ],
    renameKey: ({ key }, name) => [{ start: key.start, end: key.end, newText: BARE.test(name) ? name : basic(name) }],
    setValue: (_map, { value }, next) =>
      value?.kind === 'scalar' && typeof next === 'string'
        ? [{ start: value.start, end: value.end, newText: basic(next) }]
        : [],
    addEntry: () => [],
    removeEntry: () => [],
    addItems: () => [],
    // A comment inside an array would go with the items around it.
    removeItems: (list, items) =>
      text.slice(list.start, list.end).includes('#') ? [] : arrays.removeItems(list, items),
  };
}

/** A basic string: escapes of JSON are escapes of TOML. */
function basic(value: string): string {
  return JSON.stringify(value);
}

/** A literal string has no escapes, so what it can't hold is written as a basic one. */
function literal(value: string): string {
  // eslint-disable-next-line no-control-regex
  return /['\x00-\x08\x0a-\x1f\x7f]/.test(value) ? basic(value) : `'${value}'`;
}
