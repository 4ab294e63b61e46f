import { JsonScanner, Spans, type ScannedJson, type ScannedMember } from './json-scan';
import { tooLong } from './limits';
import { MAX_JSON_LENGTH } from './json';
import { changeBetween, type Change } from './change';
import { LineIndex, type Span } from './position';
import {
  type Entry,
  type Item,
  type ListNode,
  type MapNode,
  type ParsedText,
  type ScalarNode,
  type ScalarStyle,
  type SyntaxProblem,
  type TreeNode,
} from './tree';

/**
 * Reads JSON (RFC 8259) with one pass over the text; the tree is made only where somebody looks. For long documents whose
 * root is a map with long lists: what is wrong in one item leaves the others readable. Never throws.
 */
export function lazyJson(text: string): LazyJson {
  const long = tooLong(text, MAX_JSON_LENGTH, 'JSON');
  if (!long) return new LazyJson(text, new LineIndex(text), new JsonScanner(text).scan());
  return new LazyJson(text, new LineIndex(text), {
    root: undefined,
    members: [],
    items: undefined,
    problems: [long],
    guessed: true,
    control: undefined,
  });
}

/** Items of a list that another version of a text has in place of some of this one. */
export interface ReplacedItems {
  /** The key of the list in the root map. */
  key: string;
  /** The items that were replaced: from this one up to, but not including, `to`. */
  from: number;
  to: number;
  /** How many stand there now. */
  added: number;
}

/** JSON whose tree is made where it is looked at. */
export class LazyJson implements ParsedText {
  readonly syntax = 'json';
  readonly problems: SyntaxProblem[];
  /** Offset of the first control character; -1 where there is none, undefined where nobody looked. */
  readonly control: number | undefined;
  readonly root: TreeNode | undefined;

  constructor(
    readonly text: string,
    readonly lines: LineIndex,
    private readonly scanned: ScannedJson,
  ) {
    this.problems = scanned.problems;
    this.control = scanned.control;
    this.root = rootOf(text, scanned);
  }

  /** Whether something could not be read, so that what the text says is not all known. */
  get damaged(): boolean {
    return this.problems.some(({ code }) => code === 'syntax' || code === 'too-complex');
  }

  /** Where the items of a list of the root map are; undefined where the key has no list. The last of equal keys counts. */
  itemsOf(key: string): Spans | undefined {
    return this.memberOf(key)?.items;
  }

  /** The plain value of a stretch of the text that holds one. */
  valueOf({ start, end }: Span): unknown {
    return JSON.parse(this.text.slice(start, end));
  }

  private memberOf(key: string): ScannedMember | undefined {
    return this.scanned.members.findLast((member) => keyText(this.text, member.key) === key);
  }

  /**
   * The same document with another text. Where the two differ inside of one list only, its other items are not read again.
   * @returns what was replaced, or undefined where everything was read anew
   */
  edited(text: string): { parsed: LazyJson; replaced: ReplacedItems | undefined } {
    const change = text.length > MAX_JSON_LENGTH ? undefined : changeBetween(this.text, text);
    return (change && this.patched(text, change)) ?? { parsed: lazyJson(text), replaced: undefined };
  }

  private patched(text: string, change: Change): { parsed: LazyJson; replaced: ReplacedItems } | undefined {
    const { start, oldEnd, newEnd } = change;
    const delta = newEnd - oldEnd;
    const index = this.scanned.members.findIndex(
      ({ value, items }) => items?.length && value && value.start < start && oldEnd < value.end,
    );
    const member = this.scanned.members[index];
    if (!member || this.scanned.root === undefined || this.scanned.guessed) return undefined;
    const items = member.items!;
    // One item more on either side, so that the commas between are read again too.
    const touched = items.firstEndingAt(start);
    const from = Math.max(0, touched - 1);
    let to = touched;
    while (to < items.length && items.start(to) <= oldEnd) to++;
    const beyond = to;
    to = Math.min(items.length, to + 1);
    const region = { start: items.start(from), end: items.end(to - 1) };
    if (start <= region.start || oldEnd >= region.end) return undefined;
    const fresh = Spans.empty();
    const anchors = beyond < to ? [items.start(beyond) + delta] : [];
    const read = stretch(text, region.start, region.end + delta, fresh, anchors);
    if (!read) return undefined;
    const moved = (span: Span): Span =>
      span.start >= region.end ? { start: span.start + delta, end: span.end + delta } : span;
    const problems: SyntaxProblem[] = [];
    for (const problem of this.problems) {
      if (problem.start >= region.start && problem.start < region.end) continue;
      // What was broken there may have been mended here.
      if (problem.code === 'syntax') return undefined;
      const { related } = problem;
      problems.push({ ...problem, ...moved(problem), ...(related ? { related: moved(related) } : {}) });
    }
    const scanned: ScannedJson = {
      root: { start: this.scanned.root.start, end: this.scanned.root.end + delta },
      members: this.scanned.members.map((other, i) => ({
        key: moved(other.key),
        value: other.value && {
          start: moved(other.value).start,
          end: other.value.end + (other.value.end > region.start ? delta : 0),
        },
        items:
          i === index
            ? items.spliced(from, to, fresh, delta)
            : other.items && i > index
              ? other.items.spliced(0, 0, Spans.empty(), delta)
              : other.items,
      })),
      items: undefined,
      problems: [...problems, ...read.problems].sort((a, b) => a.start - b.start),
      guessed: false,
      control: this.control === -1 ? read.control : undefined,
    };
    return {
      parsed: new LazyJson(text, this.lines.edited(text, change), scanned),
      replaced: { key: keyText(this.text, member.key), from, to, added: fresh.length },
    };
  }
}

/** Reads a stretch of a list again; undefined where it can't be read apart from the rest. */
function stretch(
  text: string,
  start: number,
  end: number,
  items: Spans,
  anchors: readonly number[],
): Pick<ScannedJson, 'problems' | 'control'> | undefined {
  try {
    return new JsonScanner(text, start, end).scanStretch(items, 3, anchors);
  } catch {
    return undefined;
  }
}

function keyText(text: string, { start, end }: Span): string {
  return JSON.parse(text.slice(start, end)) as string;
}

function rootOf(text: string, { root, members, items }: ScannedJson): TreeNode | undefined {
  if (!root) return undefined;
  const code = text[root.start];
  if (code === '{') return new ScannedMap(text, root.start, root.end, members);
  if (items) return new ScannedList(text, root.start, root.end, items);
  return nodeAt(text, root.start);
}

/** A map or list whose parts are found when they are asked for. */
abstract class LazyNode<Part> {
  private known: Part[] | undefined;
  readonly flow = true;

  constructor(
    protected readonly text: string,
    readonly start: number,
    readonly end: number,
  ) {}

  protected get parts(): Part[] {
    return (this.known ??= this.find());
  }

  protected abstract find(): Part[];
}

class LazyMap extends LazyNode<Entry> implements MapNode {
  readonly kind = 'map';

  get entries(): Entry[] {
    return this.parts;
  }

  protected find(): Entry[] {
    const entries: Entry[] = [];
    for (let at = next(this.text, this.start + 1); this.text[at] !== '}';) {
      const key = new LazyScalar(this.text, at, endOfString(this.text, at));
      const value = nodeAt(this.text, next(this.text, next(this.text, key.end) + 1));
      entries.push({ key, value, start: key.start, end: value.end });
      at = next(this.text, value.end);
      if (this.text[at] === ',') at = next(this.text, at + 1);
    }
    return entries;
  }
}

class LazyList extends LazyNode<Item> implements ListNode {
  readonly kind = 'list';

  get items(): Item[] {
    return this.parts;
  }

  protected find(): Item[] {
    const items: Item[] = [];
    for (let at = next(this.text, this.start + 1); this.text[at] !== ']';) {
      const value = nodeAt(this.text, at);
      items.push({ value, start: value.start, end: value.end });
      at = next(this.text, value.end);
      if (this.text[at] === ',') at = next(this.text, at + 1);
    }
    return items;
  }
}

/** The map at the root, whose members are known from the scan. */
class ScannedMap extends LazyMap {
  constructor(
    text: string,
    start: number,
    end: number,
    private readonly members: readonly ScannedMember[],
  ) {
    super(text, start, end);
  }

  protected override find(): Entry[] {
    return this.members.map(({ key: written, value: span, items }) => {
      const key = new LazyScalar(this.text, written.start, written.end);
      const value =
        span && (items ? new ScannedList(this.text, span.start, span.end, items) : nodeAt(this.text, span.start));
      return { key, value, start: key.start, end: value?.end ?? key.end };
    });
  }
}

/** A list whose items are known from the scan. */
class ScannedList extends LazyList {
  constructor(
    text: string,
    start: number,
    end: number,
    private readonly spans: Spans,
  ) {
    super(text, start, end);
  }

  protected override find(): Item[] {
    return Array.from(
      { length: this.spans.length },
      (_, i) => new LazyItem(this.text, this.spans.start(i), this.spans.end(i)),
    );
  }
}

class LazyItem implements Item {
  private known: TreeNode | undefined;

  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
  ) {}

  get value(): TreeNode {
    return (this.known ??= nodeAt(this.text, this.start));
  }
}

class LazyScalar implements ScalarNode {
  readonly kind = 'scalar';
  private known: string | number | boolean | null | undefined;

  constructor(
    private readonly source: string,
    readonly start: number,
    readonly end: number,
  ) {}

  get style(): ScalarStyle {
    return this.source[this.start] === '"' ? 'double' : 'plain';
  }

  get value(): string | number | boolean | null {
    if (this.known === undefined)
      this.known = JSON.parse(this.source.slice(this.start, this.end)) as string | number | boolean | null;
    return this.known;
  }

  get text(): string {
    return this.style === 'double' ? (this.value as string) : this.source.slice(this.start, this.end);
  }
}

/** The node that begins at an offset of a text that was found to be sound there. */
export function nodeAt(text: string, start: number): TreeNode {
  switch (text[start]) {
    case '{':
      return new LazyMap(text, start, endOfContainer(text, start));
    case '[':
      return new LazyList(text, start, endOfContainer(text, start));
    case '"':
      return new LazyScalar(text, start, endOfString(text, start));
    default: {
      let end = start;
      while (end < text.length && !/[\s,\]}]/.test(text[end]!)) end++;
      return new LazyScalar(text, start, end);
    }
  }
}

/** The next character that is no blank. */
function next(text: string, at: number): number {
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at++;
  }
}

function endOfContainer(text: string, start: number): number {
  let depth = 0;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return at + 1;
  }
}
