import { type Connection, type WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { reason } from './answer';

/** Work that takes longer is shown, in milliseconds. */
const LONG = 1000;

/** Lets the client show that something goes on, when it goes on for long. */
export async function withProgress<T>(connection: Connection, title: string, work: Promise<T>): Promise<T> {
  let progress: Promise<WorkDoneProgressServerReporter> | undefined;
  const timer = setTimeout(() => {
    progress = connection.window.createWorkDoneProgress();
    progress.then(
      (shown) => shown.begin(title),
      (error: unknown) => connection.console.warn(reason(error)),
    );
  }, LONG);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    progress?.then(
      (shown) => shown.done(),
      () => undefined,
    );
  }
}
