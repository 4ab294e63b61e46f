import { steps } from '../bom/view/json';
import { type Pointer } from '../bom/view/view';
import { syntaxOf } from '../documents/kind';
import { parseJson } from '../text/json';
import { type Span } from '../text/position';
import { asList, entryOf, writtenSpan, type ParsedText, type TreeNode } from '../text/tree';
import { parseYaml } from '../text/yaml';
import { type ToDo } from './generated';
import { type PlacedToDo } from './to-do-report';

/** Where the thing at a pointer is written; the nearest that is there, where it is not. */
export function spanAt(text: string, at: Pointer): Span | undefined {
  return spanIn(parsed(text), at);
}

/** The same in a text that was read. */
export function spanIn({ root }: ParsedText, at: Pointer): Span | undefined {
  let node: TreeNode | undefined = root;
  let span: Span | undefined = node && { start: node.start, end: Math.min(node.end, node.start + 1) };
  for (const step of steps(at)) {
    const holder = node?.kind === 'list' ? asList(node)!.items[Number(step)] : entryOf(node, step);
    if (!holder) return span;
    span = writtenSpan(holder);
    node = holder.value;
    // A whole object would be marked from its first line to its last.
    if (node && node.kind !== 'scalar') span = { start: span.start, end: span.start + 1 };
  }
  return span;
}

/** To-dos with the line, from 1, that each is about: that of the nearest thing where what is asked for does not stand yet. */
export function placedToDos(text: string, toDos: readonly ToDo[]): PlacedToDo[] {
  if (!toDos.length) return [];
  const whole = parsed(text);
  return toDos.map((toDo) => {
    const span = spanIn(whole, toDo.at);
    return span ? { ...toDo, line: whole.lines.positionAt(span.start).line + 1 } : toDo;
  });
}

function parsed(text: string): ParsedText {
  return syntaxOf('', text) === 'json' ? parseJson(text) : parseYaml(text);
}
