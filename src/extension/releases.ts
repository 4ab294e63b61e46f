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
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length) this.tell();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.open.delete(uri.toString())) this.tell();
      }),
    ];
  }

  /** The release in the active editor, or else the one that was there last and still has a tab. */
  get current(): OpenRelease | undefined {
    const { active } = this;
    if (active) this.last = active.uri.toString();
    const shown = [...this.open.values()].filter(({ uri }) => hasTab(uri));
    return active ?? shown.find(({ uri }) => uri.toString() === this.last) ?? shown.at(-1);
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

/** Whether a document has a tab: the editor keeps documents for a while after their last tab was closed. */
function hasTab(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => {
    const shown =
      input instanceof vscode.TabInputText
        ? input.uri
        : input instanceof vscode.TabInputTextDiff
          ? input.modified
          : undefined;
    return shown?.toString() === uri.toString();
  });
}
