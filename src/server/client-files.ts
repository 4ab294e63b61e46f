import { type Connection } from 'vscode-languageserver';
import { type FolderEntry } from '../files/walk';
import { type ServerFiles } from './host';
import {
  FileSizeRequest,
  ListFolderRequest,
  ReadFileRequest,
  type DocumentParams,
  type ReadFileParams,
} from './protocol';

/** Files of the client: in a browser there are no others, and virtual workspaces are known to the editor alone. */
export function clientFiles(connection: Connection): ServerFiles {
  return {
    async read(uri, maxBytes) {
      const params: ReadFileParams = { uri, ...(maxBytes === undefined ? {} : { maxBytes }) };
      const text = await connection.sendRequest<string | null>(ReadFileRequest, params).catch(() => null);
      return text ?? undefined;
    },
    async list(uri) {
      const params: DocumentParams = { uri };
      return connection.sendRequest<FolderEntry[]>(ListFolderRequest, params).catch(() => []);
    },
    async size(uri) {
      const params: DocumentParams = { uri };
      return (await connection.sendRequest<number | null>(FileSizeRequest, params).catch(() => null)) ?? undefined;
    },
  };
}
