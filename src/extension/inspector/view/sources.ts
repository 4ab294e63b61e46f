import { type Source } from '../../../core/inspection/inspection';

/** Places that the page can lead to, by the numbers that it is given. */
export class Sources {
  private readonly places: Source[] = [];
  private readonly numbers = new Map<string, number>();

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

  at(number: number): Source | undefined {
    return this.places[number];
  }
}
