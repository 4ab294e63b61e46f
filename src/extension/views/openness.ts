import * as vscode from 'vscode';
import { type OpennessComponent, type OpennessLevel } from '../../core/mof/openness';
import { type Extension } from '../extension';
import { type OpenRelease } from '../releases';
import { componentItem } from './component-item';
import { levelItem } from './level-item';

export const OPENNESS_VIEW = 'modelOpenness.openness';

/** A class, or a component of one. */
export type OpennessNode =
  | { kind: 'level'; release: OpenRelease; level: OpennessLevel }
  | { kind: 'component'; release: OpenRelease; level: OpennessLevel; component: OpennessComponent };

/** The ladder of classes of the current release, and below each class the components that it asks for. */
export class OpennessTree implements vscode.TreeDataProvider<OpennessNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: vscode.Disposable[];
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<OpennessNode>;
  private stale = false;

  constructor(private readonly extension: Extension) {
    this.view = vscode.window.createTreeView(OPENNESS_VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = [
      this.changed,
      this.view,
      extension.releases.onDidChange(() => this.refresh()),
      this.view.onDidChangeVisibility(() => {
        if (this.stale) this.refresh();
      }),
    ];
  }

  getChildren(node?: OpennessNode): OpennessNode[] {
    if (!node) {
      const release = this.extension.releases.current;
      return release?.openness.levels.map((level) => ({ kind: 'level', release, level })) ?? [];
    }
    if (node.kind === 'component') return [];
    const { release, level } = node;
    return level.components.map((component) => ({ kind: 'component', release, level, component }));
  }

  getTreeItem(node: OpennessNode): vscode.TreeItem {
    return node.kind === 'level' ? levelItem(node.level) : componentItem(node);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Shows the current release; a view that nobody sees waits until somebody does. */
  private refresh(): void {
    this.stale = !this.view.visible;
    if (this.stale) return;
    const release = this.extension.releases.current;
    this.view.description = release?.openness.name;
    this.view.message = release?.openness.summary;
    this.changed.fire(undefined);
  }
}

export function registerOpennessView(extension: Extension): OpennessTree {
  return new OpennessTree(extension);
}
