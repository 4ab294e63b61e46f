import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { type ServerDocument } from './documents';
import { type Services } from './services';
import { SupersededError } from './slices';

/**
 * Makes a request handler for documents that are ours. Other documents get the empty answer, and so does a request
 * that fails: one broken document must not trouble the user with messages, so the reason goes to the log.
 */
export function answer<P extends { textDocument: { uri: string } }, R>(
  { connection, documents }: Services,
  empty: R,
  handler: (document: ServerDocument, params: P) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError> {
  return async (params, token) => {
    const { uri } = params.textDocument;
    try {
      if (token.isCancellationRequested) return cancelled();
      const document = await documents.ready(uri);
      if (token.isCancellationRequested) return cancelled();
      if (!document) return empty;
      const result = await handler(document, params);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      if (error instanceof SupersededError) return new ResponseError(LSPErrorCodes.ContentModified, error.message);
      connection.console.error(`${uri}: ${reason(error)}`);
      return empty;
    }
  };
}

/** What to write into the log about an error. */
export function reason(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
