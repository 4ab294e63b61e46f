/** Paths in a model that are left out, each with all that is in it. */
export class Exclusions {
  private readonly paths: ReadonlySet<string>;

  constructor(paths: Iterable<string>) {
    this.paths = new Set(paths);
  }

  /** Whether a path is left out, by itself or with a folder that it is in. */
  covers(name: string): boolean {
    if (this.paths.has(name)) return true;
    for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1))
      if (this.paths.has(name.slice(0, at))) return true;
    return false;
  }
}
