import { open, readdir, stat } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import { decodeText } from '../core/text/decode';
import { type ServerFiles } from './host';

/** Longest file that is read, in bytes. */
const MAX_BYTES = 1024 * 1024;

/** Files of this machine, for `file:` URIs. */
export const nodeFiles: ServerFiles = {
  async read(uri, maxBytes = MAX_BYTES) {
    try {
      const file = await open(URI.parse(uri).fsPath, 'r');
      try {
        // A named pipe or device in a workspace would be waited for or read for ever.
        const stats = await file.stat();
        if (!stats.isFile()) return undefined;
        const length = Math.min(stats.size, maxBytes);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
        return decodeText(buffer.subarray(0, bytesRead)).text;
      } finally {
        await file.close();
      }
    } catch {
      return undefined;
    }
  },
  async list(uri) {
    try {
      const entries = await readdir(URI.parse(uri).fsPath, { withFileTypes: true });
      return entries.map((entry) => ({
        name: entry.name,
        kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
      }));
    } catch {
      return [];
    }
  },
  async size(uri) {
    try {
      return (await stat(URI.parse(uri).fsPath)).size;
    } catch {
      return undefined;
    }
  },
};
