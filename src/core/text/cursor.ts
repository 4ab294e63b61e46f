import { blockCursor } from './block-cursor';
import { flowCursor } from './flow-cursor';
import { type Span } from './position';
import { type Syntax } from './tree';

/** Where a cursor is in a text that is being typed, and what may be typed there. */
export interface Cursor {
  /**
   * Keys and indexes from the root. At a key: the way to the map (or the list, or the empty place below a key) that the
   * cursor is in. At a value: the way to the value itself.
   */
  path: readonly (string | number)[];
  at: 'key' | 'value';
  /** The characters between the start of the key or value and the cursor, without an opening quote. */
  typed: string;
  /** The key or value that is replaced, quotes included; empty at the cursor where nothing is typed. */
  span: Span;
  /** The quote that is opened already. */
  quote: '' | '"' | "'";
  /** Written in braces or brackets: all JSON, and YAML flow style. */
  flow: boolean;
  /** What the surrounding map says beside the cursor: keys, and their values as far as they are plain or quoted texts. */
  siblings: ReadonlyMap<string, string>;
  /** Column of the key at the cursor, or of the key whose value the cursor is in. */
  column: number;
  /** Right behind the dash of a list item, on its line. */
  behindDash: boolean;
  /** A blank has to go before what is inserted: the cursor is right behind a colon or a dash. */
  needsBlank: boolean;
  /** At a key: a colon follows already. */
  hasColon: boolean;
  /** In flow style: another member follows, so that a comma has to go behind what is inserted. */
  needsComma: boolean;
  /** A list whose next item may begin at the cursor, where a key of the surrounding map may stand there too. */
  itemOf: readonly (string | number)[] | undefined;
}

/**
 * Finds out where a cursor is from the text around it. Needs no parse, so it answers while the text is broken.
 * Undefined where nothing can be completed: in comments, in the middle of a longer text, behind a closed value.
 */
export function cursorAt(text: string, syntax: Syntax, offset: number): Cursor | undefined {
  return syntax === 'json' ? flowCursor(text, 'json', 0, offset, []) : blockCursor(text, offset);
}
