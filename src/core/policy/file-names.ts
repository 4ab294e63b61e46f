/** The files of a model by the names that a bill of materials may give them. */
export class FileNames {
  private readonly paths = new Set<string>();
  private readonly byLast = new Map<string, string[]>();

  constructor(paths: Iterable<string>) {
    for (const path of paths) {
      this.paths.add(path);
      const last = lastOf(path);
      const same = this.byLast.get(last);
      if (same) same.push(path);
      else this.byLast.set(last, [path]);
    }
  }

  /** The path that is meant: the name itself, or else the only one that ends with it. */
  meant(name: string): string | undefined {
    if (this.paths.has(name)) return name;
    const ending = (this.byLast.get(lastOf(name)) ?? []).filter((path) => path.endsWith(`/${name}`));
    return ending.length === 1 ? ending[0] : undefined;
  }
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
