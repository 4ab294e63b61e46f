import * as vscode from 'vscode';
import type { BaseLanguageClient, ErrorHandler, LanguageClientOptions } from 'vscode-languageclient';
import { type InitializationOptions } from '../server/protocol';
import { documentSelector } from './documents';
import { messages } from './messages';
import { neighbours } from './neighbours';

/** Makes a client for the place the extension runs in: a process in Node, a worker in a browser. */
export type CreateClient = (
  context: vscode.ExtensionContext,
  options: LanguageClientOptions,
) => Promise<BaseLanguageClient>;

export type ServerState = 'idle' | 'starting' | 'running' | 'failed';

/** How long a server that does not answer is waited for when it is to stop, in milliseconds. */
const STOP_AFTER = 2000;

/** The language server as the rest of the extension sees it: started when it is first needed, and at most once at a time. */
export class Server implements vscode.Disposable {
  private readonly stateChanged = new vscode.EventEmitter<ServerState>();
  private readonly connected = new vscode.EventEmitter<BaseLanguageClient>();
  private client: Promise<BaseLanguageClient | undefined> | undefined;
  private current: ServerState = 'idle';
  private restarts = 0;

  readonly onDidChangeState = this.stateChanged.event;
  /** Fired with each new client before it starts: the place to add handlers. */
  readonly onWillStart = this.connected.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly createClient: CreateClient,
    /** Whether models can be signed here. */
    private readonly signing: boolean,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** Starts the server if it does not run; undefined when it can't be started. */
  start(): Promise<BaseLanguageClient | undefined> {
    this.client ??= this.launch();
    return this.client;
  }

  /** Starts the server anew, with what is now known of its surroundings. */
  async restart(): Promise<void> {
    this.restarts = 0;
    await this.stop();
    await this.start();
  }

  /** Asks a running server; undefined where none runs or it can't answer. */
  async request<R>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<R | undefined> {
    const client = await this.start();
    if (!client?.isRunning()) return undefined;
    try {
      return await client.sendRequest<R>(method, params, token);
    } catch (error) {
      if (!token?.isCancellationRequested) this.log.error(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** Tells a running server; nothing is lost for one that does not run. */
  async notify(method: string, params: unknown): Promise<void> {
    const client = await this.client;
    if (client?.isRunning()) await client.sendNotification(method, params);
  }

  dispose(): void {
    void this.stop();
    this.stateChanged.dispose();
    this.connected.dispose();
  }

  private async launch(): Promise<BaseLanguageClient | undefined> {
    this.setState('starting');
    try {
      const client = await this.createClient(this.context, await this.options());
      this.connected.fire(client);
      const { State } = await import('vscode-languageclient');
      // Also after the client has started a server that ended again.
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.setState('running');
      });
      await client.start();
      return client;
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  private async stop(): Promise<void> {
    const client = await this.client;
    this.client = undefined;
    this.setState('idle');
    await client?.dispose(STOP_AFTER).catch((error: unknown) => this.log.warn(String(error)));
  }

  private async options(): Promise<LanguageClientOptions> {
    const { RevealOutputChannelOn } = await import('vscode-languageclient');
    const initializationOptions: InitializationOptions = {
      commands: true,
      openness: true,
      signing: this.signing,
      neighbours: neighbours(),
      messages: messages(),
    };
    return {
      documentSelector: documentSelector(),
      initializationOptions,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: await this.errorHandler(),
      initializationFailedHandler: () => false,
      diagnosticCollectionName: 'model-openness',
    };
  }

  /** A server that ends is started again once; one that ends again has to be looked at. */
  private async errorHandler(): Promise<ErrorHandler> {
    const { CloseAction, ErrorAction } = await import('vscode-languageclient');
    return {
      error: (error) => {
        this.log.error(String(error));
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: () => {
        if (this.restarts++ === 0) {
          this.log.warn('The language server ended and is started again.');
          this.setState('starting');
          return { action: CloseAction.Restart, handled: true };
        }
        this.fail(new Error('The language server ended twice.'));
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  private fail(error: unknown): void {
    this.setState('failed');
    this.log.error(error instanceof Error ? error : String(error));
    const restart = vscode.l10n.t('Restart');
    const openLog = vscode.l10n.t('Open Log');
    const message = vscode.l10n.t('Model Openness stopped: nothing is checked.');
    void vscode.window.showErrorMessage(message, restart, openLog).then((choice) => {
      if (choice === restart) void vscode.commands.executeCommand('modelOpenness.restartServer');
      else if (choice === openLog) this.log.show();
    });
  }

  private setState(state: ServerState): void {
    if (state === this.current) return;
    this.current = state;
    void vscode.commands.executeCommand('setContext', 'modelOpenness.server', state);
    this.stateChanged.fire(state);
  }
}
