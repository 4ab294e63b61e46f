import * as vscode from 'vscode';
import { type Openness } from '../core/mof/openness';
import { OpennessChangedNotification, type OpennessChangedParams } from '../server/protocol';
import { type Server } from './server';

/** A MOF configuration that is open, and what the server says of it. */
export interface OpenRelease {
  uri: vscode.Uri;
  /** The version of the document that this is about. */
  version: number;
  openness: Openness;
}

/** Knows the MOF configurations that are open, and which of them the user works on. */
export class Releases implements vscode.Disposable {
  private readonly open = new Map<string, OpenRelease>();
  private readonly changed = new vscode.EventEmitter<OpenRelease | undefined>();
  private readonly subscriptions: vscode.Disposable[];
  private last: string | undefined;

  /** Fired when the current release is another one, or when it changed. */
  readonly onDidChange = this.changed.event;

  constructor(server: Server) {
    this.subscriptions = [
      this.changed,
      server.onWillStart((client) =>
        client.onNotification(OpennessChangedNotification, (params: OpennessChangedParams) => this.take(params)),
      ),
      server.onDidChangeState((state) => {
        if (state === 'running' || state === 'starting') return;
        this.open.clear();
        this.tell();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.tell()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.open.delete(uri.toString())) this.tell();
      }),
    ];
  }

  /** The release in the active editor, or else the one that was there last and is still open. */
  get current(): OpenRelease | undefined {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    if (active !== undefined && this.open.has(active)) this.last = active;
    return (this.last === undefined ? undefined : this.open.get(this.last)) ?? [...this.open.values()].at(-1);
  }

  /** The release in the active editor, if there is one. */
  get active(): OpenRelease | undefined {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    return active === undefined ? undefined : this.open.get(active);
  }

  /** Makes a release the current one, if it is open. */
  select(uri: string): void {
    if (!this.open.has(uri)) return;
    this.last = uri;
    this.tell();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private take({ uri, version, openness }: OpennessChangedParams): void {
    // The client may spell the URI as the server got it; the editor's own spelling is the key.
    const parsed = vscode.Uri.parse(uri);
    if (openness) this.open.set(parsed.toString(), { uri: parsed, version, openness });
    else this.open.delete(parsed.toString());
    this.tell();
  }

  private tell(): void {
    const { current } = this;
    void vscode.commands.executeCommand('setContext', 'modelOpenness.hasRelease', current !== undefined);
    this.changed.fire(current);
  }
}
