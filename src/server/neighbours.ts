import { baseName, type NeighbourFile } from '../core/findings/context';
import { isNeighbourName, MAX_NEIGHBOUR_BYTES, MAX_NEIGHBOURS } from '../files/neighbours';
import { type ServerFiles } from './host';
import { below, parentOf, pathOf } from './uris';

/** Whether a file is one that rules compare documents with. */
export function isNeighbour(uri: string): boolean {
  return isNeighbourName(baseName(pathOf(uri)));
}

/** Reads the files beside documents once a folder, and again when one of them changes. */
export class NeighbourFiles {
  private readonly known = new Map<string, Promise<readonly NeighbourFile[]>>();

  /** @param openText the text of a file that is open in the client, which goes before the one on disk */
  constructor(
    private readonly files: ServerFiles,
    private readonly openText: (uri: string) => string | undefined,
  ) {}

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
      .filter(({ name, kind }) => kind === 'file' && isNeighbourName(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .slice(0, MAX_NEIGHBOURS);
    const read = await Promise.all(
      entries.map(async ({ name }) => {
        const file = below(folder, name);
        // One byte more than there may be tells a file that is cut off.
        const text = this.openText(file) ?? (await this.files.read(file, MAX_NEIGHBOUR_BYTES + 1));
        return text === undefined || text.length > MAX_NEIGHBOUR_BYTES ? [] : [{ name, file, text }];
      }),
    );
    return read.flat();
  }
}
