import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type NeighbourFile } from '../../core/findings/context';
import { decodeText } from '../../core/text/decode';
import { isNeighbourName, MAX_NEIGHBOUR_BYTES, MAX_NEIGHBOURS } from '../../files/neighbours';
import { FileError } from '../../node/files/errors';
import { byText, shownPath } from '../files/paths';
import { readFile } from '../../node/files/read';

/** Reads the files beside documents, once a folder and only when a rule asks for them. */
export class Neighbours {
  private readonly byFolder = new Map<string, readonly NeighbourFile[]>();

  constructor(private readonly cwd: string) {}

  of(file: string): readonly NeighbourFile[] {
    const folder = path.dirname(file);
    let known = this.byFolder.get(folder);
    if (!known) this.byFolder.set(folder, (known = this.read(folder)));
    return known;
  }

  private read(folder: string): NeighbourFile[] {
    const names = list(folder).filter((name) => isNeighbourName(name));
    return names
      .sort(byText)
      .slice(0, MAX_NEIGHBOURS)
      .flatMap((name) => {
        const file = path.join(folder, name);
        const shown = shownPath(file, this.cwd);
        const text = readText(file, shown);
        return text === undefined ? [] : [{ name, file: shown, text }];
      });
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The text of a neighbour; one that can't be read is as good as none, because nobody asked to check it. */
function readText(file: string, shown: string): string | undefined {
  try {
    return decodeText(readFile(file, shown, { maxBytes: MAX_NEIGHBOUR_BYTES })!.bytes).text;
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
