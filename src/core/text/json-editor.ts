import { type TextEdit } from './edit';
import { type DocumentEditor, type EntryPlace, type NewValue } from './editor';
import { type Entry, type Item, type ListNode, type MapNode, type ParsedText } from './tree';

/** Edits of JSON text; new lines follow the indentation that the text has. */
export function jsonEditor(parsed: ParsedText): DocumentEditor {
  const { text } = parsed;
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const multiline = text.includes('\n');

  const indentAt = (offset: number): string => {
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
    return /^[ \t]*/.exec(line)![0];
  };
  const print = (value: NewValue, indent: string): string => {
    const plain = JSON.stringify(value, null, multiline ? unit : undefined);
    return plain.replaceAll('\n', newline + indent);
  };
  /** Puts members before, between or after those of a container. */
  const insert = (container: MapNode | ListNode, members: string[], after: Entry | Item | undefined): TextEdit[] => {
    const existing = container.kind === 'map' ? container.entries : container.items;
    const outer = indentAt(container.start);
    const gap = multiline ? newline + outer + unit : existing.length ? ' ' : '';
    const joined = members.join(`,${gap || ' '}`);
    if (!existing.length) {
      const close = multiline ? newline + outer : '';
      return [{ start: container.start + 1, end: container.end - 1, newText: gap + joined + close }];
    }
    if (after) return [{ start: after.end, end: after.end, newText: `,${gap}${joined}` }];
    return [{ start: existing[0]!.start, end: existing[0]!.start, newText: `${joined},${gap}` }];
  };
  /** Removes neighbouring members together with the comma that joined them to the rest. */
  const remove = (container: MapNode | ListNode, members: readonly (Entry | Item)[]): TextEdit[] => {
    const existing: readonly (Entry | Item)[] = container.kind === 'map' ? container.entries : container.items;
    const keep = existing.filter((m) => !members.includes(m));
    if (!keep.length) return [{ start: container.start + 1, end: container.end - 1, newText: '' }];
    const edits: TextEdit[] = [];
    const first = existing.indexOf(keep[0]!);
    if (first > 0) edits.push({ start: existing[0]!.start, end: keep[0]!.start, newText: '' });
    for (let i = first + 1; i < existing.length; i++)
      if (members.includes(existing[i]!))
        edits.push({ start: existing[i - 1]!.end, end: existing[i]!.end, newText: '' });
    return edits;
  };
  const indentOf = (container: MapNode | ListNode): string => indentAt(container.start) + unit;

  return {
    setText: (node, value) => [{ start: node.start, end: node.end, newText: JSON.stringify(value) }],
    renameKey: (entry, key) => [{ start: entry.key.start, end: entry.key.end, newText: JSON.stringify(key) }],
    setValue(map, entry, value) {
      const newText = print(value, indentOf(map));
      if (entry.value) return [{ start: entry.value.start, end: entry.value.end, newText }];
      return [{ start: entry.key.end, end: entry.end, newText: `: ${newText}` }];
    },
    addEntry(map, key, value, place: EntryPlace) {
      const member = `${JSON.stringify(key)}: ${print(value, indentOf(map))}`;
      const after = place === 'first' ? undefined : place === 'last' ? map.entries.at(-1) : place.after;
      return insert(map, [member], after);
    },
    removeEntry: (map, entry) => remove(map, [entry]),
    addItems: (list, _holder, items) =>
      insert(
        list,
        items.map((item) => print(item, indentOf(list))),
        list.items.at(-1),
      ),
    removeItems: (list, items) => remove(list, items),
  };
}
