import { type Completion, type DocumentLink, type Hover, type LanguageFeatures } from '../../language/features';
import { Inserter } from '../../language/insert';
import { cursorAt, type Cursor } from '../../text/cursor';
import { overlaps, touches, type Span } from '../../text/position';
import { type ParsedText } from '../../text/tree';
import { licenseFactsOf } from '../facts';
import { placeOf } from '../rules/place';
import { readLicense } from '../rules/reading';
import { type LicenseForm, type LicenseStatement, type Licensing } from '../statement';
import { licenseChoices, type LicenseChoice } from './completion';
import { describeAddition, describeLicense } from './describe';
import { hintFor } from './hints';

/** Where licences are written in a document. */
export interface LicensePlaces {
  parsed: ParsedText;
  licensing(): Licensing;
  /** Which form of licence belongs at a path of keys. */
  formAt?(path: readonly (string | number)[]): LicenseForm | undefined;
  /** Where a cursor is, for documents that are too long to be read from their start; its path may lack the beginning. */
  cursorAt?(offset: number): Cursor | undefined;
}

/** Documents with more statements than this get no links: nobody follows so many, and each would be looked up. */
const MAX_LINKS = 1_000;

/** Adds to the features of a document what is known of the licences in it. Its own answers go first. */
export function withLicenseFeatures(features: LanguageFeatures, places: LicensePlaces): LanguageFeatures {
  return {
    ...features,
    hover: (offset, around) => features.hover(offset, around) ?? hover(places, offset),
    inlayHints: (span) => [...features.inlayHints(span), ...hints(places, span)],
    complete(offset, around) {
      const own = features.complete(offset, around);
      return own.length ? own : complete(places, offset);
    },
    links: (around) => [...features.links(around), ...links(places)],
  };
}

/** Where each statement is written: looking a node up may cost, so it is done once a document. */
const spans = new WeakMap<Licensing, readonly (Span & { statement: LicenseStatement })[]>();

function statementsIn({ licensing }: LicensePlaces, span: Span): LicenseStatement[] {
  const all = licensing();
  let known = spans.get(all);
  if (!known) {
    known = all.statements.map((statement) => {
      const { start, end } = statement.node;
      return { start, end, statement };
    });
    spans.set(all, known);
  }
  return known.filter((written) => overlaps(written, span)).map(({ statement }) => statement);
}

function hover(places: LicensePlaces, offset: number): Hover | undefined {
  for (const statement of statementsIn(places, { start: offset, end: offset })) {
    for (const name of readLicense(statement.text, statement.form).names) {
      const span = placeOf(places.parsed, statement, name);
      if (!touches(span, offset)) continue;
      const contents = name.node.type === 'addition' ? describeAddition(name.text) : describeLicense(name.text);
      if (contents !== undefined) return { contents, span };
    }
  }
  return undefined;
}

function hints(places: LicensePlaces, span: Span) {
  return statementsIn(places, span).flatMap((statement) => hintFor(statement) ?? []);
}

function links({ parsed, licensing }: LicensePlaces): DocumentLink[] {
  const { statements } = licensing();
  if (statements.length > MAX_LINKS) return [];
  return statements.flatMap((statement) =>
    readLicense(statement.text, statement.form).names.flatMap((name) => {
      const { url } = name.node.type === 'addition' ? { url: undefined } : licenseFactsOf(name.text);
      return url ? [{ span: placeOf(parsed, statement, name), url }] : [];
    }),
  );
}

function complete(places: LicensePlaces, offset: number): Completion[] {
  const { parsed } = places;
  if (parsed.syntax === 'text') return [];
  return parsed.syntax === 'toml' ? completeLine(places, offset) : completeAtCursor(places, offset);
}

/** Where the text may not be read while it is typed: the cursor tells the keys above it. */
function completeAtCursor(places: LicensePlaces, offset: number): Completion[] {
  const { parsed, formAt } = places;
  const { extent, text } = parsed;
  if (extent && (offset < extent.start || offset > extent.end)) return [];
  const shift = extent?.start ?? 0;
  const part = extent ? text.slice(extent.start, extent.end) : text;
  const cursor = places.cursorAt ? places.cursorAt(offset) : cursorAt(part, parsed.syntax, offset - shift);
  const form = cursor?.at === 'value' ? formAt?.(cursor.path) : undefined;
  if (!cursor || !form) return [];
  const written = withoutQuotes(part.slice(cursor.span.start, cursor.span.end), cursor.quote);
  const inner = cursor.span.start + (cursor.quote ? 1 : 0);
  const insert = new Inserter(extent ? { ...parsed, text: part } : parsed, cursor);
  return licenseChoices(written, cursor.typed.length, form).map((found) => {
    const whole = found.span.start === 0 && found.span.end === written.length;
    const edit = whole
      ? insert.value(found.newText).edit
      : { start: inner + found.span.start, end: inner + found.span.end, newText: found.newText };
    const filterText = whole && cursor.quote ? { filterText: cursor.quote + found.label } : {};
    return completion(found, { ...edit, start: edit.start + shift, end: edit.end + shift }, filterText);
  });
}

/** A value of TOML that is written on its line: `license = "…`. */
function completeLine({ parsed: { text, lines }, formAt }: LicensePlaces, offset: number): Completion[] {
  const line = lines.lineSpan(lines.positionAt(offset).line);
  const before = /^\s*(license)\s*=\s*(["'])([^"']*)$/.exec(text.slice(line.start, offset));
  const form = before && formAt?.([before[1]!]);
  if (!before || !form) return [];
  const typed = before[3]!;
  const rest = /^[^"']*/.exec(text.slice(offset, line.end))![0];
  const start = offset - typed.length;
  return licenseChoices(typed + rest, typed.length, form).map((found) =>
    completion(found, { start: start + found.span.start, end: start + found.span.end, newText: found.newText }),
  );
}

function completion(found: LicenseChoice, edit: Completion['edit'], more: Partial<Completion> = {}): Completion {
  const { label, kind, detail, documentation, sortText } = found;
  return {
    label,
    kind,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation }),
    sortText,
    edit,
    ...more,
  };
}

function withoutQuotes(text: string, quote: string): string {
  if (!quote) return text;
  return text.slice(1, text.length > 1 && text.endsWith(quote) ? -1 : undefined);
}
