import * as vscode from 'vscode';
import { watchedPlaces, type Target } from './target';

/** Sees the first change of what was inspected; after that there is nothing more to see. */
export class FirstChange implements vscode.Disposable {
  private readonly watchers: vscode.Disposable[] = [];

  /** @param changed told of the file, once */
  constructor(target: Target, changed: (file: vscode.Uri) => void) {
    const tell = (file: vscode.Uri) => {
      if (!this.watchers.length || isOfGit(file)) return;
      this.dispose();
      changed(file);
    };
    for (const { uri, isFolder } of watchedPlaces(target)) {
      // A model that is one file is watched by the folder around it.
      const patterns = isFolder ? [new vscode.RelativePattern(uri, '**'), fileIn(uri)] : [fileIn(uri)];
      for (const pattern of patterns) {
        const watcher = vscode.workspace.createFileSystemWatcher(pattern);
        this.watchers.push(watcher, watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell));
      }
    }
  }

  dispose(): void {
    for (const each of this.watchers.splice(0)) each.dispose();
  }
}

function fileIn(uri: vscode.Uri): vscode.RelativePattern {
  const name = uri.path.split('/').at(-1)!;
  // Names are not patterns: whatever could mean more than itself stands for any one character.
  return new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name.replace(/[*?[\]{}!]/g, '?'));
}

/** In git's own folder much happens, and nothing that is inspected. */
function isOfGit({ path }: vscode.Uri): boolean {
  return path.includes('/.git/');
}
