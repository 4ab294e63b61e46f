import { cleanPath } from '../../../folder/paths';
import { type Completion, type Surroundings } from '../../../language/features';
import { order } from '../../../language/items';
import { t } from '../../../l10n';
import { pathChoices } from '../../language/complete-paths';
import { commandMeaning, COMMANDS, isCommand, LAYER_OF, WORDS } from '../commands';
import { pathArgument, quoteArgument, type ModelfileDocument } from '../document';

/** What can be typed at an offset: a command at the start of a line, files of the folder and words in use behind it. */
export function completeModelfile(
  document: ModelfileDocument,
  offset: number,
  around: Surroundings = {},
): Completion[] {
  if (document.ollama) return [];
  const { text, lines } = document.parsed;
  const line = lines.lineSpan(lines.positionAt(offset).line);
  const before = text.slice(line.start, offset);
  const after = /^\S*/.exec(text.slice(offset, line.end))![0];
  const word = /^\s*([A-Za-z]*)$/.exec(before);
  if (word) return completeCommand(document, offset - word[1]!.length, offset + after.length, after === '');
  const [, name, typed] = /^\s*([A-Za-z]+)[ \t]+(\S.*|)$/.exec(before) ?? [];
  const command = name?.toUpperCase();
  if (typed === undefined || !command || !isCommand(command)) return [];
  const start = offset - typed.length;
  // The rest of the line belongs to the argument, as a command has only one.
  const end = start + text.slice(start, line.end).trimEnd().length;
  const edit = (value: string) => ({ start, end: Math.max(end, offset), newText: quoteArgument(value) });
  const kind = LAYER_OF[command];
  if (!kind)
    return (WORDS[command] ?? []).map((label, index) => ({
      label,
      kind: 'value',
      sortText: order(0, index),
      edit: edit(label),
    }));
  const others = new Set(
    document.layers.filter(({ argument }) => argument.end < start || offset < argument.start).map(({ path }) => path),
  );
  const quote = typed.startsWith('"') ? '"' : '';
  const plain = typed.replace(/^"/, '').replace(/\\(.)/g, '$1');
  return pathChoices(around.folder, plain, [kind], (path) => others.has(cleanPath(path))).map(
    ({ path, ...choice }) => ({
      ...choice,
      filterText: quote + (choice.filterText ?? choice.label),
      edit: { ...edit(path), newText: pathArgument(path) },
    }),
  );
}

/** Commands that may still be said, in upper case as modctl writes them. */
function completeCommand(document: ModelfileDocument, start: number, end: number, blank: boolean): Completion[] {
  const said = new Set(document.commands.filter((each) => each.start !== start).map(({ name }) => name));
  return COMMANDS.filter((name) => LAYER_OF[name] || !said.has(name)).map((name) => ({
    label: name,
    kind: 'property',
    detail: LAYER_OF[name] ? t('files') : t('once'),
    documentation: commandMeaning(name),
    sortText: order(0, COMMANDS.indexOf(name)),
    edit: { start, end, newText: blank ? `${name} ` : name },
  }));
}
