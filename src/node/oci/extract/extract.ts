import { constants, copyFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { type ArtifactSource } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { sha256Digest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { readManifest } from '../../../core/oci/manifest';
import { CONFIG_BYTES } from '../../../core/oci/modelpack/config';
import { clashes, type PathClash } from '../../../core/oci/paths';
import { counting } from '../../../core/signing/model/counting';
import { type Progress } from '../../../core/signing/model/model';
import { hashInWorkers, taskOf } from '../../hashing/pool';
import { writeFailure } from '../failure';
import { readWhole } from '../read-whole';
import { readingFailure } from '../layout/store-files';
import { alreadyThere, TargetFolder, whyNotExtracted } from './folder';
import { layersOf, type FileLayer, type Layers } from './layers';
import { StagedContent } from './stage-files';
import { unpack, type StagedFile } from './unpack';

export interface ExtractRequest {
  source: ArtifactSource;
  /** The manifest of the artifact. */
  manifest: Descriptor;
  /** Absolute path; made where it is missing. */
  folder: string;
  /** The folder as people are shown it. */
  name: string;
  /** Replaces files that are there and have other content. */
  overwrite: boolean;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** A file of the artifact that is at its place now. */
export interface ExtractedFile {
  path: string;
  size: number;
  /** Whether it was there before. */
  present: boolean;
}

export interface Extracted {
  files: readonly ExtractedFile[];
  /** Layers of which nobody says what file they are. */
  skipped: readonly Descriptor[];
}

const WINDOWS = process.platform === 'win32';

/**
 * Extracts an artifact into a folder. Files come to their places when all are there and verified; nothing is written outside
 * of the folder, and nothing in it is overwritten unasked. What an interrupted attempt left is used.
 * @throws {OciError} `unsafe-path`, `exists`, `digest-mismatch`, `too-large` and others; what the source throws
 */
export async function extract(request: ExtractRequest): Promise<Extracted> {
  const { source, signal } = request;
  const requests = signal ? { signal } : {};
  const manifest = readManifest(await source.readManifest(request.manifest, requests));
  const layers = await layersOf(manifest, () => readWhole(source, manifest.config, CONFIG_BYTES, requests));
  checkFiles(layers.files);
  const folder = new TargetFolder(request.folder, request.name);
  const run = new Extraction(request, layers, folder);
  try {
    return await run.all();
  } finally {
    run.end();
    folder.end();
  }
}

/** @throws {OciError} `unsafe-path` */
function checkFiles(files: readonly FileLayer[]): void {
  for (const { path: name } of files) {
    const reason = whyNotExtracted(name, WINDOWS);
    if (reason) throw new OciError('unsafe-path', t('"{0}" is not extracted: {1}.', name, reason));
  }
}

class Extraction {
  private readonly content: StagedContent;
  private readonly advance: (bytes: number, files: number) => void;

  constructor(
    private readonly request: ExtractRequest,
    private readonly layers: Layers,
    private readonly folder: TargetFolder,
  ) {
    const { progress, signal } = request;
    const all = [...layers.files, ...layers.archives];
    this.advance = counting(
      all.map(({ descriptor }) => descriptor),
      progress,
    );
    this.content = new StagedContent(folder.staging, request.source, { progress: this.advance, signal });
  }

  async all(): Promise<Extracted> {
    const { files, archives, skipped } = this.layers;
    this.requireNoClash(
      files.map((file) => file.path),
      [],
    );
    const present = await this.present(files.map(({ path: name, descriptor }) => ({ path: name, ...descriptor })));
    const missing = files.filter((file) => !present.has(file.path));
    for (const file of files) if (present.has(file.path)) this.advance(file.descriptor.size, 1);
    await this.content.bring(missing.map(({ descriptor }) => descriptor));
    const unpacked = await this.unpackAll();
    const folders = unpacked.flatMap((each) => each.folders);
    const fromArchives = unpacked.flatMap((each) => each.files);
    this.requireNoClash(
      [...files, ...fromArchives].map((file) => file.path),
      folders,
    );
    const alreadyUnpacked = archives.length ? await this.presentUnpacked(fromArchives) : new Set<string>();
    for (const name of folders) this.folder.makeFolder(name);
    this.placeFiles(missing);
    for (const { path: name, file, executable } of fromArchives)
      if (!alreadyUnpacked.has(name)) this.folder.place(file, name, executable, this.request.overwrite);
    return {
      files: [
        ...files.map(({ path: name, descriptor: { size } }) => ({ path: name, size, present: present.has(name) })),
        ...fromArchives.map(({ path: name, size }) => ({ path: name, size, present: alreadyUnpacked.has(name) })),
      ],
      skipped,
    };
  }

  end(): void {
    this.content.end();
  }

  /** @throws {OciError} `unsafe-path` */
  private requireNoClash(files: readonly string[], folders: readonly string[]): void {
    const found = clashes(files).find(({ kind }) => kind !== 'case' || this.folder.ignoresCase);
    if (found) throw clashError(found, files);
    const paths = new Set(files);
    const both = folders.find((folder) => paths.has(folder));
    if (both !== undefined)
      throw new OciError('unsafe-path', t('"{0}" is not extracted: it is a file and a folder at once.', both));
  }

  /**
   * Those files that are there with the right content.
   * @throws {OciError} `exists` when others are there, and are not to be overwritten
   */
  private async present(files: readonly { path: string; digest: Digest; size: number }[]): Promise<Set<string>> {
    const others: string[] = [];
    const candidates = files.filter(({ path: name, size, digest }) => {
      const there = this.folder.at(name);
      if (there === 'nothing') return false;
      if (there === 'folder') throw alreadyThere([name], this.folder.name);
      const isCandidate = there === 'file' && this.folder.sizeOf(name) === size && digest.startsWith('sha256:');
      if (!isCandidate) others.push(name);
      return isCandidate;
    });
    const digests = await this.hash(candidates.map(({ path: name }) => path.join(this.folder.root, name)));
    const present = new Set<string>();
    for (const [at, { path: name, digest }] of candidates.entries())
      if (digests[at] === digest) present.add(name);
      else others.push(name);
    if (others.length && !this.request.overwrite) throw alreadyThere(others, this.folder.name);
    return present;
  }

  /** The same for files of archives, of which the digests are not known yet. */
  private async presentUnpacked(files: readonly StagedFile[]): Promise<Set<string>> {
    const there = files.filter(({ path: name }) => this.folder.at(name) !== 'nothing');
    const digests = await this.hash(there.map(({ file }) => file));
    return this.present(there.map(({ path: name, size }, at) => ({ path: name, size, digest: digests[at]! })));
  }

  private async hash(files: readonly string[]): Promise<Digest[]> {
    const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const jobs = files.map((file) => ({ name: file, path: file, size: sizeOf(file) }));
    const hashed = await hashInWorkers(jobs, { hash: 'sha256', taskOf, signal: this.request.signal }, readingFailure);
    return hashed.map(({ digests }) => sha256Digest(digests[0]!));
  }

  private async unpackAll(): Promise<Awaited<ReturnType<typeof unpack>>[]> {
    const { source, signal } = this.request;
    const unpacked = [];
    let entries = this.layers.files.length;
    for (const layer of this.layers.archives) {
      const chunks = await source.open(layer.descriptor, 0, signal ? { signal } : {});
      const options = {
        staging: this.folder.ownStaging(),
        windows: WINDOWS,
        entries,
        progress: (bytes: number) => this.advance(bytes, 0),
        signal,
      };
      const result = await unpack(layer, chunks, options);
      this.advance(0, 1);
      entries += result.files.length + result.folders.length;
      unpacked.push(result);
    }
    return unpacked;
  }

  /** Gives files their places; content that several have is copied for all but the last. */
  private placeFiles(files: readonly FileLayer[]): void {
    const { overwrite } = this.request;
    const uses = new Map<Digest, number>();
    for (const { descriptor } of files) uses.set(descriptor.digest, (uses.get(descriptor.digest) ?? 0) + 1);
    for (const { path: name, descriptor, executable } of files) {
      const left = uses.get(descriptor.digest)! - 1;
      uses.set(descriptor.digest, left);
      const staged = this.content.at(descriptor.digest);
      this.folder.place(left ? this.copyOf(staged, left) : staged, name, executable, overwrite);
    }
  }

  private copyOf(file: string, number: number): string {
    const copy = path.join(this.folder.ownStaging(), `${path.basename(file)}-${number}`);
    try {
      copyFileSync(file, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    } catch (error) {
      throw writeFailure(copy, error);
    }
    return copy;
  }
}

function clashError({ kind, first, second }: PathClash, paths: readonly string[]): OciError {
  const [one, other] = [paths[first]!, paths[second]!];
  switch (kind) {
    case 'same':
      return new OciError('unsafe-path', t('"{0}" is not extracted: it is in the artifact twice.', one));
    case 'folder':
      return new OciError(
        'unsafe-path',
        t('"{0}" and "{1}" are not extracted: one is a file where the other needs a folder.', one, other),
      );
    case 'case':
      return new OciError(
        'unsafe-path',
        t('"{0}" and "{1}" are not extracted: this file system takes them for one name.', one, other),
      );
  }
}
