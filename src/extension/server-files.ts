import * as vscode from 'vscode';
import { decodeText } from '../core/text/decode';
import { type FolderEntry } from '../files/walk';
import {
  FileSizeRequest,
  ListFolderRequest,
  ReadFileRequest,
  type DocumentParams,
  type ReadFileParams,
} from '../server/protocol';
import { type Server } from './server';

/** Longest file that is handed over, in bytes. */
const MAX_BYTES = 1024 * 1024;

/** Reads files for the server where it can't: in a browser, and in workspaces that are on no disk. */
export function registerServerFiles(server: Server): vscode.Disposable {
  return server.onWillStart((client) => {
    client.onRequest(ReadFileRequest, async ({ uri, maxBytes = MAX_BYTES }: ReadFileParams): Promise<string | null> => {
      try {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true));
        return decodeText(bytes.subarray(0, maxBytes)).text;
      } catch {
        return null;
      }
    });
    client.onRequest(ListFolderRequest, async ({ uri }: DocumentParams): Promise<FolderEntry[]> => {
      try {
        const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri, true));
        return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
      } catch {
        return [];
      }
    });
    client.onRequest(FileSizeRequest, async ({ uri }: DocumentParams): Promise<number | null> => {
      try {
        return (await vscode.workspace.fs.stat(vscode.Uri.parse(uri, true))).size;
      } catch {
        return null;
      }
    });
  });
}

function kindOf(type: vscode.FileType): FolderEntry['kind'] {
  if (type === vscode.FileType.File) return 'file';
  return type === vscode.FileType.Directory ? 'folder' : 'other';
}
