import { type FolderContents } from '../../../folder/contents';
import { escapes, isAbsolute } from '../../../folder/paths';
import { type Fix } from '../../../findings/finding';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { parseReference } from '../../reference';
import { type KitfileDocument, type KitLayer, type KitText } from '../document';
import { pathType, resemblesReference } from '../path-type';

/** What is wrong with a path as it is written, the first thing only; undefined where it names a file or folder. */
export type PathTrouble =
  'absolute' | 'not-local' | 'escapes' | 'backslash' | 'wildcard' | 'reference' | 'model-reference' | undefined;

/**
 * How a path is written.
 * @returns `model-reference` for a sound reference where one is allowed; nothing is wrong with it, but it names no file
 */
export function troubleOf({ section, path }: KitLayer, folder: FolderContents | undefined): PathTrouble {
  const text = path!.text;
  if (isAbsolute(text)) return 'absolute';
  const type = pathType(text);
  if (type === 'reference' && section === 'model') return 'model-reference';
  if (type !== 'local') return 'not-local';
  if (escapes(text)) return 'escapes';
  if (folder?.at(text)) return undefined;
  if (text.includes('\\')) return 'backslash';
  if (/[*?[]/.test(text)) return 'wildcard';
  return section === 'model' && resemblesReference(text) ? 'reference' : undefined;
}

/** A rule about one way of writing a path wrong. */
function pathRule(
  parts: Omit<Rule<KitfileDocument>, 'check'>,
  trouble: PathTrouble,
  message: (path: KitText, layer: KitLayer) => string,
  fix?: (document: KitfileDocument, path: KitText) => Fix | undefined,
): Rule<KitfileDocument> {
  return {
    ...parts,
    check(document, report, { folder }) {
      for (const layer of document.layers) {
        const { path } = layer;
        if (!path || troubleOf(layer, folder) !== trouble) continue;
        report({
          at: path.node,
          message: message(path, layer),
          ...(fix ? { fix: () => [fix(document, path)] } : {}),
        });
      }
    },
  };
}

/** KitOps, pkg/artifact/kitfile.go, `Validate`: "absolute paths are not supported". */
export const absolutePath = pathRule(
  {
    id: 'kitfile/absolute-path',
    title: 'Absolute path',
    help: 'Paths of a Kitfile are relative to the folder that is packed. An absolute one is refused, and would mean something else on every machine.',
    severity: 'error',
    fixable: false,
  },
  'absolute',
  ({ text }) => t('"{0}" is absolute. Write it relative to the folder of the Kitfile.', text),
);

/** KitOps v1.15.0 packs an empty layer for such a path and says nothing of it (seen by running it). */
export const escapingPath = pathRule(
  {
    id: 'kitfile/path-escapes',
    title: 'Path leads out of the folder',
    help: 'Only what is in the folder can be packed. For a path that leads out of it KitOps writes an empty layer, or refuses the file.',
    severity: 'error',
    fixable: false,
  },
  'escapes',
  ({ text }) => t('"{0}" leads out of the folder, so nothing is packed for it.', text),
);

/** KitOps, `GetPathType`: addresses and references are allowed for the model and for `remotePath` only. */
export const notALocalPath = pathRule(
  {
    id: 'kitfile/not-a-local-path',
    title: 'Address where a file belongs',
    help: 'Layers are files and folders. Only the path of the model may be the reference of a ModelKit, and only "remotePath" of a dataset an S3 address.',
    severity: 'error',
    fixable: false,
  },
  'not-local',
  ({ text }, { section }) => {
    if (section === 'dataset') return t('"{0}" is no file of the folder. Write it as "remotePath".', text);
    return section === 'model'
      ? t('"{0}" is neither a file of the folder nor the reference of a ModelKit.', text)
      : t('"{0}" is no file of the folder; only a model can be a reference.', text);
  },
);

/** On Linux and macOS a backslash is a character of the name. */
export const backslash = pathRule(
  {
    id: 'kitfile/backslash',
    title: 'Backslash in a path',
    help: 'Only on Windows a backslash stands between folders; elsewhere the file is not found. A slash is understood everywhere.',
    severity: 'error',
    fixable: true,
  },
  'backslash',
  ({ text }) => t('Write "{0}" with "/" between folders.', text),
  ({ parsed }, { node, text }) => ({
    title: t('Write with "/"'),
    safe: true,
    edits: editorFor(parsed).setText(node, text.replace(/\\+/g, '/')),
  }),
);

/** KitOps takes paths as they are written (seen by running v1.15.0: "path *.py does not exist"). */
export const wildcard = pathRule(
  {
    id: 'kitfile/wildcard',
    title: 'Wildcard in a path',
    help: 'KitOps takes a path as it is written and finds no file of that name. A folder stands for all that is in it; .kitignore leaves things out.',
    severity: 'error',
    fixable: false,
  },
  'wildcard',
  ({ text }) => t('"{0}": a Kitfile has no wildcards. Name the folder, or each file.', text),
);

/** KitOps, pkg/artifact/util.go: what does not parse as a reference is taken for a path. */
export const modelReference = pathRule(
  {
    id: 'kitfile/model-reference',
    title: 'Malformed reference of a ModelKit',
    help: 'A model may build on another ModelKit: host/repository:tag, or @ and a digest, in lower case. What is none is taken for a file, and that is not there.',
    severity: 'error',
    fixable: false,
  },
  'reference',
  ({ text }) => referenceTrouble(text),
);

/** Why a text is no reference that KitOps follows. */
export function referenceTrouble(text: string): string {
  try {
    parseReference(text);
  } catch (error) {
    return (error as Error).message;
  }
  return t('"{0}" is taken for a file: as a reference it needs a tag or a digest, such as "{1}".', text, `${text}:1.0`);
}
