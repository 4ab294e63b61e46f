import { type FolderContents } from '../../../folder/contents';
import { globTest } from '../../../folder/glob';
import { escapes, isAbsolute } from '../../../folder/paths';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { pathArgument, quoteArgument, targetsOf, type ModelfileDocument, type ModelfileLayer } from '../document';
import { lineRemoval } from './edits';

/** What is wrong with a path as it is written, the first thing only. */
type PathTrouble = 'absolute' | 'escapes' | 'backslash' | 'bad-pattern' | 'double-star' | undefined;

/** A backslash before anything but what it is needed for. */
const NEEDLESS_ESCAPE = /\\(?=[^\s"\\*?[\]])/;

function troubleOf(document: ModelfileDocument, { argument, path, isPattern }: ModelfileLayer): PathTrouble {
  const written = document.parsed.text.slice(argument.start, argument.end);
  if (isAbsolute(argument.value) || /^"?[A-Za-z]:\\/.test(written)) return 'absolute';
  if (NEEDLESS_ESCAPE.test(written)) return 'backslash';
  if (escapes(path)) return 'escapes';
  if (isPattern && !globTest(path)) return 'bad-pattern';
  return path.includes('**') ? 'double-star' : undefined;
}

/** Layers whose path is written soundly. */
function sound(document: ModelfileDocument): ModelfileLayer[] {
  return document.layers.filter((layer) => troubleOf(document, layer) === undefined);
}

function pathRule(
  parts: Omit<Rule<ModelfileDocument>, 'check' | 'fixable'>,
  trouble: PathTrouble,
  message: (path: string) => string,
): Rule<ModelfileDocument> {
  return {
    ...parts,
    fixable: false,
    check(document, report) {
      for (const layer of document.layers)
        if (troubleOf(document, layer) === trouble)
          report({ at: layer.argument, message: message(layer.argument.value) });
    },
  };
}

/** modctl v0.2.2 packs such a file under a path with `..` in it (seen by running it), which extraction then follows. */
export const absolutePath = pathRule(
  {
    id: 'modelfile/absolute-path',
    title: 'Absolute path',
    help: 'Paths are relative to the folder that is packed. A file from elsewhere gets a path that leads out of the folder, and is written there when the package is extracted.',
    severity: 'error',
  },
  'absolute',
  (path) => t('"{0}" is absolute. Write it relative to the folder of the Modelfile.', path),
);

/** As above. */
export const escapingPath = pathRule(
  {
    id: 'modelfile/path-escapes',
    title: 'Path leads out of the folder',
    help: 'Only what is in the folder belongs into the package. modctl packs a file from elsewhere under a path with ".." and writes it to that place when the package is extracted.',
    severity: 'error',
  },
  'escapes',
  (path) => t('"{0}" leads out of the folder.', path),
);

/** Go, path/filepath, `ErrBadPattern`. */
export const badPattern = pathRule(
  {
    id: 'modelfile/bad-pattern',
    title: 'Malformed pattern',
    help: 'Patterns have * and ? for characters of a name and [abc] or [a-z] for one of some. A bracket that is meant as such has two backslashes before it.',
    severity: 'error',
  },
  'bad-pattern',
  (path) => t('"{0}" is no pattern: a bracket is not closed or is empty.', path),
);

/** Go's `filepath.Glob` has no `**` (modctl v0.2.2, processor/base.go). */
export const doubleStar = pathRule(
  {
    id: 'modelfile/double-star',
    title: 'Two stars in a pattern',
    help: 'In a Modelfile ** means the same as *: names of one folder. Files of deeper folders are left out without a word.',
    severity: 'warning',
  },
  'double-star',
  (path) => t('"{0}": two stars mean the same as one here; deeper folders are left out.', path),
);

/** modctl, `parseArgs`: a backslash takes the next character as it is, and is gone. */
export const backslash: Rule<ModelfileDocument> = {
  id: 'modelfile/backslash',
  title: 'Backslash in a path',
  help: 'A backslash is taken away and the next character taken as it is, so that a\\b becomes ab. Folders are separated by a slash.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    const { text } = document.parsed;
    for (const layer of document.layers) {
      if (troubleOf(document, layer) !== 'backslash') continue;
      const { start, end, value } = layer.argument;
      report({
        at: layer.argument,
        message: t('The backslash is taken away: this means "{0}". Write "/" between folders.', value),
        fix: () => [
          {
            title: t('Write with "/"'),
            safe: true,
            edits: [{ start, end, newText: text.slice(start, end).replace(/\\+(?=[^\s"\\*?[\]])/g, '/') }],
          },
        ],
      });
    }
  },
};

/** modctl v0.2.2, processor/base.go: "file specified in Modelfile does not exist". Of DATASET it looks at nothing. */
export const pathNotFound: Rule<ModelfileDocument> = {
  id: 'modelfile/path-not-found',
  title: 'File that is not there',
  help: 'Paths are relative to the folder of the Modelfile. modctl stops at a file that does not exist.',
  severity: 'error',
  fixable: true,
  check(document, report, { folder }) {
    if (!folder) return;
    for (const { isPattern, path, argument } of sound(document)) {
      if (isPattern || !folder.lacks(path)) continue;
      report(() => {
        const meant = folder.suggest(path, 'file');
        return {
          at: argument,
          message: meant
            ? t('There is no "{0}" in this folder. Did you mean "{1}"?', argument.value, meant)
            : t('There is no "{0}" in this folder.', argument.value),
          fix: () => [
            meant
              ? {
                  title: t('Change to "{0}"', meant),
                  safe: meant.toLowerCase() === path.toLowerCase(),
                  edits: [{ start: argument.start, end: argument.end, newText: pathArgument(meant) }],
                }
              : undefined,
          ],
        };
      });
    }
  },
};

/** modctl packs nothing for such a pattern and says nothing (seen by running v0.2.2). */
export const noMatch: Rule<ModelfileDocument> = {
  id: 'modelfile/no-match',
  title: 'Pattern that matches nothing',
  help: 'No file of the folder fits the pattern, so nothing is packed for it. modctl does not say so.',
  severity: 'warning',
  fixable: false,
  check(document, report, context) {
    const folder = document.within(context.folder);
    if (!folder?.complete) return;
    for (const layer of sound(document)) {
      if (!layer.isPattern) continue;
      const { files, folders } = targetsOf(layer, folder);
      if (!files.length && !folders.length)
        report({ at: layer.argument, message: t('No file of this folder fits "{0}".', layer.argument.value) });
    }
  },
};

/** modctl v0.2.2, build/builder.go: "is a directory and not supported yet". */
export const folderInPath: Rule<ModelfileDocument> = {
  id: 'modelfile/folder',
  title: 'Folder where a file belongs',
  help: 'modctl packs files only and fails at a folder, also at one that a pattern matches.',
  severity: 'error',
  fixable: true,
  check(document, report, context) {
    const folder = document.within(context.folder);
    if (!folder) return;
    for (const layer of sound(document)) {
      const [first] = targetsOf(layer, folder).folders;
      if (first === undefined) continue;
      const { argument, isPattern } = layer;
      report({
        at: argument,
        message: isPattern
          ? t('"{0}" matches the folder "{1}", and modctl packs no folders.', argument.value, first)
          : t('"{0}" is a folder, and modctl packs no folders. Name its files.', argument.value),
        fix: () => [
          !isPattern && onlyFiles(folder, first)
            ? {
                title: t('Change to "{0}"', `${first}/*`),
                safe: true,
                edits: [{ start: argument.start, end: argument.end, newText: quoteArgument(`${first}/*`) }],
              }
            : undefined,
        ],
      });
    }
  },
};

/** Whether a folder has files and no folders. */
function onlyFiles(folder: FolderContents, path: string): boolean {
  const children = folder.children(path);
  return children.length > 0 && children.every(({ isFolder }) => !isFolder);
}

/** modctl packs a file once for each command that names it; of two layers with one path the last is extracted. */
export const samePath: Rule<ModelfileDocument> = {
  id: 'modelfile/same-path',
  title: 'File packed twice',
  help: 'Two lines name the same file. Of one command modctl takes one of them; of two commands it makes two layers with the same path, and only one can be extracted.',
  severity: 'warning',
  fixable: true,
  check(document, report, context) {
    const folder = document.within(context.folder);
    const byFile = new Map<string, ModelfileLayer>();
    const byPath = new Map<string, ModelfileLayer>();
    for (const layer of sound(document)) {
      const same = byPath.get(layer.path);
      const files = folder && !same ? targetsOf(layer, folder).files : [];
      const shared = files.find((file) => byFile.has(file));
      const first = same ?? (shared === undefined ? undefined : byFile.get(shared));
      for (const file of files) if (!byFile.has(file)) byFile.set(file, layer);
      if (!same) byPath.set(layer.path, layer);
      if (!first) continue;
      report({
        at: layer.argument,
        message: t('"{0}" is packed by another line already.', shared ?? layer.argument.value),
        related: [{ at: first.argument, message: t('This line has it.') }],
        fix: () => [
          same
            ? {
                title: t('Remove this line'),
                safe: same.command.name === layer.command.name,
                edits: lineRemoval(document.parsed, layer.command),
              }
            : undefined,
        ],
      });
    }
  },
};

/** modctl v0.2.2, backend/build.go, `getProcessors`: there is none for datasets. */
export const datasetIgnored: Rule<ModelfileDocument> = {
  id: 'modelfile/dataset-ignored',
  title: 'Dataset that modctl leaves out',
  help: 'modctl reads DATASET and then packs nothing for it, not even an error for a file that is missing. Packages made here have the data.',
  severity: 'info',
  fixable: false,
  check({ layers }, report) {
    for (const { kind, command } of layers)
      if (kind === 'dataset')
        report({ at: command.word, message: t('modctl leaves out what DATASET names; packages made here have it.') });
  },
};
