import { t } from '../l10n';
import { isObject, own } from '../signing/json';
import { decodeText } from '../text/decode';
import { parseFrontMatter } from '../text/front-matter';
import { parseJson } from '../text/json';
import { parseToml } from '../text/toml';
import { asMap, asScalar, entryOf, type ParsedText, type TreeNode } from '../text/tree';
import { parseYaml } from '../text/yaml';
import { type FactSource, type ReaderId } from './inventory';
import { UnreadableError, type SourceFile } from './reader';

/** Longest source that is read as text, in bytes. Logs of long trainings have some tens of millions. */
export const MOST_TEXT = 64 * 1024 * 1024;

/** Longest JSON that is read with the places of its values, in UTF-16 code units; of longer ones only the keys are told. */
const MOST_WITH_PLACES = 512 * 1024;

/** Longest text that is taken over as a value. Longer ones are no names, and no settings. */
const MOST_VALUE = 20_000;

/** A value in a source, with where it is. Whatever is missing, or of another type than asked for, is undefined or empty. */
export class Place {
  private constructor(
    private readonly at: { path: string; reader: ReaderId; parsed?: ParsedText },
    private readonly node: TreeNode | undefined,
    private readonly value: unknown,
    private readonly keys: string,
    private readonly start: number | undefined,
  ) {}

  /** The root of a text that was parsed. */
  static ofTree(parsed: ParsedText, path: string, reader: ReaderId): Place {
    return new Place({ path, reader, parsed }, parsed.root, undefined, '', parsed.root?.start);
  }

  /** The root of a value without places. */
  static ofValue(value: unknown, path: string, reader: ReaderId): Place {
    return new Place({ path, reader }, undefined, value, '', undefined);
  }

  /** What is behind a path of keys. */
  get(...path: readonly string[]): Place {
    return path.reduce<Place>((place, key) => place.step(key), this);
  }

  private step(key: string): Place {
    const keys = this.keys ? `${this.keys}.${key}` : key;
    if (this.at.parsed) {
      const entry = entryOf(this.node, key);
      return new Place(this.at, entry?.value, undefined, keys, entry?.key.start);
    }
    return new Place(this.at, undefined, isObject(this.value) ? own(this.value, key) : undefined, keys, undefined);
  }

  /** The items of a list; a single value is one. */
  items(): Place[] {
    const item = (node: TreeNode | undefined, value: unknown, index: number, start?: number) =>
      new Place(this.at, node, value, `${this.keys}[${index}]`, start);
    if (this.node?.kind === 'list')
      return this.node.items.map(({ value, start }, index) => item(value, undefined, index, value?.start ?? start));
    if (Array.isArray(this.value)) return this.value.map((value, index) => item(undefined, value, index));
    return this.exists ? [this] : [];
  }

  /** The keys of a map with what is behind them. */
  entries(): [string, Place][] {
    if (this.at.parsed) return (asMap(this.node)?.entries ?? []).map(({ key }) => [key.text, this.step(key.text)]);
    return isObject(this.value) ? Object.keys(this.value).map((key) => [key, this.step(key)]) : [];
  }

  /** Whether something is here that is not null. */
  get exists(): boolean {
    return this.node ? asScalar(this.node)?.value !== null : this.value !== undefined && this.value !== null;
  }

  get isMap(): boolean {
    return this.node ? this.node.kind === 'map' : isObject(this.value);
  }

  get isList(): boolean {
    return this.node ? this.node.kind === 'list' : Array.isArray(this.value);
  }

  /** What is written here, a number or truth value included; undefined where nothing is, and for maps and lists. */
  get text(): string | undefined {
    const scalar = asScalar(this.node);
    const written = scalar ? (scalar.value === null ? undefined : scalar.text) : plain(this.value);
    const text = written?.trim();
    return text && text.length <= MOST_VALUE ? text : undefined;
  }

  get string(): string | undefined {
    const value = asScalar(this.node)?.value ?? this.value;
    return typeof value === 'string' ? this.text : undefined;
  }

  /** A number, which may be written as a text. */
  get number(): number | undefined {
    const { text } = this;
    if (text === undefined || !/^[+-]?(?:\d|\.\d)/.test(text)) return undefined;
    const number = Number(text.replace(/_/g, ''));
    return Number.isFinite(number) ? number : undefined;
  }

  get bool(): boolean | undefined {
    const value = asScalar(this.node)?.value ?? this.value;
    return typeof value === 'boolean' ? value : undefined;
  }

  /** The texts of a list, or of a single value. */
  texts(): { value: string; source: FactSource }[] {
    return this.items().flatMap((place) =>
      place.text === undefined ? [] : [{ value: place.text, source: place.source }],
    );
  }

  get source(): FactSource {
    const { path, reader, parsed } = this.at;
    const line = parsed && this.start !== undefined ? parsed.lines.positionAt(this.start).line : undefined;
    return { path, ...(this.keys && { key: this.keys }), ...(line !== undefined && { line }), reader };
  }
}

function plain(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/**
 * The text of a source.
 * @throws {UnreadableError} for one that is too long, or no text
 */
export function textOf(file: SourceFile, most = MOST_TEXT): string {
  if (file.size > most)
    throw new UnreadableError(t('has {0} MiB; sources up to {1} MiB are read', mebibytes(file.size), mebibytes(most)));
  const { text, encoding } = decodeText(file.bytes(0, file.size));
  if (encoding === 'unknown' && text.includes('\0')) throw new UnreadableError(t('is no text'));
  return text.replace(/^\ufeff/, '');
}

const mebibytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0);

/**
 * A source in JSON. Python writes NaN and Infinity where there is no number: they are read as nothing.
 * @throws {UnreadableError}
 */
export function jsonOf(file: SourceFile, reader: ReaderId): Place {
  const text = textOf(file);
  if (text.length <= MOST_WITH_PLACES) {
    const parsed = parseJson(withoutNaN(text));
    refuseBroken(parsed, 'JSON');
    return Place.ofTree(parsed, file.path, reader);
  }
  return Place.ofValue(jsonValue(text), file.path, reader);
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(withoutNaN(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) throw new UnreadableError(t('is not JSON'));
    throw error;
  }
}

/** Numbers that JSON does not have, as nulls of the same length, so that places stay. */
function withoutNaN(text: string): string {
  if (!/NaN|Infinity/.test(text)) return text;
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g, (found) =>
    found.startsWith('"') ? found : 'null'.padEnd(found.length),
  );
}

/**
 * A source in YAML.
 * @throws {UnreadableError}
 */
export function yamlOf(file: SourceFile, reader: ReaderId): Place {
  const parsed = parseYaml(textOf(file));
  refuseBroken(parsed, 'YAML');
  return Place.ofTree(parsed, file.path, reader);
}

/**
 * A source in TOML.
 * @throws {UnreadableError}
 */
export function tomlOf(file: SourceFile, reader: ReaderId): Place {
  const parsed = parseToml(textOf(file));
  refuseBroken(parsed, 'TOML');
  return Place.ofTree(parsed, file.path, reader);
}

/** A Markdown text: its front matter, and what follows it. */
export interface MarkdownSource {
  meta: Place;
  text: string;
  /** Offset of what follows the front matter. */
  body: number;
  parsed: ParsedText;
}

/** What is wrong with front matter is told by the caller, so that the rest of the card still counts. */
export function markdownOf(file: SourceFile, reader: ReaderId): MarkdownSource {
  const text = textOf(file);
  const parsed = parseFrontMatter(text);
  return { meta: Place.ofTree(parsed, file.path, reader), text, body: parsed.extent?.end ?? 0, parsed };
}

/** @throws {UnreadableError} for what could not be parsed as a whole; keys that are there twice do no harm */
export function refuseBroken({ problems, lines }: ParsedText, format: string): void {
  const problem = problems.find(({ code }) => code !== 'duplicate-key' && code !== 'multiple-documents');
  if (!problem) return;
  const { line } = lines.positionAt(problem.start);
  throw new UnreadableError(t('cannot be read as {0}: {1}', format, problem.message), line);
}
