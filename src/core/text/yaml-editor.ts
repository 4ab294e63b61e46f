import { motTypeOf } from './scalars';
import { applyEdits, type TextEdit } from './edit';
import { type DocumentEditor, type NewMap, type NewValue } from './editor';
import { jsonEditor } from './json-editor';
import { type Span } from './position';
import { type Entry, type Item, type ParsedText, type TreeNode } from './tree';

/** Edits of YAML text. In flow style (braces) YAML is edited much like JSON. */
export function yamlEditor(parsed: ParsedText): DocumentEditor {
  const { text, lines } = parsed;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const flow = jsonEditor(parsed, { quote: scalar, inline: printFlow, opens: false });
  const unit = indentUnit(text);

  const column = (offset: number): number => lines.positionAt(offset).character;
  /** Inserts lines below the one an offset is on. */
  const insertLines = (offset: number, block: string): TextEdit[] => {
    const line = lines.positionAt(offset).line;
    const at = lines.nextLine(line);
    const missingBreak = lines.lineSpan(line).end === at;
    return [{ start: at, end: at, newText: missingBreak ? newline + block : block + newline }];
  };
  /** Where the colon behind a key ends. */
  const colonEnd = (entry: Entry): number => text.indexOf(':', entry.key.end) + 1;
  /** Where the content of a member ends: block scalars and maps end behind their last line break. */
  const contentEnd = (member: Entry | Item): number => {
    if ('key' in member && !member.alias && isEmpty(member.value)) return colonEnd(member);
    return trimmedEnd(member.start, member.end);
  };
  const trimmedEnd = (start: number, end: number): number => {
    while (end > start && /\s/.test(text[end - 1]!)) end--;
    return end;
  };
  /** The whole lines of a member. */
  const lineSpan = (member: Entry | Item): Span => {
    const first = lines.positionAt(member.start).line;
    const last = lines.positionAt(contentEnd(member)).line;
    return { start: lines.lineSpan(first).start, end: lines.nextLine(last) };
  };
  /** Where the comment behind a member on its last line begins, if there is one. */
  const commentAfter = (member: Entry | Item): number | undefined => {
    const end = contentEnd(member);
    const rest = text.slice(end, lines.lineSpan(lines.positionAt(end).line).end);
    return /^\s*#/.test(rest) ? end + rest.indexOf('#') : undefined;
  };
  /** Edits that remove text, or none where that would take an anchor from an alias that stays. */
  const removing = (edits: TextEdit[]): TextEdit[] => {
    if (!text.includes('&')) return edits;
    const anchors = edits.flatMap((e) =>
      [...text.slice(e.start, e.end).matchAll(/&([^\s,[\]{}]+)/g)].map((m) => m[1]!),
    );
    if (!anchors.length) return edits;
    const rest = applyEdits(text, edits);
    const aliases = new Set([...rest.matchAll(/\*([^\s,[\]{}]+)/g)].map((m) => m[1]));
    return anchors.some((anchor) => aliases.has(anchor)) ? [] : edits;
  };
  /** The key before an empty `{}` or `[]`, when it stands in block style: then the value can be opened below it. */
  const blockKeyColumn = (container: Span): number | undefined => {
    const before = text.slice(lines.lineSpan(lines.positionAt(container.start).line).start, container.start);
    return /^( *(?:- +)*)[\w'"-]+: *$/.exec(before)?.[1]?.length;
  };

  /** Replaces a value by lines below its key; a comment behind it stays with the key. */
  const openBelow = (start: number, end: number, body: string): TextEdit[] => {
    const lineEnd = lines.lineSpan(lines.positionAt(end).line).end;
    if (!/^\s*#/.test(text.slice(end, lineEnd))) return [{ start, end, newText: newline + body }];
    return [
      { start, end, newText: '' },
      { start: lineEnd, end: lineEnd, newText: newline + body },
    ];
  };

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
    // A list inside a list is not written by any of our documents; flow style is right for all of them.
    if (typeof item === 'string' || Array.isArray(item)) return [`${dash} ${printFlow(item)}`];
    const body = printMap(item, indent + (dashAlone ? unit : 2));
    return dashAlone ? [dash, ...body] : [`${dash} ${body[0]!.trimStart()}`, ...body.slice(1)];
  };

  return {
    setText(node, value) {
      // A block scalar ends behind its last line break, which stays.
      const end = node.style === 'block' ? trimmedEnd(node.start, node.end) : node.end;
      return [{ start: node.start, end, newText: scalarLike(value, text[node.start]) }];
    },
    renameKey: ({ key }, name) => [{ start: key.start, end: key.end, newText: scalarLike(name, text[key.start]) }],
    setValue(map, entry, value) {
      if (entry.merged) return [];
      if (map.flow) return flow.setValue(map, entry, value);
      const [first, ...rest] = printEntry('x', value, column(entry.key.start));
      const inline = first!.trimStart().slice('x:'.length);
      // An anchor's target is shared: the alias is replaced, never what it names.
      const written = entry.alias ?? (isEmpty(entry.value) ? undefined : entry.value);
      const end = entry.alias?.end ?? contentEnd(entry);
      if (!inline) {
        const start = written ? trimmedEnd(colonEnd(entry), written.start) : colonEnd(entry);
        return removing(openBelow(start, end, rest.join(newline)));
      }
      // A value that began below its key moves up to it.
      const beside = written && text.slice(colonEnd(entry), written.start).trim() !== '';
      const edit = beside
        ? { start: written.start, end, newText: inline.trimStart() }
        : { start: colonEnd(entry), end, newText: inline };
      return removing([edit]);
    },
    addEntry(map, key, value, place) {
      const own = map.entries.filter((e) => !e.merged);
      const keyColumn = map.flow && !own.length ? blockKeyColumn(map) : undefined;
      if (keyColumn !== undefined) {
        const body = printEntry(key, value, keyColumn + unit).join(newline);
        return openBelow(trimmedEnd(0, map.start), map.end, body);
      }
      if (map.flow) return flow.addEntry(map, key, value, place);
      const first = own[0];
      const indent = column(first ? first.start : map.start);
      const printed = printEntry(key, value, indent).join(newline);
      if (place === 'first' && first) {
        // The first key may stand behind a dash: it keeps its place on the line.
        const at = first.start;
        return [{ start: at, end: at, newText: printed.trimStart() + newline + ' '.repeat(indent) }];
      }
      const after = typeof place === 'object' && !place.after.merged ? place.after : own.at(-1);
      return insertLines(after ? contentEnd(after) : map.start, printed);
    },
    removeEntry(map, entry) {
      if (entry.merged) return [];
      if (map.flow) return removing(flow.removeEntry(map, entry));
      const end = contentEnd(entry);
      const alone =
        map.entries.filter((e) => !e.merged).length === 1 && !MERGE_KEY.test(text.slice(map.start, map.end));
      if (alone) return removing([{ start: entry.start, end, newText: '{}' }]);
      const span = lineSpan(entry);
      const comment = commentAfter(entry);
      if (text.slice(span.start, entry.start).trim() === '')
        return removing([
          comment === undefined ? { ...span, newText: '' } : { start: entry.start, end: comment, newText: '' },
        ]);
      // Something stands before the key on its line, such as the dash of the item: what follows moves up to it.
      const next = end + /^\s*/.exec(text.slice(end))![0].length;
      return removing([{ start: entry.start, end: next, newText: '' }]);
    },
    addItems(list, holder, items) {
      if (list.flow && list.items.length) return flow.addItems(list, holder, items);
      const last = list.items.at(-1);
      if (!last) {
        // `components: []` becomes a block list below its key.
        const indent = column(holder.key.start) + unit;
        const body = items.flatMap((item) => printItem(item, indent, false)).join(newline);
        return openBelow(trimmedEnd(0, list.start), list.end, body);
      }
      const dashAlone = lines.positionAt(last.start).line !== lines.positionAt(last.value?.start ?? last.start).line;
      const body = items.flatMap((item) => printItem(item, column(last.start), dashAlone)).join(newline);
      return insertLines(contentEnd(last), body);
    },
    removeItems(list, items) {
      if (list.flow) return removing(flow.removeItems(list, items));
      if (items.length === list.items.length) {
        const before = text.lastIndexOf(':', list.items[0]!.start) + 1;
        return removing([{ start: before, end: contentEnd(list.items.at(-1)!), newText: ' []' }]);
      }
      return removing(items.map((item) => ({ ...lineSpan(item), newText: '' })));
    },
  };
}

const MERGE_KEY = /^\s*<<\s*:/m;

/** Whether nothing is written where a value could be. */
function isEmpty(value: TreeNode | undefined): boolean {
  return !value || value.end === value.start;
}

/** A value on one line. */
function printFlow(value: NewValue): string {
  if (typeof value === 'string') return scalar(value);
  if (Array.isArray(value)) return `[${value.map(printFlow).join(', ')}]`;
  const entries = Object.entries(value).map(([key, v]) => `${scalar(key)}: ${printFlow(v)}`);
  return entries.length ? `{ ${entries.join(', ')} }` : '{}';
}

/** The step of indentation: that of the first indented line, two blanks where there is none. */
export function indentUnit(text: string): number {
  const width = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  return width <= 8 ? width : 2;
}

/** A text as a scalar in the quotes of the one it replaces. */
function scalarLike(text: string, quote: string | undefined): string {
  if (quote === '"') return JSON.stringify(text);
  return quote === "'" && !CONTROL.test(text) ? single(text) : scalar(text);
}

const PLAIN = /^[A-Za-z0-9_./+(][A-Za-z0-9_./+() -]*$/;
/** Characters that only double quotes can hold as they are meant. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** Words and numbers that some YAML parser, if not that of the Model Openness Tool, takes for something else. */
const AMBIGUOUS = /^(?:yes|no|on|off|y|n|[-+.\d][-+._\d]*|0[box][\da-f_]+)$/i;

/** A text as a YAML scalar: plain where every parser reads it as the same string, else in single quotes. */
export function scalar(text: string): string {
  if (PLAIN.test(text) && !text.endsWith(' ') && motTypeOf(text) === 'string' && !AMBIGUOUS.test(text)) return text;
  return CONTROL.test(text) ? JSON.stringify(text) : single(text);
}

function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
