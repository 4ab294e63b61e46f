import * as vscode from 'vscode';
import { type Progress } from '../../core/signing/model/model';
import { progressText } from '../../core/signing/model/progress';
import { inert } from './service';

/** How often progress is shown, in milliseconds. */
const INTERVAL_MS = 200;

/** What long work is given. */
export interface Work {
  progress: (done: Progress) => void;
  signal: AbortSignal;
  /** Says what goes on where no bytes are counted. */
  say(message: string): void;
}

/** Does long work with a notification that shows bytes and the time that is left, and that can be cancelled. */
export async function withProgress<T>(title: string, action: (work: Work) => Promise<T>): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable: true },
    async (notification, token) => {
      const controller = new AbortController();
      const subscription = token.onCancellationRequested(() => controller.abort());
      const began = Date.now();
      let [last, percent] = [0, 0];
      const progress = (done: Progress): void => {
        const now = Date.now();
        if (now - last < INTERVAL_MS) return;
        last = now;
        const reached = done.totalBytes ? (100 * done.bytes) / done.totalBytes : 0;
        notification.report({ message: progressText(done, now - began), increment: reached - percent });
        percent = reached;
      };
      const say = (message: string) => notification.report({ message });
      try {
        return await action({ progress, signal: controller.signal, say });
      } finally {
        subscription.dispose();
      }
    },
  );
}
