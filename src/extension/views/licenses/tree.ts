import * as vscode from 'vscode';
import { byFile, byLicense, type FileGroup, type LicenseGroup } from '../../../core/licenses/inventory/groups';
import { type LicenseRow } from '../../../core/licenses/inventory/row';
import { type LicenseSummary } from '../../../core/licenses/inventory/summary';
import { LicensesChangedNotification } from '../../../server/protocol';
import { type Server } from '../../server';
import { fileItem, licenseItem, placeItem } from './items';
import { fetchLicenses, type LicenseList } from './list';

export const LICENSES_VIEW = 'modelOpenness.licenses';

export type Grouping = 'license' | 'file';

/** A licence, a file, or a place where a licence is written, below either. */
export type LicensesNode =
  | { kind: 'license'; group: LicenseGroup }
  | { kind: 'file'; group: FileGroup }
  | { kind: 'place'; row: LicenseRow; summary: LicenseSummary; below: Grouping };

/** What the view says when it has no rows; its words are in package.json. */
type ListState = 'loading' | 'ready' | 'empty' | 'failed';

/** All licences of the workspace, by licence or by file. Nothing is read before the view is looked at. */
export class LicensesTree implements vscode.TreeDataProvider<LicensesNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: vscode.Disposable[];
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<LicensesNode>;
  private list: LicenseList | undefined;
  private grouping: Grouping = 'license';
  /** What is shown is not what there is. */
  private stale = true;
  private loading: vscode.CancellationTokenSource | undefined;

  constructor(private readonly server: Server) {
    this.view = vscode.window.createTreeView(LICENSES_VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = [
      this.changed,
      this.view,
      server.onWillStart((client) => client.onNotification(LicensesChangedNotification, () => this.refresh())),
      server.onDidChangeState((state) => {
        if (state === 'running' || state === 'failed') this.refresh();
      }),
      this.view.onDidChangeVisibility(() => {
        if (!this.view.visible) this.loading?.cancel();
        else if (this.stale) this.refresh();
      }),
    ];
  }

  getChildren(node?: LicensesNode): LicensesNode[] {
    if (!node) return this.groups();
    if (node.kind === 'place') return [];
    const { kind, group } = node;
    return group.rows.map((row) => ({ kind: 'place', row, summary: this.summaryOf(row), below: kind }));
  }

  getTreeItem(node: LicensesNode): vscode.TreeItem {
    switch (node.kind) {
      case 'license':
        return licenseItem(node.group);
      case 'file':
        return fileItem(node.group);
      case 'place':
        return placeItem(node.row, node.summary, node.below);
    }
  }

  /** Reads the licences again; a view that nobody sees waits until somebody does. */
  refresh(): void {
    this.stale = true;
    if (this.view.visible && !this.loading) void this.load();
  }

  groupBy(grouping: Grouping): void {
    this.grouping = grouping;
    void vscode.commands.executeCommand('setContext', 'modelOpenness.licenses.grouping', grouping);
    this.changed.fire(undefined);
  }

  dispose(): void {
    this.loading?.cancel();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private groups(): LicensesNode[] {
    if (!this.list) return [];
    return this.grouping === 'license'
      ? byLicense(this.list).map((group) => ({ kind: 'license', group }))
      : byFile(this.list).map((group) => ({ kind: 'file', group }));
  }

  private summaryOf({ license }: LicenseRow): LicenseSummary {
    return this.list!.licenses.find((summary) => summary.license === license)!;
  }

  private async load(): Promise<void> {
    const cancel = new vscode.CancellationTokenSource();
    this.loading = cancel;
    this.stale = false;
    // What was listed stays until there is something newer.
    if (!this.list) this.setState('loading');
    const list = await vscode.window.withProgress({ location: { viewId: LICENSES_VIEW } }, () =>
      fetchLicenses(this.server, cancel.token),
    );
    this.loading = undefined;
    if (cancel.token.isCancellationRequested) {
      this.refresh();
      return;
    }
    this.list = list;
    this.setState(!list ? 'failed' : list.rows.length ? 'ready' : 'empty');
    this.view.message = list?.incomplete
      ? vscode.l10n.t('Not all files were read: some are too many or too long.')
      : undefined;
    this.changed.fire(undefined);
    if (this.stale) this.refresh();
  }

  private setState(state: ListState): void {
    void vscode.commands.executeCommand('setContext', 'modelOpenness.licenses.state', state);
  }
}
