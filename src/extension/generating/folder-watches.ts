import * as vscode from 'vscode';

/** In git's own folder much happens; what models say of themselves is in its commits and tags. */
const OF_GIT = /\/\.git\/(?!HEAD$|packed-refs$|refs\/)/;

/** Sees what happens in folders, with one watcher for each, however many listen. */
export class FolderWatches {
  private readonly watched = new Map<string, { watcher: vscode.Disposable; listeners: Set<() => void> }>();

  /**
   * @param changed told of each file that comes, goes or changes, also in folders below
   * @returns ends it; the watcher goes with the last who listens
   */
  watch(folder: vscode.Uri, changed: () => void): vscode.Disposable {
    const key = folder.toString();
    const { watcher, listeners } = this.watched.get(key) ?? this.begin(folder);
    listeners.add(changed);
    return {
      dispose: () => {
        if (!listeners.delete(changed) || listeners.size) return;
        watcher.dispose();
        this.watched.delete(key);
      },
    };
  }

  private begin(folder: vscode.Uri): { watcher: vscode.Disposable; listeners: Set<() => void> } {
    const listeners = new Set<() => void>();
    const tell = ({ path }: vscode.Uri) => {
      if (!OF_GIT.test(path)) for (const listener of listeners) listener();
    };
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
    const watching = {
      watcher: vscode.Disposable.from(
        watcher,
        watcher.onDidCreate(tell),
        watcher.onDidChange(tell),
        watcher.onDidDelete(tell),
        // Users may keep files from being watched.
        vscode.workspace.onDidSaveTextDocument(({ uri }) => {
          if (uri.scheme === folder.scheme && uri.path.startsWith(`${folder.path}/`)) tell(uri);
        }),
      ),
      listeners,
    };
    this.watched.set(folder.toString(), watching);
    return watching;
  }
}
