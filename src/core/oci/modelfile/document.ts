import { cleanPath } from '../../folder/paths';
import { globTest, hasWildcard } from '../../folder/glob';
import { comparisons } from '../../folder/wildcards';
import { type FolderContents } from '../../folder/contents';
import { tooLong } from '../../text/limits';
import { LineIndex, type Span } from '../../text/position';
import { type ParsedText } from '../../text/tree';
import { type LayerKind } from '../modelpack/layer-type';
import { isCommand, LAYER_OF, OLLAMA_INSTRUCTIONS, type CommandName } from './commands';

/** One word behind a command, without its quotes and backslashes. */
export interface Argument extends Span {
  value: string;
}

/** One line that is neither empty nor a comment. */
export interface Command extends Span {
  /** The first word as it is written. */
  word: Span & { text: string };
  /** The command that it is; undefined for words that are none. */
  name: CommandName | undefined;
  args: readonly Argument[];
  /** Where the opening quote stands that is never closed. */
  unclosed?: Span;
  /** Where a tab stands in the place of the blank behind the command. */
  tab?: Span;
}

/** A command with the one path that it takes. */
export interface ModelfileLayer {
  command: Command;
  kind: LayerKind;
  argument: Argument;
  /** The path or pattern in the form in which modctl follows it. */
  path: string;
  isPattern: boolean;
}

/** Steps that comparing patterns with files may take at most: far more than those of any model. */
const MOST_STEPS = 2_000_000_000;

/** Longest text that is read, in UTF-16 code units. */
const MAX_LENGTH = 512 * 1024;

/** Commands are found by their lines alone, so nothing in such a text is ever out of form as a whole. */
export function parseModelfile(text: string): ParsedText {
  const parsed: ParsedText = { syntax: 'lines', text, lines: new LineIndex(text), root: undefined, problems: [] };
  const long = tooLong(text, MAX_LENGTH, 'Modelfile');
  if (long) parsed.problems.push(long);
  return parsed;
}

/** A Modelfile of modctl with every command at its place in the text. */
export class ModelfileDocument {
  /** None in a file of Ollama. */
  readonly commands: readonly Command[];
  readonly layers: readonly ModelfileLayer[];
  /** The instruction that shows that the file is Ollama's. */
  readonly ollama: Command | undefined;

  constructor(readonly parsed: ParsedText) {
    const commands = parsed.problems.length ? [] : readCommands(parsed);
    this.ollama = ollamaInstruction(commands);
    this.commands = this.ollama ? [] : commands;
    this.layers = this.commands.flatMap((command) => {
      const kind = command.name && LAYER_OF[command.name];
      const [argument] = command.args;
      if (!kind || command.args.length !== 1 || !argument?.value || command.unclosed || command.tab) return [];
      const { value } = argument;
      return [{ command, kind, argument, path: cleanPath(value), isPattern: hasWildcard(value) }];
    });
  }

  /** The folder, where it can be compared with all patterns of the file while a person waits. */
  within(folder: FolderContents | undefined): FolderContents | undefined {
    const patterns = this.layers.filter(({ isPattern }) => isPattern).map(({ path }) => path);
    return folder && comparisons(patterns, folder.files) <= MOST_STEPS ? folder : undefined;
  }

  /** The argument of a command that is said once; undefined where there is none. */
  text(name: CommandName): string | undefined {
    const command = this.commands.find((each) => each.name === name && each.args.length === 1);
    return command?.args[0]!.value || undefined;
  }
}

/** What a path or pattern stands for: files, and folders, which modctl does not pack. */
export interface Targets {
  files: readonly string[];
  folders: readonly string[];
}

/** Patterns that are remembered of a folder: while one is typed, every key makes another. */
const MOST_KNOWN = 200;

const knownTargets = new WeakMap<FolderContents, Map<string, Targets>>();

/** What of a folder a layer stands for. Several rules ask, and a folder may have very many files. */
export function targetsOf(layer: ModelfileLayer, folder: FolderContents): Targets {
  let known = knownTargets.get(folder);
  if (!known || known.size > MOST_KNOWN) knownTargets.set(folder, (known = new Map()));
  let found = known.get(layer.path);
  if (!found) known.set(layer.path, (found = findTargets(layer, folder)));
  return found;
}

function findTargets({ path, isPattern }: ModelfileLayer, folder: FolderContents): Targets {
  if (!isPattern) {
    const kind = folder.at(path);
    return { files: kind === 'file' || kind === 'other' ? [path] : [], folders: kind === 'folder' ? [path] : [] };
  }
  const test = globTest(path);
  if (!test) return { files: [], folders: [] };
  return { files: folder.files.filter(test), folders: folder.folders.filter(test) };
}

/** An argument as it has to be written: in quotes where it has blanks, with backslashes before what would be read otherwise. */
export function quoteArgument(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&');
  return /[ \t]/.test(value) || value === '' ? `"${escaped}"` : escaped;
}

/** A path as it has to be written; what would be a wildcard has a backslash before it. */
export function pathArgument(path: string): string {
  return quoteArgument(hasWildcard(path) ? path.replace(/[*?[\]\\]/g, '\\$&') : path);
}

function readCommands({ text }: ParsedText): Command[] {
  const commands: Command[] = [];
  // As bufio.ScanLines does: a lone carriage return ends no line.
  for (const line of text.matchAll(/[^\n]+/g)) {
    const raw = line[0];
    const body = raw.trim();
    if (body === '' || body.startsWith('#')) continue;
    const start = line.index + raw.indexOf(body);
    commands.push(readCommand(body, start));
  }
  return commands;
}

/** modctl, pkg/modelfile/parser: the command ends at the first blank; what follows is split like words of a shell. */
function readCommand(body: string, start: number): Command {
  const word = /^\S+/.exec(body)![0];
  const blank = body[word.length];
  const upper = word.toUpperCase();
  const { args, unclosed } = readArguments(body, word.length, start);
  return {
    start,
    end: start + body.length,
    word: { start, end: start + word.length, text: word },
    name: isCommand(upper) ? upper : undefined,
    args,
    ...(unclosed === undefined ? {} : { unclosed: { start: unclosed, end: start + body.length } }),
    ...(blank !== undefined && blank !== ' '
      ? { tab: { start: start + word.length, end: start + word.length + 1 } }
      : {}),
  };
}

function readArguments(body: string, from: number, offset: number): { args: Argument[]; unclosed: number | undefined } {
  const args: Argument[] = [];
  let value = '';
  let first: number | undefined;
  let quote: number | undefined;
  const finish = (at: number): void => {
    if (first !== undefined) args.push({ start: offset + first, end: offset + at, value });
    value = '';
    first = undefined;
  };
  for (let at = from; at < body.length; at++) {
    const char = body[at]!;
    if (char === '\\') {
      first ??= at;
      value += body[++at] ?? '';
    } else if (char === '"') {
      first ??= at;
      quote = quote === undefined ? at : undefined;
    } else if ((char === ' ' || char === '\t') && quote === undefined) finish(at);
    else {
      first ??= at;
      value += char;
    }
  }
  finish(body.length);
  return { args, unclosed: quote === undefined ? undefined : offset + quote };
}

/**
 * Ollama asks for `FROM`, and modctl has no such command; a file that has files of modctl's as well is a Modelfile with a
 * mistake in it.
 */
function ollamaInstruction(commands: readonly Command[]): Command | undefined {
  if (commands.some(({ name }) => name !== undefined && LAYER_OF[name])) return undefined;
  const foreign = commands.filter(({ word }) => OLLAMA_INSTRUCTIONS.includes(word.text.toUpperCase()));
  return foreign.find(({ word }) => word.text.toUpperCase() === 'FROM') ?? undefined;
}
