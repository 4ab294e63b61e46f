import { cleanPath, foldersOf } from '../../../folder/paths';
import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { type KitfileDocument, type KitLayer, type KitText } from '../document';
import { pathType, resemblesReference } from '../path-type';
import { referenceTrouble } from './path-form';

function datasets(document: KitfileDocument): KitLayer[] {
  return document.layers.filter(({ section }) => section === 'dataset');
}

/** KitOps, `Validate`: "only S3 URLs and ModelKit references are supported for remote dataset paths". */
export const remotePath: Rule<KitfileDocument> = {
  id: 'kitfile/remote-path',
  title: 'Remote path of a kind that is not supported',
  help: 'A dataset can be fetched from S3 (s3://bucket/key) or from another ModelKit (host/repository:tag). KitOps refuses anything else.',
  severity: 'error',
  fixable: false,
  check(document, report) {
    for (const { remotePath: remote } of datasets(document)) {
      if (!remote) continue;
      const type = pathType(remote.text);
      if (type === 's3' || type === 'reference') continue;
      report({
        at: remote.node,
        message:
          type === 'local' && resemblesReference(remote.text)
            ? referenceTrouble(remote.text)
            : t('"{0}" is neither an S3 address nor the reference of a ModelKit.', remote.text),
      });
    }
  },
};

/** KitOps, `Validate`: a hash belongs to an S3 address, and to nothing else. */
export const remoteHash: Rule<KitfileDocument> = {
  id: 'kitfile/remote-hash',
  title: 'Hash of a remote dataset',
  help: 'What is fetched from S3 is checked by its hash, so there must be one. A ModelKit is checked by its own digests, and a local file needs none.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { remotePath: remote, map } of datasets(document)) {
      const hash = document.text(map, 'remoteHash');
      const type = remote && pathType(remote.text);
      if (type === 's3' && !hash)
        report({ at: remote!.node, message: t('An S3 address needs "remoteHash": the hash of what is fetched.') });
      if (!hash || type === 's3') continue;
      // Of another kind of remote path nothing more can be said.
      if (remote && type !== 'reference') continue;
      report({
        at: hash.entry.key,
        ...(remote ? { severity: 'warning' as const } : {}),
        message: remote
          ? t('"remoteHash" is ignored: a ModelKit is checked by its own digests.')
          : t('"remoteHash" without "remotePath": KitOps refuses the file.'),
        tag: 'unnecessary',
        fix: () => [
          {
            title: t('Remove "{0}"', 'remoteHash'),
            safe: remote !== undefined,
            edits: editorFor(document.parsed).removeEntry(map, hash.entry),
          },
        ],
      });
    }
  },
};

/** KitOps, `Validate`: "uses a path that is within the path for a remote dataset". */
export const insideRemote: Rule<KitfileDocument> = {
  id: 'kitfile/inside-remote-dataset',
  title: 'Layer inside of a fetched dataset',
  help: 'The folder that a dataset of another ModelKit is fetched into belongs to it alone: KitOps refuses layers inside.',
  severity: 'error',
  fixable: false,
  check(document, report) {
    const fetched = new Map<string, KitText>();
    for (const { path, remotePath: remote } of datasets(document))
      if (path && remote && pathType(remote.text) === 'reference') fetched.set(cleanPath(path.text), path);
    for (const layer of document.layers) {
      if (!layer.path || layer.section === 'prompt') continue;
      const folder = foldersOf(cleanPath(layer.path.text)).find((each) => fetched.has(each));
      const outer = folder === undefined ? undefined : fetched.get(folder);
      if (!outer) continue;
      report({
        at: layer.path.node,
        message: t('"{0}" lies in "{1}", which is fetched from elsewhere.', layer.path.text, outer.text),
        related: [{ at: outer.node, message: t('This folder is fetched.') }],
      });
    }
  },
};
