import { type CancellationToken } from 'vscode-languageserver';
import { detectKindId } from '../core/documents/detect';
import { openDocument } from '../core/documents/kinds';
import { type OpenDocument } from '../core/documents/kind';
import { type Finding } from '../core/findings/finding';
import { lint } from '../core/findings/lint';
import { joined } from '../core/licenses/inventory/join';
import { inventoryOf, type Inventory } from '../core/licenses/inventory/row';
import { isCandidate } from '../files/candidates';
import { walk } from '../files/walk';
import { type ServerDocument } from './documents';
import { type ServerFiles } from './host';
import { type Linter } from './linter';
import { type NeighbourFiles } from './neighbours';
import { type Services } from './services';
import { inSlices, SupersededError } from './slices';
import { below, contains, normalUri, parentOf, pathOf } from './uris';

/** Files that are looked at; a workspace with more is listed in part. */
const MAX_FILES = 5000;
/** Places that are listed at most, and of one file: nobody reads more, and they have to be kept. */
const MAX_ROWS = 20_000;
const MAX_ROWS_OF_FILE = 5000;
/** How much of a file is read to tell its kind, and how long one may be, in bytes. */
const HEAD_BYTES = 64 * 1024;
const MAX_BYTES = 16 * 1024 * 1024;
/** Longest text that is checked for findings as well, in characters: a long one takes its time. */
const MAX_LINTED = 1024 * 1024;

/** All licences of the workspace, and whether some files were too many or too long to be looked at. */
export interface WorkspaceLicenses extends Inventory {
  incomplete: boolean;
}

/** What the index needs beside the services: its own linter, so that what it reads is not kept. */
export interface IndexParts {
  files: ServerFiles;
  folders: () => readonly string[];
  linter: Linter;
  neighbours: NeighbourFiles;
}

/** The licences that are written in the files of the workspace; read when they are first asked for, then kept up to date. */
export class LicenseIndex {
  private readonly onDisk = new Map<string, Inventory>();
  /** Files that changed since they were read. */
  private readonly stale = new Set<string>();
  private reading: Promise<void> | undefined;
  /** Told apart from one another, so that an older walk ends when a newer one begins. */
  private run = 0;
  private asking = 0;
  /** The file that was checked last. */
  private last: string | undefined;
  private incomplete = false;

  constructor(
    private readonly services: Services,
    private readonly parts: IndexParts,
  ) {}

  /** Whether anybody has asked yet; before that, changes need no notice. */
  get inUse(): boolean {
    return this.reading !== undefined;
  }

  /** Every licence; of an open document what is written in the editor. Reading ends when nobody waits for it any more. */
  async all(token?: CancellationToken): Promise<WorkspaceLicenses> {
    this.asking++;
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      this.asking--;
    };
    const cancelled = token?.onCancellationRequested(() => {
      leave();
      if (!this.asking) this.forget();
    });
    try {
      let run: number;
      do {
        this.reading ??= this.read(++this.run);
        run = this.run;
        await this.reading;
        // What changed all that was read, such as the configuration, has it read again.
      } while (run !== this.run && !token?.isCancellationRequested);
      await this.readStale();
      return await this.collect();
    } finally {
      cancelled?.dispose();
      leave();
    }
  }

  /** Takes a change on disk, or of what is on disk behind a document that was closed; whether it can matter. */
  fileChanged(file: string): boolean {
    if (!this.inUse || !isCandidate(pathOf(file)) || !this.inWorkspace(file)) return false;
    this.stale.add(file);
    return true;
  }

  /** Forgets everything: the folders or the configuration changed. */
  forget(): void {
    this.run++;
    this.reading = undefined;
    this.stale.clear();
    this.onDisk.clear();
  }

  private async read(run: number): Promise<void> {
    const { files, folders } = this.parts;
    const { configurations } = this.services;
    const cancelled = () => run !== this.run;
    this.incomplete = false;
    let looked = 0;
    let rows = 0;
    for (const folder of folders()) {
      const tree = {
        list: (path: string) => files.list(below(folder, path)),
        read: (path: string) => files.read(below(folder, path), HEAD_BYTES),
      };
      const excluded = async (path: string) => (await configurations.for(below(folder, path))).excluded;
      for await (const path of walk(tree, { wanted: isCandidate, excluded, cancelled })) {
        if (++looked > MAX_FILES || rows > MAX_ROWS) {
          this.incomplete = true;
          break;
        }
        const inventory = await this.fileAt(below(folder, path));
        if (cancelled()) return;
        if (!inventory) continue;
        this.onDisk.set(below(folder, path), inventory);
        rows += inventory.rows.length;
      }
    }
  }

  private async readStale(): Promise<void> {
    for (const file of [...this.stale]) {
      this.stale.delete(file);
      const { run } = this;
      const inventory = await this.fileAt(file);
      if (run !== this.run) return;
      if (inventory) this.onDisk.set(file, inventory);
      else this.onDisk.delete(file);
    }
  }

  private async collect(): Promise<WorkspaceLicenses> {
    const found = new Map(this.onDisk);
    const { documents } = this.services;
    for (const uri of documents.texts.keys()) {
      const file = normalUri(uri);
      if (!this.inWorkspace(file)) continue;
      const document = documents.get(uri);
      const inventory = document && (await this.ofOpen(file, document));
      if (inventory) found.set(file, inventory);
      else found.delete(file);
    }
    const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, inventory]) => inventory);
    const { rows, licenses } = joined(sorted);
    return { rows: rows.slice(0, MAX_ROWS), licenses, incomplete: this.incomplete || rows.length > MAX_ROWS };
  }

  private async ofOpen(file: string, of: ServerDocument): Promise<Inventory | undefined> {
    if ((await this.services.configurations.for(file)).excluded) return undefined;
    try {
      return inventoryOf(file, of.document, await this.services.linter.findings(of), MAX_ROWS_OF_FILE);
    } catch (error) {
      // It is being written: what was saved stands until the writer rests.
      if (error instanceof SupersededError) return this.onDisk.get(file);
      throw error;
    }
  }

  /** The licences in a file on disk; undefined where it has none. */
  private async fileAt(file: string): Promise<Inventory | undefined> {
    const { files } = this.parts;
    const path = pathOf(file);
    const head = await files.read(file, HEAD_BYTES);
    if (head === undefined || detectKindId(path, head) === undefined) return undefined;
    if ((await this.services.configurations.for(file)).excluded) return undefined;
    // No encoding has more than three bytes for a unit of UTF-16: a text this short is whole.
    const whole = head.length < HEAD_BYTES / 4;
    const text = whole ? head : await files.read(file, MAX_BYTES + 1);
    if (text === undefined) return undefined;
    if (text.length > MAX_BYTES) {
      this.incomplete = true;
      return undefined;
    }
    const { run } = this;
    const document = openDocument(path, text);
    const steps = document?.prepare?.();
    if (steps) await inSlices(steps, () => run === this.run).catch(ignoreSuperseded);
    if (!document?.licensing().statements.length) return undefined;
    const findings = text.length > MAX_LINTED ? [] : await this.findings(file, document);
    return inventoryOf(file, document, findings, MAX_ROWS_OF_FILE);
  }

  private async findings(file: string, document: OpenDocument): Promise<Finding[]> {
    const { linter, neighbours } = this.parts;
    const options = await linter.options({ uri: file, version: 0, document });
    // Only those of the folder that is read just now are kept.
    if (this.last !== undefined && parentOf(this.last) !== parentOf(file)) neighbours.forget(this.last);
    this.last = file;
    if (!this.services.documents.get(file)) this.services.settings.forget(file);
    return options ? lint(document, options) : [];
  }

  private inWorkspace(file: string): boolean {
    const folders = this.parts.folders();
    return !folders.length || folders.some((folder) => contains(folder, file));
  }
}

function ignoreSuperseded(error: unknown): void {
  if (!(error instanceof SupersededError)) throw error;
}
