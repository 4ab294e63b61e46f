import * as vscode from 'vscode';
import { type Verification, type ExpectedSigner, type SignatureKind } from '../../node/signing/service';
import { parentOf } from './model-folder';

/** What was verified, and how. */
export interface VerifiedSubject {
  /** The folder or file. */
  model: vscode.Uri;
  isFile: boolean;
  signature: vscode.Uri;
  /** What the signature file was; undefined where there was none. */
  kind: SignatureKind | undefined;
  /** Nobody for finding out who signed. */
  expected: ExpectedSigner | undefined;
  /** Whether files that nobody signed are left aside. */
  ignoreUnsignedFiles: boolean;
  allowSymlinks: boolean;
}

/** A verdict, and what became of it. */
export interface VerifiedModel extends VerifiedSubject, Verification {
  time: Date;
  /** What was known of the model before; see {@link LastVerified}. */
  before: string | undefined;
  /** What changed since, in the order in which it was seen: the verdict is not true any more. */
  changedSince: vscode.Uri[];
}

/** Verdicts that are kept, with a watcher each. */
const MAX_KEPT = 20;

/** Changed files that are kept of one verdict. */
const MAX_CHANGED = 100;

/** How long changes are collected before they are looked at, in milliseconds. */
const DELAY_MS = 100;

/** The verdicts of this session, each true of a moment: watchers see when it is not true any more. */
export class VerifiedModels implements vscode.Disposable {
  private readonly kept = new Map<string, { verified: VerifiedModel; watch: Watch }>();
  private readonly changed = new vscode.EventEmitter<VerifiedModel>();
  private readonly dropped = new vscode.EventEmitter<VerifiedModel>();

  /** Fired for a new verdict, and when it is not true any more. */
  readonly onDidChange = this.changed.event;
  /** Fired when a verdict is forgotten. */
  readonly onDidDrop = this.dropped.event;

  /** Begins to watch a model before it is verified. The watch has to be given to {@link add}, or disposed. */
  watch({ model, isFile, signature }: VerifiedSubject): Watch {
    return new Watch(model, isFile, signature);
  }

  add(verified: VerifiedModel, watch: Watch): void {
    const key = verified.model.toString();
    this.drop(key);
    this.kept.set(key, { verified, watch });
    for (const oldest of [...this.kept.keys()].slice(0, -MAX_KEPT)) this.drop(oldest);
    this.changed.fire(verified);
    watch.onTouched((files) => {
      const gone = files.filter((file) => !verified.holdsAfter(file.fsPath));
      if (!gone.length) return;
      const known = new Set(verified.changedSince.map(String));
      verified.changedSince.push(...gone.filter((file) => !known.has(file.toString())));
      verified.changedSince.splice(MAX_CHANGED);
      this.changed.fire(verified);
    });
  }

  get(model: vscode.Uri): VerifiedModel | undefined {
    return this.kept.get(model.toString())?.verified;
  }

  dispose(): void {
    for (const { watch } of this.kept.values()) watch.dispose();
    vscode.Disposable.from(this.changed, this.dropped).dispose();
  }

  private drop(key: string): void {
    const entry = this.kept.get(key);
    if (!entry) return;
    entry.watch.dispose();
    this.kept.delete(key);
    this.dropped.fire(entry.verified);
  }
}

/** Sees what happens to the files of a model and to its signature; keeps it until somebody listens. */
export class Watch implements vscode.Disposable {
  private readonly touched = new Map<string, vscode.Uri>();
  private readonly watchers: vscode.FileSystemWatcher[];
  private listener: ((files: vscode.Uri[]) => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(model: vscode.Uri, isFile: boolean, signature: vscode.Uri) {
    const inside = signature.path.startsWith(`${model.path}/`);
    this.watchers = [
      ...(isFile
        ? [watchFile(model)]
        : [vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(model, '**'))]),
      ...(inside ? [] : [watchFile(signature)]),
    ];
    const files = new Set([model, signature].map(String));
    for (const [at, watcher] of this.watchers.entries()) {
      const isWanted = (uri: vscode.Uri) => (at === 0 && !isFile) || files.has(uri.toString());
      const touch = (uri: vscode.Uri) => isWanted(uri) && this.touch(uri);
      watcher.onDidCreate(touch);
      watcher.onDidChange(touch);
      watcher.onDidDelete(touch);
    }
  }

  /** Tells of everything that happened since the beginning. */
  onTouched(listener: (files: vscode.Uri[]) => void): void {
    this.listener = listener;
    this.tellSoon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.watchers).dispose();
  }

  private touch(uri: vscode.Uri): void {
    this.touched.set(uri.toString(), uri);
    if (this.listener) this.tellSoon();
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const files = [...this.touched.values()];
      this.touched.clear();
      if (files.length) this.listener?.(files);
    }, DELAY_MS);
  }
}

/** Watches a folder for one of its files: names are no patterns. */
function watchFile(file: vscode.Uri): vscode.FileSystemWatcher {
  return vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(parentOf(file), '*'));
}
