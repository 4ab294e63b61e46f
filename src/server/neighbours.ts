import { type NeighbourFile } from '../core/findings/context';
import { type ServerFiles } from './host';
import { below, parentOf } from './uris';

/** Files that rules compare a document with. */
const WANTED = /^(?:readme\.md|licen[sc]e.*)$/i;
const MAX_FILES = 10;
const MAX_BYTES = 256 * 1024;

/** Whether a file is one that rules compare documents with. */
export function isNeighbour(uri: string): boolean {
  return WANTED.test(uri.slice(uri.lastIndexOf('/') + 1));
}

/** Reads the files beside documents once a folder, and again when one of them changes. */
export class NeighbourFiles {
  private readonly known = new Map<string, Promise<readonly NeighbourFile[]>>();

  constructor(private readonly files: ServerFiles) {}

  of(uri: string): Promise<readonly NeighbourFile[]> {
    const folder = parentOf(uri);
    if (!folder) return Promise.resolve([]);
    let known = this.known.get(folder);
    if (!known) this.known.set(folder, (known = this.read(folder)));
    return known;
  }

  /** Forgets the files beside a document. */
  forget(uri: string): void {
    const folder = parentOf(uri);
    if (folder) this.known.delete(folder);
  }

  private async read(folder: string): Promise<readonly NeighbourFile[]> {
    const entries = (await this.files.list(folder))
      .filter(({ name, kind }) => kind === 'file' && WANTED.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .slice(0, MAX_FILES);
    const read = await Promise.all(
      entries.map(async ({ name }) => {
        const file = below(folder, name);
        const text = await this.files.read(file, MAX_BYTES);
        return text === undefined ? [] : [{ name, file, text }];
      }),
    );
    return read.flat();
  }
}
