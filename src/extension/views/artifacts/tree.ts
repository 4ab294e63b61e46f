import * as vscode from 'vscode';
import { Filter, type ArtifactOrder } from '../../../core/oci/browse/list';
import { printable } from '../../../core/report/printable';
import { type Packaging } from '../../../node/api';
import { type Extension } from '../../extension';
import { onDidUseLayout } from '../../packaging/layouts';
import { packagingService } from '../../packaging/service';
import { modelFolders } from '../../signing/model-folder';
import { isFailure } from '../../signing/service';
import { SUBJECT } from '../subject';
import { artifactChildren, attachedChildren, layerChildren, remoteChildren } from './artifact-children';
import { ArtifactDragAndDrop } from './drag';
import { itemOf } from './item-of';
import { LayoutMarks } from './layout-marks';
import { askingNode, emptyStoreNode, failureNode, noListNode, nothingNode } from './messages';
import { filesOf, hasSignature } from './model-files';
import {
  type ArtifactNode,
  type ArtifactsNode,
  type ModelNode,
  type RegistryNode,
  type RemoteNode,
  type RepositoryNode,
  type SectionId,
  type SectionNode,
  type StoreNode,
} from './nodes';
import { Pages } from './pages';
import { Registries } from './registries';
import { isAboutArtifacts, namedRegistry, registriesAdded } from './settings';
import { knownSources, once, workspaceSources, type StoreSource } from './sources';
import { StoreContents } from './store-contents';
import { ArtifactVerdicts } from './verdicts';
import { StoreWatch, watchWorkspace } from './watch';

export const ARTIFACTS_VIEW = 'modelOpenness.artifacts';

/** What the view says when it has no rows; its words are in package.json. */
type ViewState = 'loading' | 'ready' | 'empty' | 'no-match' | 'failed' | 'virtual';

/** How long changes are collected before they are looked at, in milliseconds. */
const DELAY_MS = 250;

/** The order that was chosen last. */
const ORDER = 'modelOpenness.artifacts.order';

/**
 * Models, and artifacts wherever they are. Nothing is read before somebody looks, nothing while nobody does, and no registry is
 * asked before it is opened.
 */
export class ArtifactsTree implements vscode.TreeDataProvider<ArtifactsNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ArtifactsNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<ArtifactsNode>;
  readonly registries: Registries;
  readonly verdicts = new ArtifactVerdicts();
  readonly pages = new Pages();
  private readonly marks = new LayoutMarks();
  private readonly subscriptions: vscode.Disposable[];
  /** Ends with the view being looked at; whoever looks again has another one. */
  private work = new AbortController();
  private watching: vscode.Disposable[] = [];
  private readonly watches = new Map<string, StoreWatch>();
  private timer: NodeJS.Timeout | undefined;
  private isStale = true;
  private isLoaded = false;
  private loading: Promise<void> | undefined;
  private models: vscode.Uri[] = [];
  private readonly signed = new Map<string, boolean>();
  private stores: StoreNode[] = [];
  private chosenOrder: ArtifactOrder;
  private filtering = new Filter('');

  constructor(private readonly extension: Pick<Extension, 'context' | 'log' | 'library' | 'verified'>) {
    const { context, verified } = extension;
    this.registries = new Registries(extension);
    this.chosenOrder = context.globalState.get<ArtifactOrder>(ORDER, 'name');
    this.view = vscode.window.createTreeView(ARTIFACTS_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: new ArtifactDragAndDrop(),
    });
    this.setState('loading');
    this.subscriptions = [
      this.changed,
      this.view,
      this.verdicts,
      this.marks,
      this.view.onDidChangeVisibility(() => this.visibilityChanged()),
      verified.onDidChange(() => this.show()),
      verified.onDidDrop(() => this.show()),
      this.verdicts.onDidChange(() => this.show()),
      onDidUseLayout(() => this.refreshSoon()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.refreshSoon()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.tellTrust()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (isAboutArtifacts(event)) this.refreshSoon();
        if (event.affectsConfiguration('modelOpenness.sigstore')) this.verdicts.clear();
      }),
    ];
    this.tellTrust();
  }

  // What is shown

  async getChildren(node?: ArtifactsNode): Promise<ArtifactsNode[]> {
    try {
      return node ? await this.below(node) : this.roots();
    } catch (error) {
      this.extension.log.error(error instanceof Error ? error : String(error));
      const message = vscode.l10n.t('This could not be shown. The log says more.');
      return node ? [failureNode(node, message)] : [];
    }
  }

  getTreeItem(node: ArtifactsNode): vscode.TreeItem {
    return itemOf(node, this);
  }

  getParent(node: ArtifactsNode): ArtifactsNode | undefined {
    return node.parent;
  }

  private roots(): ArtifactsNode[] {
    if (!this.isLoaded) {
      void this.load();
      return [];
    }
    return this.sections();
  }

  private sections(): SectionNode[] {
    const count: Record<SectionId, number> = {
      models: this.shownModels().length,
      stores: this.shownStores().length,
      registries: this.shownRegistries().length,
    };
    const shown = (['models', 'stores', 'registries'] as const).filter((section) => count[section] > 0);
    return shown.map((section) => ({ kind: 'section', id: this.idOf(section), section, count: count[section] }));
  }

  private async below(node: ArtifactsNode): Promise<ArtifactsNode[]> {
    const { signal } = this.work;
    switch (node.kind) {
      case 'section':
        return this.inSection(node);
      case 'model':
        return filesOf(node);
      case 'store':
        return this.inStore(node, signal);
      case 'registry':
        return this.inRegistry(node, signal);
      case 'repository':
        return this.inRepository(node, signal);
      case 'artifact': {
        const packaging = await this.packaging();
        // What is attached is known once all is read.
        await node.store.read(packaging, signal);
        return artifactChildren(node, packaging, signal);
      }
      case 'remote':
        return this.inRemote(node, signal);
      case 'attached':
        return attachedChildren(node, await this.packaging(), this.registries, signal);
      case 'layers':
        return this.pages.page(node, layerChildren(node));
      case 'group':
        return this.pages.page(node, node.children);
      default:
        return [];
    }
  }

  private async inSection(node: SectionNode): Promise<ArtifactsNode[]> {
    switch (node.section) {
      case 'models': {
        const models = this.shownModels().map((uri): ModelNode => ({
          kind: 'model',
          id: this.idOf(`model ${uri.toString()}`),
          uri,
          parent: node,
          [SUBJECT]: uri,
        }));
        const page = this.pages.page(node, models);
        await Promise.all(page.map((each) => (each.kind === 'model' ? this.lookForSignature(each.uri) : undefined)));
        return page;
      }
      case 'stores':
        // What a store is, and whether a filter finds anything in it, has to be read first.
        await this.beginAll();
        for (const store of this.stores) store.parent = node;
        return this.pages.page(node, this.shownStores());
      case 'registries':
        return this.shownRegistries().map((each) => ({ ...each, parent: node }));
    }
  }

  private async lookForSignature(uri: vscode.Uri): Promise<void> {
    this.signed.set(uri.toString(), await hasSignature(uri));
  }

  private async inStore(node: StoreNode, signal: AbortSignal): Promise<ArtifactsNode[]> {
    const { store } = node;
    const packaging = await this.packaging();
    await store.begin(packaging, signal);
    if (store.state === 'failed') return [failureNode(node, store.failure)];
    if (store.isBehind) void this.readOn(node);
    const artifacts = store.list(this.order, this.filter);
    if (!artifacts.length) return [emptyStoreNode(node, this.filter)];
    return this.pages.page(
      node,
      artifacts.map((artifact): ArtifactNode => {
        const { digest } = artifact;
        const subject = { layout: store.uri, name: artifact.names[0] ?? digest, digest };
        return { kind: 'artifact', id: `${node.id} ${digest}`, store, artifact, parent: node, [SUBJECT]: subject };
      }),
    );
  }

  /** Reads what is left of a store, and shows it. */
  private async readOn(node: StoreNode): Promise<void> {
    const { signal } = this.work;
    await vscode.window.withProgress({ location: { viewId: ARTIFACTS_VIEW } }, async () =>
      node.store.read(await this.packaging(), signal),
    );
    if (signal.aborted) return;
    this.marks.show(this.stores.map(({ store }) => store));
    this.changed.fire(node);
    this.setState();
  }

  private async inRegistry(node: RegistryNode, signal: AbortSignal): Promise<ArtifactsNode[]> {
    const answer = await this.registries.repositories(await this.packaging(), node.registry, signal);
    if (isFailure(answer))
      return answer.kind === 'cancelled'
        ? []
        : [failureNode(node, printable(answer.failure), answer.kind), noListNode(node)];
    const repositories = answer
      .filter((name) => this.registries.matches(this.filter, `${node.registry}/${name}`))
      .map((name): RepositoryNode => {
        const repository = `${node.registry}/${name}`;
        return { kind: 'repository', id: `${node.id} ${name}`, repository, isAdded: false, parent: node };
      });
    return repositories.length ? this.pages.page(node, repositories) : [nothingNode(node, this.filter)];
  }

  private async inRepository(node: RepositoryNode, signal: AbortSignal): Promise<ArtifactsNode[]> {
    const answer = await this.registries.tags(await this.packaging(), node.repository, signal);
    if (isFailure(answer))
      return answer.kind === 'cancelled' ? [] : [failureNode(node, printable(answer.failure), answer.kind)];
    const tags = answer
      .map((tag): RemoteNode => {
        const reference = `${node.repository}:${tag}`;
        return { kind: 'remote', id: `${node.id} ${tag}`, reference, tag, parent: node, [SUBJECT]: { reference } };
      })
      .filter(({ reference }) => this.filter.matches([reference]));
    return tags.length ? this.pages.page(node, tags) : [nothingNode(node, this.filter)];
  }

  private async inRemote(node: RemoteNode, signal: AbortSignal): Promise<ArtifactsNode[]> {
    const { reference } = node;
    const found = this.registries.known(reference);
    if (!found) {
      void this.lookInto(node, signal);
      return [askingNode(node)];
    }
    if (isFailure(found)) return [failureNode(node, printable(found.failure), found.kind)];
    node[SUBJECT].digest = found.digest;
    return remoteChildren(node, found);
  }

  /** Asks what an artifact of a registry is. Then its row, too, says what it is: with its children alone VS Code would not ask for it again. */
  private async lookInto(node: RemoteNode, signal: AbortSignal): Promise<void> {
    await vscode.window.withProgress({ location: { viewId: ARTIFACTS_VIEW } }, async () =>
      this.registries.contents(await this.packaging(), node.reference, signal),
    );
    if (!signal.aborted) this.changed.fire(node);
  }

  // Sources

  private shownModels(): vscode.Uri[] {
    return this.models.filter((uri) => this.filter.matches([vscode.workspace.asRelativePath(uri), uri.path]));
  }

  private shownStores(): StoreNode[] {
    if (this.filter.isEmpty) return this.stores;
    return this.stores.filter(({ store }) => store.state === 'new' || store.list(this.order, this.filter).length > 0);
  }

  private shownRegistries(): (RegistryNode | RepositoryNode)[] {
    if (!this.extension.library) return [];
    return registriesAdded().flatMap((text): (RegistryNode | RepositoryNode)[] => {
      const named = namedRegistry(text);
      const id = this.idOf(`registry ${text}`);
      if (!named || !this.registries.matches(this.filter, named.repository ?? named.registry)) return [];
      if (named.repository !== undefined)
        return [{ kind: 'repository', id, repository: named.repository, isAdded: true }];
      return [{ kind: 'registry', id, registry: named.registry }];
    });
  }

  /** A filter opens what it finds something in, whatever was open before: rows have other ids then. */
  private idOf(id: string): string {
    return this.filter.isEmpty ? id : `${id} ${this.filter.text}`;
  }

  /** How many artifacts of a store show; undefined as long as nothing was read. */
  countOf({ store }: StoreNode): number | undefined {
    if (store.state === 'new' || store.state === 'failed') return undefined;
    return this.filter.isEmpty ? store.graph.artifacts.length : store.list(this.order, this.filter).length;
  }

  /** Whether a store shows its artifacts from the start: few, and what is looked for. */
  isOpen({ store }: StoreNode): boolean {
    if (this.stores.length > OPEN_STORES) return false;
    return !this.filter.isEmpty || store.state === 'failed' || this.stores.length === 1 || store.origin === 'workspace';
  }

  hasSignature(uri: vscode.Uri): boolean {
    return this.signed.get(uri.toString()) ?? false;
  }

  get verified(): Extension['verified'] {
    return this.extension.verified;
  }

  // Filter and order

  get filter(): Filter {
    return this.filtering;
  }

  get order(): ArtifactOrder {
    return this.chosenOrder;
  }

  async sortBy(order: ArtifactOrder): Promise<void> {
    this.chosenOrder = order;
    await this.extension.context.globalState.update(ORDER, order);
    this.pages.reset();
    this.show();
  }

  /** @param text empty for all */
  async filterBy(text: string): Promise<void> {
    this.filtering = new Filter(text.trim());
    const { isEmpty } = this.filtering;
    this.pages.reset();
    for (const node of this.stores) node.id = this.idOf(`store ${node.store.uri.toString()}`);
    this.view.description = isEmpty ? undefined : vscode.l10n.t('filter: {0}', printable(this.filtering.text));
    void vscode.commands.executeCommand('setContext', 'modelOpenness.artifacts.filtered', !isEmpty);
    if (!isEmpty) await this.beginAll();
    this.show();
    this.setState();
  }

  // Reading

  /** Reads all again; a view that nobody sees waits until somebody does. @param afresh also what is known, and registries */
  refresh(afresh = false): void {
    this.isStale = true;
    for (const { store } of this.stores) store.outdated(afresh);
    if (afresh) {
      this.registries.forget();
      this.verdicts.clear();
    }
    if (this.view.visible) void this.load();
  }

  /** Tries again what could not be shown. */
  retry(node: ArtifactsNode | undefined): void {
    if (!node) {
      this.refresh(true);
      return;
    }
    if (node.kind === 'store') node.store.outdated(true);
    if (node.kind === 'artifact') node.store.outdated(true);
    if (node.kind === 'registry') this.registries.forget(node.registry);
    if (node.kind === 'repository') this.registries.forget(node.repository);
    if (node.kind === 'remote') this.registries.forget(node.reference);
    this.changed.fire(node.kind === 'artifact' ? node.parent : node);
  }

  /** Something changed in a layout that this program did. */
  touched(layout: vscode.Uri): void {
    const node = this.stores.find(({ store }) => store.uri.toString() === layout.toString());
    if (!node) this.refreshSoon();
    else {
      node.store.outdated();
      if (this.view.visible) void this.readOn(node);
    }
  }

  /** Shows more of a list, and goes there. */
  async showMore(node: ArtifactsNode): Promise<void> {
    if (node.kind !== 'more') return;
    const first = this.pages.more(node);
    this.changed.fire(node.of);
    if (first) await this.view.reveal(first, { focus: true, select: true }).then(undefined, () => undefined);
  }

  async packaging(): Promise<Packaging> {
    return (await packagingService(this.extension))!;
  }

  private async load(): Promise<void> {
    if (this.loading) return this.loading;
    this.loading = this.loadNow().finally(() => (this.loading = undefined));
    await this.loading;
    if (this.isStale && this.view.visible) await this.load();
  }

  private async loadNow(): Promise<void> {
    this.isStale = false;
    const { signal } = this.work;
    try {
      await vscode.window.withProgress({ location: { viewId: ARTIFACTS_VIEW } }, async () => {
        const searched = Promise.all([workspaceSources(), modelFolders()]);
        const known = this.extension.library ? await knownSources(this.extension, await this.packaging()) : [];
        // What takes no search is shown meanwhile.
        if (!this.isLoaded && known.length) await this.take(known, this.models);
        const [found, models] = await searched;
        if (signal.aborted) this.isStale = true;
        else await this.take(this.extension.library ? [...found, ...known] : [], models);
      });
    } catch (error) {
      this.extension.log.error(error instanceof Error ? error : String(error));
      this.setState('failed');
      return;
    }
  }

  private async take(sources: readonly StoreSource[], models: vscode.Uri[]): Promise<void> {
    const before = new Map(this.stores.map((node) => [node.store.uri.toString(), node]));
    this.stores = once(sources).map(({ uri, origin }) => {
      const known = before.get(uri.toString());
      if (known && known.store.origin === origin) return known;
      const store = new StoreContents(uri, origin);
      return { kind: 'store', id: this.idOf(`store ${uri.toString()}`), store };
    });
    this.models = models;
    this.isLoaded = true;
    this.watchStores();
    this.setState();
    this.changed.fire(undefined);
  }

  private async beginAll(): Promise<void> {
    const { signal } = this.work;
    if (!this.stores.length) return;
    const packaging = await this.packaging();
    await Promise.all(this.stores.map(({ store }) => store.begin(packaging, signal)));
    this.marks.show(this.stores.map(({ store }) => store));
  }

  private show(): void {
    if (this.view.visible && this.isLoaded) this.changed.fire(undefined);
  }

  private refreshSoon(): void {
    this.isStale = true;
    if (!this.view.visible) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), DELAY_MS);
  }

  private visibilityChanged(): void {
    if (this.view.visible) {
      this.watching = watchWorkspace(() => this.refreshSoon());
      this.watchStores();
      if (this.isStale) this.refresh();
      return;
    }
    this.work.abort();
    this.work = new AbortController();
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.watching, ...this.watches.values()).dispose();
    this.watching = [];
    this.watches.clear();
    // Nobody sees what happens from now on.
    this.isStale = true;
  }

  private watchStores(): void {
    if (!this.view.visible) return;
    const wanted = new Map(this.stores.map((node) => [node.store.uri.toString(), node]));
    for (const [key, watch] of this.watches)
      if (!wanted.has(key)) {
        watch.dispose();
        this.watches.delete(key);
      }
    for (const [key, node] of wanted)
      if (!this.watches.has(key)) this.watches.set(key, new StoreWatch(node.store, () => this.storeChanged(node)));
  }

  private storeChanged(node: StoreNode): void {
    node.store.outdated();
    void this.readOn(node);
  }

  private setState(state: ViewState = this.stateNow()): void {
    void vscode.commands.executeCommand('setContext', 'modelOpenness.artifacts.state', state);
  }

  private stateNow(): ViewState {
    if (!this.isLoaded) return 'loading';
    if (this.sections().length) return 'ready';
    if (!this.filter.isEmpty) return 'no-match';
    return this.extension.library ? 'empty' : 'virtual';
  }

  private tellTrust(): void {
    this.view.message = vscode.workspace.isTrusted
      ? undefined
      : vscode.l10n.t('Restricted Mode: artifacts are read and verified, and not packaged, moved or deleted.');
  }

  dispose(): void {
    this.work.abort();
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions, ...this.watching, ...this.watches.values()).dispose();
  }
}

/** Of so many stores, those of the workspace show what they have from the start, and all of them what a filter finds. */
const OPEN_STORES = 10;
