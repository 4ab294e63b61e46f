import * as vscode from 'vscode';
import { type Signing } from '../../node/api';
import {
  type ExpectedSigner,
  type ModelWatch,
  type SignatureKind,
  type Verification,
} from '../../node/signing/service';
import { named, succeeded } from './service';

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
  /** Whether digests of earlier verifications are good enough for files that are unchanged since then. */
  allowRemembered: boolean;
}

/** A verdict, and what became of it. */
export interface VerifiedModel extends VerifiedSubject, Verification {
  time: Date;
  /** Whether changes are seen from now on. */
  watched: boolean;
  /** What was known of the model before; see {@link LastVerified}. */
  before: string | undefined;
  /** What changed since, in the order in which it was seen: the verdict is not true any more. */
  changedSince: vscode.Uri[];
}

/** Whether a signature holds, the files are those that were signed, and that is still so. */
export function isProved({ verdict, changedSince }: Pick<VerifiedModel, 'verdict' | 'changedSince'>): boolean {
  const { state, signer, checks } = verdict;
  if (!signer || changedSince.length) return false;
  return (
    state === 'verified' ||
    (state === 'untrusted' && checks.some(({ id, ok }) => ok && (id === 'files' || id === 'artifact')))
  );
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

  /** @param watch begun before the model was verified; it is disposed with the verdict */
  add(verified: VerifiedModel, watch: Watch): void {
    const key = verified.model.toString();
    this.drop(key);
    this.kept.set(key, { verified, watch });
    for (const oldest of [...this.kept.keys()].slice(0, -MAX_KEPT)) this.drop(oldest);
    this.changed.fire(verified);
    watch.onTouched((files) => {
      const gone = files.filter((file) => !verified.holdsAfter(file)).map((file) => vscode.Uri.file(file));
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

  /** The one that was verified last comes first. */
  all(): VerifiedModel[] {
    return [...this.kept.values()].map(({ verified }) => verified).reverse();
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
  private readonly touched = new Set<string>();
  private listener: ((files: string[]) => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private watching: ModelWatch | undefined;

  /** Watches from now on; undefined where there is nothing to watch, which is told to the user. */
  static async begin(signing: Signing, { model, signature }: VerifiedSubject): Promise<Watch | undefined> {
    const watch = new Watch();
    const paths = { model: named(model), signature: named(signature) };
    const watching = await signing.watchModel(paths, (file) => watch.touch(file));
    if (!succeeded(watching)) return undefined;
    watch.watching = watching;
    return watch;
  }

  /** Whether it sees everything. */
  get isComplete(): boolean {
    return this.watching!.isComplete;
  }

  /** Tells of everything that happened since the beginning, by absolute paths. */
  onTouched(listener: (files: string[]) => void): void {
    this.listener = listener;
    this.tellSoon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watching?.dispose();
  }

  private touch(file: string): void {
    this.touched.add(file);
    if (this.listener) this.tellSoon();
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const files = [...this.touched];
      this.touched.clear();
      if (files.length) this.listener?.(files);
    }, DELAY_MS);
  }
}
