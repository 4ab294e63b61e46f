import { motTypeOf } from './scalars';
import { type TextEdit } from './edit';
import { type DocumentEditor, type NewMap, type NewValue } from './editor';
import { jsonEditor } from './json-editor';
import { type Entry, type Item, type ParsedText } from './tree';

/** Edits of YAML text. In flow style (braces) YAML is edited as JSON, which it contains. */
export function yamlEditor(parsed: ParsedText): DocumentEditor {
  const { text, lines } = parsed;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const flow = jsonEditor(parsed);

  const column = (offset: number): number => lines.positionAt(offset).character;
  /** The end of the line an offset is on, and whether a line break has to be added there. */
  const afterLine = (offset: number): { at: number; missingBreak: boolean } => {
    const line = lines.positionAt(offset).line;
    const at = lines.nextLine(line);
    return { at, missingBreak: lines.lineSpan(line).end === at };
  };
  const insertLines = (offset: number, block: string): TextEdit[] => {
    const { at, missingBreak } = afterLine(offset);
    return [{ start: at, end: at, newText: missingBreak ? newline + block : block + newline }];
  };
  /** Where the content of a member ends: block scalars and maps end behind their last line break. */
  const contentEnd = (member: Entry | Item): number => {
    let end = member.end;
    while (end > member.start && /\s/.test(text[end - 1]!)) end--;
    return end;
  };
  /** The whole lines of a member, when nothing else is on them. */
  const lineSpan = (member: Entry | Item): { start: number; end: number } => {
    const first = lines.positionAt(member.start).line;
    const last = lines.positionAt(contentEnd(member)).line;
    return { start: lines.lineSpan(first).start, end: lines.nextLine(last) };
  };
  const unit = indentUnit(text);

  const printMap = (map: NewMap, indent: number): string[] =>
    Object.entries(map).flatMap(([key, value]) => printEntry(key, value, indent));
  const printEntry = (key: string, value: NewValue, indent: number): string[] => {
    const lead = ' '.repeat(indent) + scalar(key);
    if (typeof value === 'string') return [`${lead}: ${scalar(value)}`];
    if (Array.isArray(value)) {
      if (!value.length) return [`${lead}: []`];
      return [`${lead}:`, ...value.flatMap((item) => printItem(item, indent + unit, false))];
    }
    if (!Object.keys(value).length) return [`${lead}: {}`];
    return [`${lead}:`, ...printMap(value, indent + unit)];
  };
  /** A list item: the dash on its own line or before the first key, as the list has it. */
  const printItem = (item: NewValue, indent: number, dashAlone: boolean): string[] => {
    const dash = ' '.repeat(indent) + '-';
    if (typeof item === 'string') return [`${dash} ${scalar(item)}`];
    // A list inside a list is not written by any of our documents; flow style is right for all of them.
    if (Array.isArray(item)) return [`${dash} ${JSON.stringify(item)}`];
    const body = printMap(item, indent + (dashAlone ? unit : 2));
    return dashAlone ? [dash, ...body] : [`${dash} ${body[0]!.trimStart()}`, ...body.slice(1)];
  };

  return {
    setText: (node, value) => [{ start: node.start, end: node.end, newText: scalarLike(value, text[node.start]) }],
    renameKey: (entry, key) => [{ start: entry.key.start, end: entry.key.end, newText: scalar(key) }],
    setValue(map, entry, value) {
      if (map.flow) return flow.setValue(map, entry, value);
      const indent = column(entry.key.start);
      const printed = printEntry('x', value, indent);
      const inline = printed[0]!.trimStart().slice(2);
      const rest = printed.slice(1);
      const empty = !entry.value || entry.value.end === entry.value.start;
      // An anchor's target is shared: the alias is replaced, never what it names.
      const written = entry.alias ?? (empty ? undefined : entry.value);
      const colon = text.indexOf(':', entry.key.end);
      const start = written?.start ?? colon + 1;
      const end = written ? (entry.alias ? entry.alias.end : contentEnd(entry)) : colon + 1;
      const first = written ? inline.trimStart() : inline;
      const body = [first, ...rest].join(newline);
      return [{ start, end, newText: written && !first ? body.trimStart() : body }];
    },
    addEntry(map, key, value, place) {
      if (map.flow) return flow.addEntry(map, key, value, place);
      const own = map.entries.filter((e) => !e.merged);
      const first = own[0];
      const indent = column(first ? first.start : map.start);
      const printed = printEntry(key, value, indent).join(newline);
      if (place === 'first' && first) {
        // The first key may stand behind a dash: it keeps its place on the line.
        const at = first.start;
        return [{ start: at, end: at, newText: printed.trimStart() + newline + ' '.repeat(indent) }];
      }
      const after = place === 'first' || place === 'last' ? own.at(-1) : place.after;
      return insertLines(after ? contentEnd(after) : map.start, printed);
    },
    removeEntry(map, entry) {
      if (map.flow) return flow.removeEntry(map, entry);
      const own = map.entries.filter((e) => !e.merged);
      const span = lineSpan(entry);
      if (own.length === 1) return [{ start: entry.start, end: contentEnd(entry), newText: '{}' }];
      if (text.slice(span.start, entry.start).trim() === '') return [{ ...span, newText: '' }];
      // Something stands before the key on its line, such as the dash of the item: the next key moves up to it.
      const next = own[own.indexOf(entry) + 1];
      return [{ start: entry.start, end: next ? next.start : contentEnd(entry), newText: '' }];
    },
    addItems(list, holder, items) {
      if (list.flow && list.items.length) return flow.addItems(list, holder, items);
      const last = list.items.at(-1);
      if (!last) {
        // `components: []` becomes a block list below its key.
        const indent = column(holder.key.start) + unit;
        const body = items.flatMap((item) => printItem(item, indent, false)).join(newline);
        return [{ start: list.start, end: list.end, newText: newline + body }].map((edit) => ({
          ...edit,
          start: text.indexOf(':', holder.key.end) + 1,
        }));
      }
      const dashAlone = lines.positionAt(last.start).line !== lines.positionAt(last.value?.start ?? last.start).line;
      const body = items.flatMap((item) => printItem(item, column(last.start), dashAlone)).join(newline);
      return insertLines(contentEnd(last), body);
    },
    removeItems(list, items) {
      if (list.flow) return flow.removeItems(list, items);
      if (items.length === list.items.length) {
        const first = list.items[0]!;
        const before = text.lastIndexOf(':', first.start) + 1;
        return [{ start: before, end: contentEnd(list.items.at(-1)!), newText: ' []' }];
      }
      return items.map((item) => ({ ...lineSpan(item), newText: '' }));
    },
  };
}

/** The step of indentation: that of the first indented line, two blanks where there is none. */
function indentUnit(text: string): number {
  const width = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  return width <= 8 ? width : 2;
}

/** A text as a scalar in the quotes of the one it replaces. */
function scalarLike(text: string, quote: string | undefined): string {
  if (quote === '"') return JSON.stringify(text);
  return quote === "'" ? single(text) : scalar(text);
}

const PLAIN = /^[A-Za-z0-9_./+(][A-Za-z0-9_./+() -]*$/;

/** A text as a YAML scalar: plain where every parser reads it as the same string, else in single quotes. */
export function scalar(text: string): string {
  if (PLAIN.test(text) && !text.endsWith(' ') && motTypeOf(text) === 'string' && !/^(?:yes|no|on|off|y|n)$/i.test(text))
    return text;
  return /[\n\r\t\0]/.test(text) ? JSON.stringify(text) : single(text);
}

function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
