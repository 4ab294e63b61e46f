import { type Blob, type Source } from '../../../core/inspection/inspection';

/** Places that the page can lead to, by the numbers that it is given. */
export class Sources {
  private readonly blobs: ReadonlyMap<string, string>;
  private readonly places: Source[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(blobs: readonly Blob[] = []) {
    this.blobs = new Map(blobs.map(({ digest, name }) => [digest, name]));
  }

  number(source: Source): number;
  number(source: Source | undefined): number | undefined;
  number(source: Source | undefined): number | undefined {
    if (!source) return undefined;
    const key = JSON.stringify(source);
    const found = this.numbers.get(key);
    if (found !== undefined) return found;
    this.numbers.set(key, this.places.length);
    return this.places.push(source) - 1;
  }

  /** What people call a place. */
  nameOf(source: Source): string {
    return source.kind === 'file' ? source.path : (this.blobs.get(source.digest) ?? source.digest);
  }

  /** The same with its line, as people count lines. */
  lineOf(source: Source): string {
    return source.line === undefined ? this.nameOf(source) : `${this.nameOf(source)}:${source.line + 1}`;
  }

  at(number: number): Source | undefined {
    return this.places[number];
  }
}
