import { type FolderContents } from '../../../folder/contents';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { isAuxiliary } from '../../auxiliary';
import { unpackedMessage } from '../../kitfile/rules/unpacked-files';
import { classifyFile } from '../../modelpack/classify/classify';
import { COMMANDS, LAYER_OF } from '../commands';
import { pathArgument, targetsOf, type ModelfileDocument } from '../document';

/** modctl builds a package without layers and says nothing (seen by running v0.2.2). */
export const noFiles: Rule<ModelfileDocument> = {
  id: 'modelfile/no-files',
  title: 'Nothing is packed',
  help: 'No line names a file, so the package is empty.',
  severity: 'warning',
  fixable: false,
  check({ commands, ollama }, report) {
    const last = commands.at(-1);
    if (ollama || !last || commands.some(({ name }) => !name || LAYER_OF[name])) return;
    report({ at: last.word, message: t('Nothing is packed: add {0}.', 'MODEL, CONFIG, CODE, DOC') });
  },
};

/** Files of the folder that no line names. */
export function unpackedFiles(document: ModelfileDocument, folder: FolderContents): string[] {
  const packed = new Set(document.layers.flatMap((layer) => targetsOf(layer, folder).files));
  return folder.files.filter((file) => !isAuxiliary(file) && !packed.has(file));
}

/** Whether a line is wrong: what it was meant for would seem to be left over. */
function isUnclear({ commands, layers }: ModelfileDocument, folder: FolderContents): boolean {
  const paths = commands.filter(({ name }) => !name || LAYER_OF[name]);
  return paths.length !== layers.length || layers.some((layer) => !targetsOf(layer, folder).files.length);
}

/** Files that a fix adds at most: a person reads what is added. */
const MOST_ADDED = 50;

export const unpackedFile: Rule<ModelfileDocument> = {
  id: 'modelfile/unpacked-file',
  title: 'Files that no line names',
  help: 'Some files of the folder are named by no line, so they are not in the package. That may be meant.',
  severity: 'info',
  fixable: true,
  check(document, report, context) {
    const folder = document.within(context.folder);
    const [first] = document.commands;
    if (!first || !folder?.complete || !document.layers.length || isUnclear(document, folder)) return;
    const missing = unpackedFiles(document, folder);
    if (!missing.length) return;
    report({
      at: first.word,
      message: unpackedMessage(missing),
      fix: () => (missing.length > MOST_ADDED ? [] : [addition(document, missing)]),
    });
  },
};

/** Lines at the end; what a file is, is guessed from its name. */
function addition({ parsed }: ModelfileDocument, missing: readonly string[]) {
  const { text } = parsed;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = missing.map((path) => {
    const { kind } = classifyFile({ path, size: 0 });
    return `${COMMANDS.find((name) => LAYER_OF[name] === kind)} ${pathArgument(path)}`;
  });
  const before = text.endsWith('\n') ? '' : newline;
  return {
    title: missing.length === 1 ? t('Add {0}', missing[0]!) : t('Add {0} lines', missing.length),
    safe: false,
    edits: [{ start: text.length, end: text.length, newText: before + lines.join(newline) + newline }],
  };
}
