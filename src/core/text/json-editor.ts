import { type TextEdit } from './edit';
import { type DocumentEditor, type EntryPlace, type NewValue } from './editor';
import { type Entry, type Item, type ListNode, type MapNode, type ParsedText } from './tree';

/** How a syntax with braces and brackets is written. */
export interface FlowStyle {
  /** A text as key or value. */
  quote(text: string): string;
  /** A whole value on one line. */
  inline(value: NewValue): string;
  /** Whether an empty container may be opened over several lines. */
  opens: boolean;
}

const JSON_STYLE: FlowStyle = {
  quote: (text) => JSON.stringify(text),
  inline: (value) => JSON.stringify(value),
  opens: true,
};

/**
 * Edits of JSON text; new lines follow the indentation that the text has.
 * @param style how to write in another syntax that contains JSON
 */
export function jsonEditor(parsed: ParsedText, style = JSON_STYLE): DocumentEditor {
  const { text } = parsed;
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';

  /** What stands behind colons and commas on one line: nothing in text without any blanks. */
  const blank = style.opens && !/[":,] /.test(text) ? '' : ' ';

  /** The blanks before the first character of the line an offset is on. */
  const indentAt = (offset: number): string => {
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
    return /^[ \t]*/.exec(line)![0];
  };
  const members = (container: MapNode | ListNode): readonly (Entry | Item)[] =>
    container.kind === 'map' ? container.entries.filter((e) => !e.merged) : container.items;
  /** Whether members of a container stand on lines of their own. */
  const multiline = (container: MapNode | ListNode): boolean =>
    members(container).length
      ? text.slice(container.start, container.end).includes('\n')
      : style.opens && text.includes('\n');
  /** The indentation of a container's members. */
  const memberIndent = (container: MapNode | ListNode): string => {
    const last = members(container).at(-1);
    const own = last && /\n([ \t]*)$/.exec(text.slice(0, last.start))?.[1];
    return own ?? indentAt(container.start) + unit;
  };
  const print = (value: NewValue, indent: string, lines: boolean): string =>
    lines ? JSON.stringify(value, null, unit).replaceAll('\n', newline + indent) : style.inline(value);
  /** Puts members before, between or after those of a container. */
  const insert = (
    container: MapNode | ListNode,
    added: ((indent: string, lines: boolean) => string)[],
    after: Entry | Item | undefined,
  ): TextEdit[] => {
    const existing = members(container);
    const lines = multiline(container);
    const indent = memberIndent(container);
    const joined = added.map((member) => member(indent, lines)).join(lines ? `,${newline}${indent}` : `,${blank}`);
    if (!existing.length) {
      const newText = lines ? newline + indent + joined + newline + indentAt(container.start) : joined;
      return [{ start: container.start + 1, end: container.end - 1, newText }];
    }
    const gap = lines ? newline + indent : blank;
    if (after) return [{ start: after.end, end: after.end, newText: `,${gap}${joined}` }];
    return [{ start: existing[0]!.start, end: existing[0]!.start, newText: `${joined},${gap}` }];
  };
  /** Removes members together with the comma that joined them to the rest. */
  const remove = (container: MapNode | ListNode, removed: readonly (Entry | Item)[]): TextEdit[] => {
    const existing = members(container);
    const keep = existing.filter((m) => !removed.includes(m));
    if (keep.length === existing.length) return [];
    if (!keep.length) return [{ start: container.start + 1, end: container.end - 1, newText: '' }];
    const edits: TextEdit[] = [];
    const first = existing.indexOf(keep[0]!);
    if (first > 0) edits.push({ start: existing[0]!.start, end: keep[0]!.start, newText: '' });
    for (let i = first + 1; i < existing.length; i++)
      if (removed.includes(existing[i]!))
        edits.push({ start: existing[i - 1]!.end, end: existing[i]!.end, newText: '' });
    return edits;
  };

  return {
    setText: (node, value) => [{ start: node.start, end: node.end, newText: style.quote(value) }],
    renameKey: (entry, key) => [{ start: entry.key.start, end: entry.key.end, newText: style.quote(key) }],
    setValue(map, entry, value) {
      if (entry.merged) return [];
      const newText = print(value, memberIndent(map), multiline(map) && style.opens);
      const written = entry.alias ?? entry.value;
      if (written) return [{ start: written.start, end: written.end, newText }];
      return [{ start: entry.key.end, end: entry.end, newText: `: ${newText}` }];
    },
    addEntry(map, key, value, place: EntryPlace) {
      const member = (indent: string, lines: boolean): string =>
        `${style.quote(key)}:${lines ? ' ' : blank}${print(value, indent, lines && style.opens)}`;
      const own = members(map);
      const named = typeof place === 'object' && !place.after.merged ? place.after : undefined;
      return insert(map, [member], place === 'first' ? undefined : (named ?? own.at(-1)));
    },
    removeEntry: (map, entry) => remove(map, [entry]),
    addItems: (list, _holder, items) =>
      insert(
        list,
        items.map((item) => (indent, lines) => print(item, indent, lines && style.opens)),
        list.items.at(-1),
      ),
    removeItems: (list, items) => remove(list, items),
  };
}
