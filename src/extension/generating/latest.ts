import type * as vscode from 'vscode';

/** Work that is done anew whenever something happens: never twice at a time, and what has just happened counts. */
export class Latest implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;
  private running = new AbortController();
  private done: Promise<void> = Promise.resolve();

  /**
   * @param delay how long it waits until nothing more happens, in milliseconds
   * @param work is told by the signal that it is of no use any more; it throws nothing
   */
  constructor(
    private readonly delay: number,
    private readonly work: (signal: AbortSignal) => Promise<void>,
  ) {}

  /** Something has happened. */
  soon(): void {
    this.dispose();
    const { signal } = (this.running = new AbortController());
    this.timer = setTimeout(() => {
      this.done = this.done.then(() => (signal.aborted ? undefined : this.work(signal)));
    }, this.delay);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running.abort();
  }
}
