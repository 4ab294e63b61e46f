import { type KnownRelease } from '../core/findings/context';
import { mayHoldRelease, releaseIn, SNIFF_BYTES } from '../files/releases';
import { walk } from '../files/walk';
import { type ServerFiles } from './host';
import { below, contains, pathOf } from './uris';

/** Files that are looked at; a workspace with more is indexed in part. */
const MAX_FILES = 5000;

/** The names of the releases in the workspace, so that a name used twice is found. */
export class ReleaseIndex {
  private readonly onDisk = new Map<string, KnownRelease>();
  private readonly open = new Map<string, KnownRelease | undefined>();
  private started = false;
  private generation = 0;

  /**
   * @param changed told the names that were added or removed, and in which file if it was one
   */
  constructor(
    private readonly files: ServerFiles,
    private readonly folders: () => readonly string[],
    private readonly changed: (names: readonly string[], file?: string) => void,
  ) {}

  /** Every release; of an open file what is written in the editor. */
  all(): KnownRelease[] {
    const saved = [...this.onDisk.values()].filter((release) => !this.open.has(release.file));
    return [...saved, ...[...this.open.values()].filter((release) => release !== undefined)];
  }

  /** Takes the release of a document that is open in the editor. */
  setOpen(file: string, release: KnownRelease | undefined): void {
    const before = this.nameOf(file);
    this.open.set(file, release);
    this.tell(file, before, release?.name);
  }

  /** Goes back to what is on disk. */
  async setClosed(file: string): Promise<void> {
    if (!this.open.has(file)) return;
    const before = this.nameOf(file);
    this.open.delete(file);
    await this.read(file);
    this.tell(file, before, this.nameOf(file));
  }

  /** Takes a change on disk. */
  async fileChanged(file: string): Promise<void> {
    if (!this.started || !mayHoldRelease(pathOf(file)) || !this.inWorkspace(file)) return;
    const before = this.nameOf(file);
    await this.read(file);
    this.tell(file, before, this.nameOf(file));
  }

  /** Walks the workspace in the background, once; `again` when its folders changed. */
  start(again = false): void {
    if (this.started && !again) return;
    if (again && !this.started) return;
    this.started = true;
    void this.build(++this.generation);
  }

  /** Ends the walk. */
  stop(): void {
    this.generation++;
  }

  private async build(generation: number): Promise<void> {
    const found = new Map<string, KnownRelease>();
    let looked = 0;
    const cancelled = () => generation !== this.generation;
    for (const folder of this.folders()) {
      const tree = {
        list: (path: string) => this.files.list(below(folder, path)),
        read: (path: string) => this.files.read(below(folder, path), SNIFF_BYTES),
      };
      for await (const path of walk(tree, { wanted: mayHoldRelease, cancelled })) {
        if (cancelled() || ++looked > MAX_FILES) break;
        const file = below(folder, path);
        const release = await this.releaseAt(file);
        if (release) found.set(file, release);
      }
    }
    if (cancelled()) return;
    const before = this.all().map(({ name }) => name);
    this.onDisk.clear();
    for (const [file, release] of found) this.onDisk.set(file, release);
    const after = this.all().map(({ name }) => name);
    this.changed([...before, ...after]);
  }

  private async read(file: string): Promise<void> {
    const release = this.inWorkspace(file) ? await this.releaseAt(file) : undefined;
    if (release) this.onDisk.set(file, release);
    else this.onDisk.delete(file);
  }

  private async releaseAt(file: string): Promise<KnownRelease | undefined> {
    const text = await this.files.read(file, SNIFF_BYTES);
    return text === undefined ? undefined : releaseIn(file, pathOf(file), text);
  }

  private inWorkspace(file: string): boolean {
    return this.folders().some((folder) => contains(folder, file));
  }

  private nameOf(file: string): string | undefined {
    return (this.open.has(file) ? this.open.get(file) : this.onDisk.get(file))?.name;
  }

  private tell(file: string, before: string | undefined, after: string | undefined): void {
    if (before !== after)
      this.changed(
        [before, after].filter((name) => name !== undefined),
        file,
      );
  }
}
