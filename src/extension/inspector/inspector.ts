import * as vscode from 'vscode';
import { type Progress } from '../../core/signing/model/model';
import { progressText } from '../../core/signing/model/progress';
import {
  readMessage,
  type Action,
  type ActionId,
  type FromPage,
  type ToPage,
  type Waiting,
} from '../../../webview/protocol';
import { type Extension } from '../extension';
import { isFailure, shownName } from '../signing/service';
import { pageHtml, pageRoot } from './html';
import { load, type Loaded } from './load';
import { openSource } from './open-source';
import { titleOf, type Target } from './target';
import { shown } from './view/shown';
import { FirstChange } from './watcher';
import { needsADisk } from './service';
import { pageWords } from './words';

/** How often progress is shown, in milliseconds. */
const INTERVAL_MS = 200;
/** How long the page has to show that something is being done, in milliseconds. */
const PATIENCE_MS = 500;

/** How an inspector begins: it reads at once, or waits to be asked. */
export type Beginning = 'at-once' | 'when-asked';

/**
 * One page and what it shows. The page asks, and can ask for nothing but what it was shown before. While it is hidden nothing is
 * read and nothing is sent: VS Code drops the page, and when it is seen again it asks for everything.
 */
export class Inspector implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private waiting: Waiting | undefined;
  private content: Loaded | undefined;
  private changed: { watcher: FirstChange; file?: vscode.Uri } | undefined;
  private running: AbortController | undefined;

  constructor(
    private readonly extension: Extension,
    private readonly webview: vscode.Webview,
    readonly target: Target,
    private readonly beginning: Beginning,
  ) {
    webview.options = { enableScripts: true, localResourceRoots: [pageRoot(extension.context)] };
    this.subscriptions.push(webview.onDidReceiveMessage((message: unknown) => void this.receive(message)));
    webview.html = pageHtml(webview, extension.context);
  }

  dispose(): void {
    this.running?.abort();
    this.changed?.watcher.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** What it shows; undefined until it is there. */
  get loaded(): Loaded | undefined {
    return this.content;
  }

  /** Inspects, once more where that was done before. */
  async again(): Promise<void> {
    this.running?.abort();
    const running = (this.running = new AbortController());
    const told = this.wait({
      state: 'busy',
      title: vscode.l10n.t('Inspecting {0}', shown(titleOf(this.target))),
      text: '',
      actions: [{ id: 'cancel', title: vscode.l10n.t('Cancel') }],
    });
    // What happens while it is read is seen as well.
    this.watch();
    // Nothing is sent while the processor is busy: the page first says that something is being done.
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (this.running !== running) return;
    try {
      const work = { progress: this.progress(running), signal: running.signal };
      const answer = await load(this.extension, this.target, work, this.actions());
      if (this.running !== running) return;
      if (answer === undefined) this.wait(this.idle());
      else if (!isFailure(answer)) this.show(answer);
      else this.wait(answer.kind === 'cancelled' ? this.idle() : this.failed(answer.failure));
    } catch (error) {
      if (this.running !== running) return;
      this.extension.log.error(error instanceof Error ? error : String(error));
      this.wait(this.failed(error instanceof Error ? error.message : String(error)));
    } finally {
      if (this.running === running) this.running = undefined;
    }
  }

  // The page

  private async receive(message: unknown): Promise<void> {
    const read = readMessage(message);
    if (!read) {
      this.extension.log.warn('The page of the inspector sent what is no message.');
      return;
    }
    try {
      await this.answer(read);
    } catch (error) {
      this.extension.log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private async answer(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.begin();
      case 'rows': {
        const { request, grid, query, first, count } = message;
        const rows = this.content?.shown.grids.get(grid)?.window(query, first, count);
        if (rows) this.post({ type: 'rows', request, grid, first, ...rows });
        return;
      }
      case 'open':
        return this.open(this.content?.shown.sources.at(message.source));
      case 'openRow':
        return this.open(this.content?.shown.grids.get(message.grid)?.source(message.row));
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'do':
        return this.act(message.action);
    }
  }

  private begin(): void {
    this.post({ type: 'words', words: pageWords(), target: this.target });
    if (this.waiting) this.post({ type: 'waiting', waiting: this.waiting });
    else if (this.content) this.post({ type: 'view', view: this.content.shown.view });
    else if (this.beginning === 'at-once') void this.again();
    else this.wait(this.idle());
    this.tellChange();
  }

  private post(message: ToPage): Thenable<boolean> {
    return this.webview.postMessage(message);
  }

  private async open(source: Parameters<typeof openSource>[1] | undefined): Promise<void> {
    if (source && this.content) await openSource(this.extension, source, this.content.inspections, this.target);
  }

  private async act(action: ActionId): Promise<void> {
    const { target } = this;
    const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
    switch (action) {
      case 'again':
        return this.again();
      case 'cancel':
        this.running?.abort();
        return;
      case 'verify':
        return this.verify();
      case 'export':
        await run('modelOpenness.exportEvidence', target);
        return;
      case 'compare':
        await run('modelOpenness.compareArtifacts', target);
        return;
      case 'text':
        if ('uri' in target) await run('vscode.openWith', vscode.Uri.parse(target.uri), 'default');
        return;
      case 'log':
        this.extension.log.show();
    }
  }

  /** Asks who should have signed, and shows what that came to. */
  private async verify(): Promise<void> {
    const { target } = this;
    const run = (command: string, about: unknown) => vscode.commands.executeCommand(command, about);
    const verified =
      target.kind === 'layout'
        ? await run('modelOpenness.verifyArtifact', { layout: vscode.Uri.parse(target.layout), name: target.name })
        : target.kind === 'registry'
          ? await run('modelOpenness.verifyArtifact', { reference: target.reference })
          : 'uri' in target
            ? await run(verifyCommand(target.kind), vscode.Uri.parse(target.uri))
            : undefined;
    if (verified) await this.again();
  }

  // What it shows

  private show(content: Loaded): void {
    this.waiting = undefined;
    this.content = content;
    this.post({ type: 'view', view: this.content.shown.view });
    this.tellChange();
  }

  private actions(): Action[] {
    const { kind } = this.target;
    const verify = kind !== 'bom' && kind !== 'comparison';
    return [
      ...(verify ? [{ id: 'verify' as const, title: vscode.l10n.t('Verify…'), primary: true as const }] : []),
      { id: 'again', title: vscode.l10n.t('Inspect Again') },
      ...(kind === 'comparison'
        ? []
        : [
            { id: 'export' as const, title: vscode.l10n.t('Export Evidence…') },
            { id: 'compare' as const, title: vscode.l10n.t('Compare…') },
          ]),
      ...this.textAction(),
    ];
  }

  private wait(waiting: Waiting): Thenable<boolean> {
    this.waiting = waiting;
    this.content = undefined;
    return this.post({ type: 'waiting', waiting });
  }

  private progress(running: AbortController): (done: Progress) => void {
    const began = Date.now();
    let last = 0;
    return (done) => {
      const now = Date.now();
      if (now - last < INTERVAL_MS || this.running !== running || !this.waiting) return;
      last = now;
      this.wait({ ...this.waiting, text: progressText(done, now - began) });
    };
  }

  private failed(reason: string): Waiting {
    return {
      state: 'failed',
      title: vscode.l10n.t('{0} could not be inspected', shown(titleOf(this.target))),
      text: shown(reason),
      actions: [
        { id: 'again', title: vscode.l10n.t('Try Again'), primary: true },
        ...this.textAction(),
        { id: 'log', title: vscode.l10n.t('Open Log') },
      ],
    };
  }

  private idle(): Waiting {
    const { extension, target } = this;
    const title = shown(titleOf(target));
    if (!extension.library)
      return {
        state: 'idle',
        title,
        text: needsADisk(),
        actions: this.textAction(),
      };
    return {
      state: 'idle',
      title,
      text:
        target.kind === 'registry'
          ? vscode.l10n.t('The registry is asked when you want that.')
          : vscode.l10n.t('Nothing has been inspected yet.'),
      actions: [{ id: 'again', title: vscode.l10n.t('Inspect'), primary: true }, ...this.textAction()],
    };
  }

  private textAction(): Action[] {
    return this.target.kind === 'signature' ? [{ id: 'text', title: vscode.l10n.t('Open as Text') }] : [];
  }

  // Changes

  private watch(): void {
    this.changed?.watcher.dispose();
    const changed: { watcher: FirstChange; file?: vscode.Uri } = {
      watcher: new FirstChange(this.target, (file) => {
        changed.file = file;
        this.tellChange();
      }),
    };
    this.changed = changed;
  }

  private tellChange(): void {
    const { file } = this.changed ?? {};
    if (!file || !this.content) return;
    const text = vscode.l10n.t('Files changed since this was inspected: {0}', shown(shownName(file)));
    this.post({ type: 'stale', text, action: { id: 'again', title: vscode.l10n.t('Inspect Again'), primary: true } });
  }
}

function verifyCommand(kind: Target['kind']): string {
  return kind === 'signature' ? 'modelOpenness.verifySignatureFile' : 'modelOpenness.verifyModel';
}
