import { visit } from 'jsonc-parser';
import { LineIndex, type Position, type Span } from '../../text/position';
import { steps } from './json';
import { type Pointer } from './view';

/** The wanted pointers as a tree of their steps. */
interface Wanted {
  pointer?: Pointer;
  next: Map<string, Wanted>;
}

/** A map or list that is being read, and which of its entries are wanted. */
interface Level {
  wanted: Wanted | undefined;
  /** Index of the current item; undefined in a map. */
  index?: number;
  /** The entry whose value comes next. */
  current: Wanted | undefined;
  start: number;
}

/**
 * Where pointers stand in a text. The text is read once and stretches that no pointer leads into are skipped, so that
 * a long document does not have to become a tree for the sake of a few places.
 */
export function findPlaces(text: string, pointers: Iterable<Pointer>): Map<Pointer, Span> {
  const found = new Map<Pointer, Span>();
  const root = wantedTree(pointers);
  const levels: Level[] = [];
  const nextWanted = (): Wanted | undefined => {
    const level = levels.at(-1);
    if (!level) return root;
    return level.index === undefined ? level.current : level.wanted?.next.get(String(level.index));
  };
  const note = (wanted: Wanted | undefined, start: number, end: number) => {
    if (wanted?.pointer !== undefined) found.set(wanted.pointer, { start, end });
  };
  const open = (offset: number, isList: boolean) => {
    const wanted = nextWanted();
    levels.push({ wanted, current: undefined, start: offset, ...(isList ? { index: 0 } : {}) });
    return wanted !== undefined && wanted.next.size > 0;
  };
  const close = (offset: number, length: number) => {
    const level = levels.pop();
    note(level?.wanted, level?.start ?? offset, offset + length);
  };
  visit(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text, {
    onObjectBegin: (offset) => open(offset, false),
    onArrayBegin: (offset) => open(offset, true),
    onObjectEnd: close,
    onArrayEnd: close,
    onObjectProperty: (key) => {
      const level = levels.at(-1);
      if (level) level.current = level.wanted?.next.get(key);
    },
    onLiteralValue: (_, offset, length) => note(nextWanted(), offset, offset + length),
    onSeparator: (character) => {
      const level = levels.at(-1);
      if (character === ',' && level?.index !== undefined) level.index++;
    },
  });
  return found;
}

function wantedTree(pointers: Iterable<Pointer>): Wanted {
  const root: Wanted = { next: new Map() };
  for (const pointer of pointers) {
    let at = root;
    for (const step of steps(pointer)) {
      let next = at.next.get(step);
      if (!next) at.next.set(step, (next = { next: new Map() }));
      at = next;
    }
    at.pointer = pointer;
  }
  return root;
}

/** Where pointers stand, in lines and characters. */
export function findPositions(text: string, pointers: Iterable<Pointer>): Map<Pointer, Position> {
  const lines = new LineIndex(text);
  return new Map([...findPlaces(text, pointers)].map(([pointer, { start }]) => [pointer, lines.positionAt(start)]));
}
