import { lstatSync } from 'node:fs';
import path from 'node:path';
import { type Inspection } from '../../core/inspection/inspection';
import { type Inventory } from '../../core/modelfolder/inventory';
import { type Descriptor } from '../../core/oci/descriptor';
import { digestHex, type Digest } from '../../core/oci/digest';
import { counting } from '../../core/signing/model/counting';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { type Signer } from '../../core/signing/verdict/verdict';
import { type ToDo } from '../../core/generate/generated';
import { loadInventory, modelFolder, type InventoryOptions } from '../modelfolder/load';
import { type Stamp } from '../hashing/messages';
import { stampOf } from '../hashing/hash-file';
import { Layout } from '../oci/layout/layout';
import { layoutInModel } from '../oci/pack/pack';
import { PackedFolder } from '../oci/pack/model-files';
import { planPack, type PackPlan, type PlannedFile } from '../oci/pack/plan';
import { type NamedPath } from '../signing/model';
import { Journal } from './journal';
import { nameOfRelease, type ReleaseName } from './name';
import { type GateReport, type ReleaseRequest } from './request';
import { type Running } from './step';

/** The signature of the files, in the model folder: where every verifier of OMS looks for it. */
export const SIGNATURE = 'model.sig';

/** A question that a document that was made leaves open. */
export interface OpenQuestion extends ToDo {
  /** The document, relative to the model. */
  file: string;
}

/** A digest, and the state of the file that it is true of. */
interface Known {
  digest: Digest;
  stamp: Stamp;
}

/** What is known of a release so far. Steps take from it what they need, and leave in it what those behind them need. */
export class Work {
  /** What would be packaged now. */
  pack: PackPlan;
  /** What the folder said when it was read last; see {@link readInventory}. */
  inventory: Inventory;
  readonly name: ReleaseName;
  readonly journal: Journal;
  readonly questions: OpenQuestion[] = [];
  readonly warnings = new Set<string>();
  gate?: GateReport;
  /** Who signed. */
  signer?: Signer;
  /** The artifact that it came to. */
  artifact?: Descriptor;
  /** What a stranger finds. */
  inspection?: Inspection;
  private readonly known = new Map<string, Known>();
  private opened: Layout | undefined;
  private isStale = false;

  private constructor(
    readonly request: ReleaseRequest,
    /** Without links. */
    readonly root: string,
    found: { inventory: Inventory; pack: PackPlan },
  ) {
    this.inventory = found.inventory;
    this.pack = found.pack;
    this.name = nameOfRelease(request.name, found.inventory);
    const scope = { model: root, layout: request.layout.path, name: this.name.local };
    this.journal = new Journal(request.cacheDir, scope, () => new Date());
  }

  /**
   * Looks at a model folder. Nothing is hashed, and nothing is written.
   * @throws {FileError}, {ModelError}, {OciError} for a folder that can't be packaged
   */
  static async open(request: ReleaseRequest, { signal }: Running): Promise<Work> {
    const running = signal ? { signal } : {};
    const folder = openFolder(request.model);
    const pack = await planOf(request, folder, running);
    return new Work(request, folder.root, { pack, inventory: await inventoryOf(request, pack, running) });
  }

  /** Looks again at what would be packaged: something was written into the folder. */
  async refresh({ signal }: Running): Promise<void> {
    this.pack = await planOf(this.request, openFolder(this.request.model), signal ? { signal } : {});
    this.isStale = true;
  }

  /** What the folder says now. It is read again where something was written into it. */
  async readInventory({ signal }: Running): Promise<Inventory> {
    if (this.isStale) this.inventory = await inventoryOf(this.request, this.pack, signal ? { signal } : {});
    this.isStale = false;
    return this.inventory;
  }

  /** The absolute path of a file of the model, by its path in it. */
  fileIn(name: string): string {
    return path.join(this.root, ...name.split('/'));
  }

  /** The layout, which is made where there is none. */
  async layout(): Promise<Layout> {
    const { path: folder, shown } = this.request.layout;
    return (this.opened ??= await Layout.create(folder, shown));
  }

  /** Makes files blobs of the layout, and remembers their digests: each file is read once in a release. */
  async store(files: readonly PlannedFile[], { progress, signal }: Running): Promise<void> {
    const layout = await this.layout();
    const stored = await layout.store(
      files.map(({ path: name, source, size }) => ({ name, path: source, size })),
      { signal, progress: counting(files, progress) },
    );
    for (const [at, { digest, stamp }] of stored.entries()) this.known.set(files[at]!.source, { digest, stamp });
  }

  /** The digest of a file as it is now, by its absolute path; undefined for one that was not stored, or was changed since. */
  digestOf(source: string): Digest | undefined {
    const known = this.known.get(source);
    if (!known) return undefined;
    const stats = lstatSync(source, { bigint: true, throwIfNoEntry: false });
    return stats && stampOf(stats) === known.stamp ? known.digest : undefined;
  }

  /** SHA-256 of the files in hexadecimal, by path in the model. */
  hexDigests(): Map<string, string> {
    const all = this.pack.files.map(({ path: name, source }) => [name, this.digestOf(source)] as const);
    return new Map(all.flatMap(([name, digest]) => (digest ? [[name, digestHex(digest)] as const] : [])));
  }

  /** Paths in the model that are no part of it. */
  get ignored(): string[] {
    return [...ignoredIn(this.request, this.root)];
  }
}

function planOf(request: ReleaseRequest, folder: PackedFolder, running: { signal?: AbortSignal }): Promise<PackPlan> {
  const { allowSymlinks } = request;
  return planPack(folder, { ignored: ignoredIn(request, folder.root), allowSymlinks, ...running });
}

/** What the folder says of the files that are packaged: those that are left out are no part of the model. */
export async function inventoryOf(
  { model, trusted }: ReleaseRequest,
  { files }: PackPlan,
  options: InventoryOptions,
): Promise<Inventory> {
  const inventory = await loadInventory(model, { trusted, ...options });
  const packed = new Set(files.map(({ path: name }) => name));
  return { ...inventory, files: inventory.files.filter(({ path: name }) => packed.has(name)) };
}

function ignoredIn({ layout }: ReleaseRequest, root: string): readonly string[] {
  const inside = layoutInModel(root, layout.path);
  return [...GIT_PATHS, ...(inside === undefined ? [] : [inside])];
}

/** A folder of the Hub's cache stands for the revision in it. */
function openFolder(model: NamedPath): PackedFolder {
  return new PackedFolder(modelFolder(model).root);
}
