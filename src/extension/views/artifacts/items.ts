import * as vscode from 'vscode';
import { timeOf } from '../../../core/oci/browse/list';
import { sizeText } from '../../../core/report/size';
import { shortDigest } from '../../packaging/artifacts';
import { nameOf } from '../../signing/model-folder';
import { shownName } from '../../signing/service';
import { verdictWords } from '../../signing/verdict-words';
import { type VerifiedModel } from '../../signing/verified-models';
import { rowItem } from './item-parts';
import {
  type ArtifactNode,
  type MessageNode,
  type ModelFileKind,
  type ModelFileNode,
  type ModelNode,
  type MoreNode,
  type RegistryNode,
  type RemoteNode,
  type RepositoryNode,
  type SectionNode,
  type StoreNode,
} from './nodes';
import { type RemoteContents } from './registries';
import { stateIcon, stateSentence, stateWords, type ShownState } from './state-words';
import { type StoreOrigin } from './store-contents';
import { type ArtifactVerdict } from './verdicts';

export function sectionItem(node: SectionNode): vscode.TreeItem {
  const [label, icon] = {
    models: [vscode.l10n.t('Model folders'), 'folder-library'],
    stores: [vscode.l10n.t('On this machine'), 'device-desktop'],
    registries: [vscode.l10n.t('Registries'), 'cloud'],
  }[node.section] as [string, string];
  return rowItem(node, {
    label,
    description: [String(node.count)],
    icon: new vscode.ThemeIcon(icon),
    children: 'open',
    context: `section.${node.section}`,
  });
}

/** @param verified what verification came to in this window */
export function modelItem(
  node: ModelNode,
  hasSignature: boolean,
  verified: VerifiedModel | undefined,
): vscode.TreeItem {
  const state: ShownState = verified ? verified.verdict.state : hasSignature ? 'signed' : 'unsigned';
  const isStale = verified !== undefined && verified.changedSince.length > 0;
  const words = isStale ? vscode.l10n.t('changed since it was verified') : stateWords(state);
  return rowItem(node, {
    label: shownName(node.uri),
    description: [words],
    icon: isStale ? new vscode.ThemeIcon('history') : stateIcon(state),
    children: 'closed',
    tooltip: [
      node.uri.scheme === 'file' ? node.uri.fsPath : node.uri.toString(true),
      verified ? verdictWords(verified) : stateSentence(hasSignature ? 'signed' : 'unsigned'),
    ],
    context: node.uri.scheme === 'file' ? 'model' : 'model.virtual',
    resource: node.uri,
  });
}

const MODEL_FILE_ICONS: Readonly<Record<ModelFileKind, string>> = {
  signature: 'key',
  mof: 'checklist',
  bom: 'list-tree',
  card: 'book',
  recipe: 'file-code',
  license: 'law',
};

export function modelFileItem(node: ModelFileNode): vscode.TreeItem {
  return rowItem(node, {
    label: nameOf(node.uri),
    description: [modelFileWords(node.what)],
    icon: new vscode.ThemeIcon(MODEL_FILE_ICONS[node.what]),
    context: `model-file.${node.what}`,
    command: { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [node.uri] },
  });
}

function modelFileWords(what: ModelFileKind): string {
  switch (what) {
    case 'signature':
      return vscode.l10n.t('signature');
    case 'mof':
      return vscode.l10n.t('MOF file');
    case 'bom':
      return vscode.l10n.t('bill of materials');
    case 'card':
      return vscode.l10n.t('model card');
    case 'recipe':
      return vscode.l10n.t('recipe for packaging');
    case 'license':
      return vscode.l10n.t('licence');
  }
}

/**
 * @param count what of it is shown, which a filter may lessen; undefined as long as nothing was read
 * @param isOpen whether its artifacts show from the start
 */
export function storeItem(node: StoreNode, count: number | undefined, isOpen: boolean): vscode.TreeItem {
  const { store } = node;
  const { uri, origin, program, state, graph } = store;
  const all = graph.artifacts.length;
  const counted = count === undefined || count === all ? artifactCount(all) : vscode.l10n.t('{0} of {1}', count, all);
  const isRead = state === 'named' || state === 'read';
  const own = origin === 'own' ? vscode.l10n.t('Models of your own') : undefined;
  const damaged = graph.artifacts.filter((each) => each.state === 'damaged').length;
  return rowItem(node, {
    label: own ?? (program ? vscode.l10n.t('Store of {0}', program) : shownName(uri)),
    description: [
      isRead ? counted : state === 'failed' ? vscode.l10n.t('cannot be read') : undefined,
      damaged ? vscode.l10n.t('damaged: {0}', damaged) : undefined,
      isRead && !store.isWritable ? vscode.l10n.t('read-only') : undefined,
    ],
    icon:
      state === 'failed' || damaged
        ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'))
        : new vscode.ThemeIcon(origin === 'own' ? 'home' : 'archive'),
    children: isOpen ? 'open' : 'closed',
    tooltip: [
      uri.fsPath,
      originSentence(origin),
      program ? vscode.l10n.t('It belongs to {0}; here it is only read.', program) : undefined,
      state === 'failed' ? store.failure : undefined,
    ],
    context: storeContext(node),
    resource: uri,
  });
}

function storeContext({ store }: StoreNode): string {
  const removable = store.origin === 'setting' || store.origin === 'used' ? '.removable' : '';
  return `store${store.isWritable ? '.writable' : '.readonly'}${removable}`;
}

function originSentence(origin: StoreOrigin): string {
  switch (origin) {
    case 'workspace':
      return vscode.l10n.t('A layout in the workspace.');
    case 'own':
      return vscode.l10n.t('The layout that models are in when no other is named.');
    case 'used':
      return vscode.l10n.t('A layout that you used lately.');
    case 'setting':
      return vscode.l10n.t('A layout that you added.');
    case 'program':
      return vscode.l10n.t('What another program keeps on this machine.');
  }
}

export function artifactCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 artifact') : vscode.l10n.t('{0} artifacts', count);
}

/** @param verdict what verification came to in this window */
export function artifactItem(
  { artifact, ...node }: ArtifactNode,
  verdict: ArtifactVerdict | undefined,
): vscode.TreeItem {
  const { names, digest, document } = artifact;
  const { label, place, more } = nameParts(names, digest);
  const state: ShownState = isProblem(artifact.state) ? artifact.state : (verdict?.state ?? artifact.state);
  const size = document && sizeText(document.totalBytes);
  return rowItem(
    { artifact, ...node },
    {
      label,
      description: [stateWords(state), size, more, place],
      icon: stateIcon(state),
      children: 'closed',
      tooltip: [
        ...names,
        digest,
        verdict ? verdictSentence(verdict) : (artifact.problem?.message ?? stateSentence(state)),
        ...(verdict?.reasons.slice(0, SHOWN_REASONS) ?? []),
        document?.artifactType,
        createdSentence(document?.created),
        attachedSentence(artifact.attachedCount),
      ],
      context: `artifact.${node.store.isWritable ? 'local' : 'readonly'}${artifact.problem ? '.broken' : ''}`,
    },
  );
}

/** Reasons of a verdict that a tooltip lists. */
const SHOWN_REASONS = 5;

export function verdictSentence({ title, time }: ArtifactVerdict): string {
  return vscode.l10n.t('{0} at {1}', title, time.toLocaleTimeString());
}

function isProblem(state: ArtifactNode['artifact']['state']): boolean {
  return state === 'missing' || state === 'damaged' || state === 'unreadable';
}

/** The end of a name tells artifacts apart, and a narrow view cuts ends off: what comes before goes behind. */
function nameParts(
  names: readonly string[],
  digest: string,
): { label: string; place: string | undefined; more: string | undefined } {
  const [name, ...others] = names;
  if (name === undefined) return { label: shortDigest(digest), place: undefined, more: undefined };
  const slash = name.lastIndexOf('/');
  const more = others.length ? vscode.l10n.t('+{0} names', others.length) : undefined;
  return { label: name.slice(slash + 1), place: slash > 0 ? name.slice(0, slash) : undefined, more };
}

function createdSentence(created: string | undefined): string | undefined {
  const time = timeOf(created);
  return time === undefined ? undefined : vscode.l10n.t('Made on {0}', new Date(time).toLocaleString());
}

function attachedSentence(count: number): string | undefined {
  return count ? vscode.l10n.t('Attached to it: {0}', count) : undefined;
}

export function registryItem(node: RegistryNode): vscode.TreeItem {
  return rowItem(node, {
    label: node.registry,
    icon: new vscode.ThemeIcon('cloud'),
    children: 'closed',
    tooltip: [vscode.l10n.t('A registry that you added. It is asked when you open it.')],
    context: 'registry',
  });
}

export function repositoryItem(node: RepositoryNode): vscode.TreeItem {
  const slash = node.repository.indexOf('/');
  return rowItem(node, {
    label: node.isAdded ? node.repository : node.repository.slice(slash + 1),
    icon: new vscode.ThemeIcon('repo'),
    children: 'closed',
    tooltip: [
      node.isAdded
        ? vscode.l10n.t('A repository that you added. Its registry is asked when you open it.')
        : node.repository,
    ],
    context: node.isAdded ? 'repository.added' : 'repository',
  });
}

/** @param known what is known because somebody looked into it */
export function remoteItem(
  node: RemoteNode,
  known: RemoteContents | undefined,
  verdict: ArtifactVerdict | undefined,
): vscode.TreeItem {
  const state: ShownState = verdict?.state ?? (known ? remoteState(known) : 'unread');
  const bytes =
    known && [...known.layers, ...(known.config ? [known.config] : [])].reduce((sum, { size }) => sum + size, 0);
  return rowItem(node, {
    label: node.tag,
    description: [stateWords(state), bytes === undefined ? undefined : sizeText(bytes)],
    icon: state === 'unread' ? new vscode.ThemeIcon('tag') : stateIcon(state),
    children: 'closed',
    tooltip: [
      node.reference,
      known?.digest,
      verdict ? verdictSentence(verdict) : stateSentence(state),
      ...(verdict?.reasons.slice(0, SHOWN_REASONS) ?? []),
      known?.artifactType,
    ],
    context: 'artifact.remote',
  });
}

function remoteState({ attached, layers }: RemoteContents): ShownState {
  const isSigned =
    attached.some(({ kind }) => kind === 'signature') || layers.some(({ path = '' }) => path.endsWith('.sig'));
  return isSigned ? 'signed' : 'unsigned';
}

export function messageItem(node: MessageNode): vscode.TreeItem {
  const icons = {
    error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
    warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
    info: new vscode.ThemeIcon('info'),
  };
  const { action } = node;
  const command = action && MESSAGE_COMMANDS[action];
  return rowItem(node, {
    label: node.message,
    icon: icons[node.icon],
    tooltip: [command && vscode.l10n.t('Press Enter, or click: {0}', messageAction(action))],
    context: action ? `message.${action}` : 'message',
    spoken: [node.message, command && messageAction(action)].filter(Boolean).join(' '),
    ...(command ? { command: { command, title: messageAction(action), arguments: [node] } } : {}),
  });
}

const MESSAGE_COMMANDS: Readonly<Record<NonNullable<MessageNode['action']>, string>> = {
  retry: 'modelOpenness.retryArtifacts',
  'sign-in': 'modelOpenness.signInToRegistry',
  'add-repository': 'modelOpenness.addRegistry',
  pack: 'modelOpenness.packageIntoLayout',
};

function messageAction(action: NonNullable<MessageNode['action']>): string {
  switch (action) {
    case 'retry':
      return vscode.l10n.t('Try Again');
    case 'sign-in':
      return vscode.l10n.t('Sign In…');
    case 'add-repository':
      return vscode.l10n.t('Add Repository…');
    case 'pack':
      return vscode.l10n.t('Package Model…');
  }
}

export function moreItem(node: MoreNode): vscode.TreeItem {
  const title =
    node.next < node.rest
      ? vscode.l10n.t('Show {0} more of {1}', node.next, node.rest)
      : vscode.l10n.t('Show {0} more', node.rest);
  return rowItem(node, {
    label: title,
    icon: new vscode.ThemeIcon('ellipsis'),
    command: { command: 'modelOpenness.showMoreArtifacts', title, arguments: [node] },
  });
}
