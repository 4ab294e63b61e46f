import { cleanPath, foldersOf } from '../../../folder/paths';
import { type FolderContents } from '../../../folder/contents';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { type KitfileDocument, type KitLayer } from '../document';
import { KitIgnore } from '../ignore';
import { troubleOf } from './path-form';

/** Layers whose path is written soundly and that are packed from the folder. */
function packedFromFolder(document: KitfileDocument, folder: FolderContents): KitLayer[] {
  return document.layers.filter((layer) => layer.path && !layer.remotePath && troubleOf(layer, folder) === undefined);
}

/** KitOps stops at a path that is not there (seen by running v1.15.0). */
export const pathNotFound: Rule<KitfileDocument> = {
  id: 'kitfile/path-not-found',
  title: 'Path that is not there',
  help: 'Paths are relative to the folder of the Kitfile. KitOps stops at one that does not exist.',
  severity: 'error',
  fixable: true,
  check(document, report, { folder }) {
    if (!folder) return;
    for (const { path } of packedFromFolder(document, folder)) {
      const { text, node } = path!;
      if (!folder.lacks(text)) continue;
      report(() => {
        const meant = folder.suggest(text, 'any');
        return {
          at: node,
          message: meant
            ? t('There is no "{0}" in this folder. Did you mean "{1}"?', text, meant)
            : t('There is no "{0}" in this folder.', text),
          fix: () => [
            meant
              ? {
                  title: t('Change to "{0}"', meant),
                  safe: meant.toLowerCase() === cleanPath(text).toLowerCase(),
                  edits: editorFor(document.parsed).setText(node, meant),
                }
              : undefined,
          ],
        };
      });
    }
  },
};

/** KitOps warns "No files detected", or says nothing at all of links (seen by running v1.15.0). */
export const emptyLayer: Rule<KitfileDocument> = {
  id: 'kitfile/empty-layer',
  title: 'Layer without files',
  help: 'The path is there, but nothing of it is packed: the folder is empty, .kitignore leaves it out, other layers have its files already, or it is a link, which KitOps does not follow.',
  severity: 'warning',
  fixable: false,
  check(document, report, { folder }) {
    if (!folder) return;
    const ignore = KitIgnore.of(folder);
    const full = layersWithFiles(document, folder, ignore);
    for (const { path } of packedFromFolder(document, folder)) {
      const { text, node } = path!;
      const clean = cleanPath(text);
      const kind = folder.at(clean);
      const say = (message: string) => report({ at: node, message });
      if (kind === 'other') say(t('"{0}" is a link: KitOps does not follow it and packs an empty layer.', text));
      else if (kind && ignore.ignores(clean)) say(t('"{0}" is left out by .kitignore, so the layer is empty.', text));
      else if (kind === 'folder' && folder.sees(clean)) {
        if (!full.has(clean)) say(t('"{0}" has no files that are not packed elsewhere, so the layer is empty.', text));
      }
    }
  },
};

/** Paths of layers that have files: each file is in the innermost layer that names it or a folder it is in. */
function layersWithFiles(document: KitfileDocument, folder: FolderContents, ignore: KitIgnore): Set<string> {
  const paths = new Set(document.layers.flatMap(({ path }) => (path ? [cleanPath(path.text)] : [])));
  const full = new Set<string>();
  for (const file of folder.files) {
    const innermost = paths.has(file) ? file : foldersOf(file).findLast((each) => paths.has(each));
    // One file is enough to know.
    if (innermost !== undefined && !full.has(innermost) && !ignore.ignores(file)) full.add(innermost);
  }
  return full;
}
