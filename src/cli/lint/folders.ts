import { readdirSync } from 'node:fs';
import path from 'node:path';
import { FolderContents } from '../../core/folder/contents';
import { decodeText } from '../../core/text/decode';
import { FolderLister, KITIGNORE } from '../../files/folder';
import { MAX_NEIGHBOUR_BYTES } from '../../files/neighbours';
import { type FolderEntry } from '../../files/walk';
import { FileError } from '../../node/files/errors';
import { readFile } from '../../node/files/read';

/** What is in the folders of documents that look at it, listed once a folder and only when a rule asks. */
export class Folders {
  private readonly known = new Map<string, FolderContents>();

  of(file: string): FolderContents {
    const folder = path.dirname(file);
    let known = this.known.get(folder);
    if (!known) this.known.set(folder, (known = list(folder)));
    return known;
  }
}

function list(folder: string): FolderContents {
  const lister = new FolderLister();
  for (let next = lister.next(); next !== undefined; next = lister.next())
    lister.add(next, entries(path.join(folder, next)));
  const kitignore = lister.has(KITIGNORE) ? textOf(path.join(folder, KITIGNORE)) : undefined;
  return new FolderContents(lister.listing(kitignore));
}

function entries(folder: string): FolderEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
    }));
  } catch {
    return [];
  }
}

/** Patterns that can't be read are none: nobody asked to check that file. */
function textOf(file: string): string | undefined {
  try {
    return decodeText(readFile(file, file, { maxBytes: MAX_NEIGHBOUR_BYTES })!.bytes).text;
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
