import * as vscode from 'vscode';
import { MODEL_MARKS } from '../../signing/model-folder';
import { type StoreContents } from './store-contents';

/** How long changes of a store are collected, in milliseconds: whoever packages changes an index several times. */
const DELAY_MS = 300;

/** Indexes of a layout, and of the store of KitOps. */
const INDEXES = '{oci-layout,index.json,*-index.json,*-tags.json}';

/** Sees that a store is changed, by whomever. */
export class StoreWatch implements vscode.Disposable {
  private readonly watchers: vscode.FileSystemWatcher[];
  private timer: NodeJS.Timeout | undefined;

  constructor({ uri, origin }: StoreContents, changed: () => void) {
    const patterns = [
      new vscode.RelativePattern(uri, INDEXES),
      ...(origin === 'program'
        ? [
            new vscode.RelativePattern(vscode.Uri.joinPath(uri, 'storage'), INDEXES),
            new vscode.RelativePattern(
              vscode.Uri.joinPath(uri, 'content.v1/docker/registry/v2/repositories'),
              '**/_manifests/**/link',
            ),
          ]
        : []),
    ];
    const soon = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(changed, DELAY_MS);
    };
    this.watchers = patterns.map((pattern) => watched(pattern, soon));
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.watchers).dispose();
  }
}

/** Sees that models and layouts come to the workspace, or go. */
export function watchWorkspace(changed: () => void): vscode.Disposable[] {
  return ['**/oci-layout', MODEL_MARKS].map((pattern) => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, false);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    return watcher;
  });
}

function watched(pattern: vscode.GlobPattern, changed: () => void): vscode.FileSystemWatcher {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  watcher.onDidCreate(changed);
  watcher.onDidChange(changed);
  watcher.onDidDelete(changed);
  return watcher;
}
