/** Gives every text a number, the same for equal texts: a graph of numbers is small and quick to walk. */
export class Ids {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  /** How many texts have a number. */
  get size(): number {
    return this.texts.length;
  }

  /** The number of a text, which gets one if it has none. */
  number(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.numbers.set(text, number);
      this.texts.push(text);
    }
    return number;
  }

  /** The number of a text, or undefined where nobody gave it one. */
  known(text: string): number | undefined {
    return this.numbers.get(text);
  }

  text(number: number): string {
    return this.texts[number]!;
  }
}
