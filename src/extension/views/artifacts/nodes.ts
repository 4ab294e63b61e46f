import type * as vscode from 'vscode';
import { type AttachedManifest, type BrowsedArtifact } from '../../../core/oci/browse/artifacts';
import { type BrowsedLayer, type LayerGroup } from '../../../core/oci/browse/layers';
import { type ArtifactPlace } from '../../packaging/places';
import { type SUBJECT } from '../subject';
import { type StoreContents } from './store-contents';

/** What stands at the top of the view. */
export type SectionId = 'models' | 'stores' | 'registries';

interface Below {
  /** Unique in the view. */
  id: string;
  parent?: ArtifactsNode;
}

/** An artifact as commands take it. */
export type ArtifactSubject = ArtifactPlace & { digest?: string };

export interface SectionNode extends Below {
  kind: 'section';
  section: SectionId;
  count: number;
}

/** A folder of the workspace that holds a model. */
export interface ModelNode extends Below {
  kind: 'model';
  uri: vscode.Uri;
  [SUBJECT]: vscode.Uri;
}

/** A file that tells something of a model: its signature, its MOF file, a bill of materials. */
export interface ModelFileNode extends Below {
  kind: 'model-file';
  uri: vscode.Uri;
  what: ModelFileKind;
  [SUBJECT]: vscode.Uri;
}

export type ModelFileKind = 'signature' | 'mof' | 'bom' | 'card' | 'recipe' | 'license';

/** A layout, or the store of another program. */
export interface StoreNode extends Below {
  kind: 'store';
  store: StoreContents;
}

/** A registry that the user added. */
export interface RegistryNode extends Below {
  kind: 'registry';
  registry: string;
}

/** A repository of a registry. */
export interface RepositoryNode extends Below {
  kind: 'repository';
  /** With its registry. */
  repository: string;
  /** Whether the user added it by itself. */
  isAdded: boolean;
}

/** An artifact on this machine. */
export interface ArtifactNode extends Below {
  kind: 'artifact';
  store: StoreContents;
  artifact: BrowsedArtifact;
  [SUBJECT]: ArtifactSubject;
}

/** A tag of a repository. */
export interface RemoteNode extends Below {
  kind: 'remote';
  reference: string;
  tag: string;
  [SUBJECT]: ArtifactSubject;
}

/** What can be read of an artifact: all below one knows where it is. */
interface Part extends Below {
  place: ArtifactPlace;
}

/** What belongs together below an artifact. */
export interface GroupNode extends Part {
  kind: 'group';
  group: 'names' | 'attached' | 'manifests';
  children: readonly ArtifactsNode[];
}

export interface NameNode extends Part {
  kind: 'name';
  name: string;
  digest: string;
  isWritable: boolean;
  [SUBJECT]: ArtifactSubject;
}

/** The manifest itself, the config, or a file of an artifact. */
export interface BlobNode extends Part {
  kind: 'blob';
  role: 'manifest' | 'config' | 'layer';
  blob: BrowsedLayer;
}

export interface LayerGroupNode extends Part {
  kind: 'layers';
  group: LayerGroup;
}

/** A manifest that is attached to another, or one of an index. */
export interface AttachedNode extends Part {
  kind: 'attached';
  attached: AttachedManifest;
  [SUBJECT]: ArtifactSubject;
}

/** Words instead of something that can't be shown, and what can be done about it. */
export interface MessageNode extends Below {
  kind: 'message';
  icon: 'error' | 'warning' | 'info';
  message: string;
  /** What is tried again. */
  target?: ArtifactsNode;
  action?: 'retry' | 'sign-in' | 'add-repository' | 'pack';
}

/** Stands for those that are not shown yet. */
export interface MoreNode extends Below {
  kind: 'more';
  /** The list that goes on. */
  of: ArtifactsNode;
  rest: number;
  /** How many come next. */
  next: number;
}

export type ArtifactsNode =
  | SectionNode
  | ModelNode
  | ModelFileNode
  | StoreNode
  | RegistryNode
  | RepositoryNode
  | ArtifactNode
  | RemoteNode
  | GroupNode
  | NameNode
  | BlobNode
  | LayerGroupNode
  | AttachedNode
  | MessageNode
  | MoreNode;
