import * as vscode from 'vscode';
import { component as componentById } from '../../../core/mof/components';
import { type LayerGroup } from '../../../core/oci/browse/layers';
import { type LayerKind } from '../../../core/oci/modelpack/layer-type';
import { sizeText } from '../../../core/report/size';
import { shortDigest } from '../../packaging/artifacts';
import { kindWords } from '../../packaging/kind-words';
import { rowItem } from './item-parts';
import { type AttachedNode, type BlobNode, type GroupNode, type LayerGroupNode, type NameNode } from './nodes';
import { attachmentWords } from './state-words';

/** Larger files are not shown as text. */
export const SHOWN_BYTES = 4 * 1024 * 1024;

export function groupItem(node: GroupNode): vscode.TreeItem {
  const [label, icon] = {
    names: [vscode.l10n.t('Names'), 'tag'],
    attached: [vscode.l10n.t('Attached'), 'references'],
    manifests: [vscode.l10n.t('Manifests'), 'files'],
  }[node.group] as [string, string];
  return rowItem(node, {
    label,
    description: [String(node.children.length)],
    icon: new vscode.ThemeIcon(icon),
    children: node.group === 'attached' ? 'open' : 'closed',
  });
}

export function nameItem(node: NameNode): vscode.TreeItem {
  return rowItem(node, {
    label: node.name,
    icon: new vscode.ThemeIcon('tag'),
    context: node.isWritable ? 'name.local' : 'name',
  });
}

const KIND_ICONS: Readonly<Record<LayerKind, string>> = {
  weight: 'layers',
  'weight.config': 'settings-gear',
  code: 'code',
  dataset: 'database',
  doc: 'book',
};

function kindIcon(kind: LayerKind | undefined): vscode.ThemeIcon {
  return new vscode.ThemeIcon(kind ? KIND_ICONS[kind] : 'file');
}

export function layerGroupItem(node: LayerGroupNode): vscode.TreeItem {
  const { group } = node;
  const { layers, bytes, kind, component } = group;
  const gone = layers.filter(({ isHere }) => isHere === false).length;
  return rowItem(node, {
    label: groupTitle(group),
    description: [
      layers.length === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', layers.length),
      sizeText(bytes),
      gone ? vscode.l10n.t('not here: {0}', gone) : undefined,
    ],
    icon: gone
      ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'))
      : kindIcon(kind),
    children: layers.length <= FEW ? 'open' : 'closed',
    tooltip: [
      component === undefined
        ? vscode.l10n.t('Files that belong to no certain component of the Model Openness Framework.')
        : vscode.l10n.t('A component of the Model Openness Framework, told by the names and kinds of the files.'),
      kind && kindWords(kind),
    ],
  });
}

/** As many files are shown at once. */
const FEW = 5;

/** The component, or else the kind. */
function groupTitle({ component, kind }: LayerGroup): string {
  if (component !== undefined) return componentById(component).name;
  if (kind === undefined) return vscode.l10n.t('Other files');
  const words = kindWords(kind);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function blobItem(node: BlobNode): vscode.TreeItem {
  const { blob, role } = node;
  const { path, size, digest, mediaType, unsafe, isHere, isArchive } = blob;
  const label =
    role === 'manifest'
      ? vscode.l10n.t('Manifest')
      : role === 'config'
        ? vscode.l10n.t('Config')
        : (path ?? shortDigest(digest));
  const isGone = isHere === false;
  const canOpen = role !== 'layer' || (size <= SHOWN_BYTES && !isArchive && !isGone && blob.kind !== 'weight');
  return rowItem(node, {
    label,
    description: [
      sizeText(size),
      isGone ? vscode.l10n.t('not here, or not whole') : undefined,
      unsafe === undefined ? undefined : vscode.l10n.t('unsafe path'),
      isArchive ? vscode.l10n.t('archive') : undefined,
    ],
    icon:
      isGone || unsafe !== undefined
        ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'))
        : role === 'layer'
          ? kindIcon(blob.kind)
          : new vscode.ThemeIcon('json'),
    tooltip: [digest, mediaType, unsafe, blob.kind && kindWords(blob.kind)],
    context: canOpen && !isGone ? 'blob.open' : 'blob',
    ...(canOpen && !isGone
      ? {
          command: {
            command: 'modelOpenness.openArtifactPart',
            title: vscode.l10n.t('Show as Text'),
            arguments: [node],
          },
        }
      : {}),
  });
}

export function attachedItem(node: AttachedNode): vscode.TreeItem {
  const { manifest, kind, attached } = node.attached;
  const { document, digest, size, problem } = manifest;
  const isManifest = node.parent?.kind === 'group' && node.parent.group === 'manifests';
  return rowItem(node, {
    label: isManifest ? shortDigest(digest) : attachmentWords(kind),
    description: [
      problem ? vscode.l10n.t('cannot be read') : sizeText(document?.totalBytes ?? size),
      attached.length ? vscode.l10n.t('attached to it: {0}', attached.length) : undefined,
      kind === 'other' ? document?.artifactType : undefined,
    ],
    icon: new vscode.ThemeIcon(ATTACHMENT_ICONS[kind]),
    children: 'closed',
    tooltip: [digest, document?.artifactType ?? manifest.mediaType, document?.created, problem?.message],
    context: 'attached',
  });
}

const ATTACHMENT_ICONS: Readonly<Record<AttachedNode['attached']['kind'], string>> = {
  signature: 'key',
  spdx: 'list-tree',
  cyclonedx: 'list-tree',
  provenance: 'history',
  other: 'link',
};
