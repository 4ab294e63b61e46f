import { type FolderContents } from '../../folder/contents';
import { cleanPath, escapes, isAbsolute } from '../../folder/paths';
import { type Completion } from '../../language/features';
import { order } from '../../language/items';
import { t } from '../../l10n';
import { classifyFile } from '../modelpack/classify/classify';
import { type LayerKind } from '../modelpack/layer-type';
import { isAuxiliary } from '../auxiliary';

/** Names in one answer; a person types on rather than scroll further. */
const MOST = 500;

/** A path that can be typed, without its edit. */
export type PathChoice = Omit<Completion, 'edit'> & { path: string };

/**
 * What lies in the folder that is typed so far: what fits the layer first, what another layer has already last.
 * @param typed the path up to the cursor
 * @param kinds what belongs into the layer
 * @param packed whether a path is in a layer already
 */
export function pathChoices(
  folder: FolderContents | undefined,
  typed: string,
  kinds: readonly LayerKind[],
  packed: (path: string) => boolean,
): PathChoice[] {
  const inner = typed.slice(0, typed.lastIndexOf('/') + 1);
  if (!folder || isAbsolute(typed) || escapes(inner || '.')) return [];
  const below = cleanPath(inner || '.');
  const hidden = typed.slice(inner.length).startsWith('.');
  return folder
    .children(below)
    .filter(({ name }) => hidden || !isAuxiliary(name))
    .slice(0, MOST)
    .map(({ name, isFolder }, index) => {
      const clean = below === '.' ? name : `${below}/${name}`;
      const used = packed(clean);
      const fits = !isFolder && kinds.includes(classifyFile({ path: clean, size: 0 }).kind);
      return {
        label: isFolder ? `${name}/` : name,
        kind: isFolder ? 'folder' : 'file',
        ...(used ? { detail: t('in a layer already') } : {}),
        sortText: order(used ? 3 : fits ? 0 : isFolder ? 1 : 2, index),
        filterText: inner + name,
        path: inner + name + (isFolder ? '/' : ''),
      };
    });
}

/** The address of a file of the folder, relative to it, for links. */
export function relativeUrl(path: string): string {
  return `./${cleanPath(path).split('/').map(encodeURIComponent).join('/')}`;
}

/** How many files a hover names. */
const NAMED = 10;

/** Markdown: which files a path stands for. */
export function describeFiles(files: readonly string[]): string {
  if (!files.length) return t('No file of this folder.');
  const names = files.slice(0, NAMED).map((file) => `- \`${file.replaceAll('`', "'")}\``);
  const more = files.length > NAMED ? [`- ${t('and {0} more', files.length - NAMED)}`] : [];
  const head = files.length === 1 ? t('One file:') : t('{0} files:', files.length);
  return [head, '', ...names, ...more].join('\n');
}
