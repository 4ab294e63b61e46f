import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  type ServerCapabilities,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { answer } from './answer';
import { toWorkspaceEdit } from './convert';
import { type Services } from './services';

export function registerRename(services: Services): Partial<ServerCapabilities> {
  const { connection, client } = services;
  connection.onPrepareRename(
    answer<PrepareRenameParams, { range: Range; placeholder: string } | null>(
      services,
      null,
      ({ document: { features, parsed } }, { position }) => {
        const offset = parsed.lines.offsetAt(position);
        const found = features.references?.(offset);
        // What keeps its name can be renamed; undefined stands for what can't.
        if (!found || !features.rename?.(offset, found.name)) return null;
        return { range: parsed.lines.range(found.origin), placeholder: found.name };
      },
    ),
  );
  connection.onRenameRequest(
    answer<RenameParams, WorkspaceEdit | ResponseError | null>(services, null, (of, { position, newName }) => {
      const { features, parsed } = of.document;
      const renaming = features.rename?.(parsed.lines.offsetAt(position), newName);
      if (!renaming) return null;
      // Clients show the message of an error beside the new name.
      if ('refused' in renaming) return new ResponseError(LSPErrorCodes.RequestFailed, renaming.refused);
      return toWorkspaceEdit(client, of, renaming.edits);
    }),
  );
  return { renameProvider: client.preparesRenames ? { prepareProvider: true } : true };
}
