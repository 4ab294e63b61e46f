import { lstatSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { t } from '../core/l10n';
import { ModelError, type HashJob, type HashOptions, type Model, type ModelEntry } from '../core/signing/model/model';
import { stampOf } from './hashing/hash-file';
import { type FailureReason, type Stamp } from './hashing/messages';
import { hashInWorkers } from './hashing/pool';

/**
 * A model on disk. Digests are remembered for as long as this object lives and the file's stamp is the same, so that what was
 * just signed can be verified at once; every object reads each file for itself.
 */
export class NodeModel implements Model {
  readonly name: string;
  readonly isFile: boolean;
  readonly windows = process.platform === 'win32';
  /** The folder, or the file, without links. */
  readonly root: string;
  private readonly remembered = new Map<string, { digests: readonly string[]; stamp: Stamp }>();
  /** The state that each file was hashed in, by its path in the model. */
  private readonly stamps = new Map<string, Stamp>();

  /**
   * @param location absolute path of a folder or file; a link to one is followed
   * @throws what the operating system says where there is none
   */
  constructor(location: string) {
    this.root = realpathSync.native(location);
    this.name = path.basename(location);
    this.isFile = statSync(this.root).isFile();
  }

  async list(folder: string): Promise<ModelEntry[]> {
    if (this.isFile) return [{ name: this.name, kind: 'file', size: Number(lstatSync(this.root).size) }];
    const absolute = this.absolute(folder);
    return this.reading(folder || this.name, () =>
      readdirSync(Buffer.from(absolute), { withFileTypes: true, encoding: 'buffer' }).map((entry) =>
        this.entry(folder, absolute, entry),
      ),
    );
  }

  async resolveLink(name: string): Promise<{ target: string; size: number }> {
    return this.reading(name, () => {
      const resolved = realpathSync.native(this.absolute(name));
      const target = path.relative(this.root, resolved);
      if (/^\.\.(?:$|[/\\])/.test(target) || path.isAbsolute(target))
        throw new ModelError(name, t('is a link that leads out of the model, to {0}', resolved));
      const stats = lstatSync(resolved);
      if (!stats.isFile()) throw new ModelError(name, t('is a link to something that is no file'));
      return { target: target.split(path.sep).join('/'), size: stats.size };
    });
  }

  async hash(jobs: readonly HashJob[], options: HashOptions): Promise<Map<string, readonly string[]>> {
    const { hash, shardSize, progress, signal } = options;
    const key = ({ target }: HashJob) => `${hash}:${shardSize ?? ''}:${target}`;
    const open = jobs.filter((job) => !this.isRemembered(key(job), job));
    const totals = { totalBytes: open.reduce((sum, { size }) => sum + size, 0), totalFiles: open.length };
    let [bytes, files] = [0, 0];
    const hashed = await hashInWorkers(
      open.map(({ name, target, size }) => ({ name, path: this.absolute(target), size })),
      {
        hash,
        ...(shardSize ? { shardSize } : {}),
        signal,
        done: (moreBytes, moreFiles) => {
          bytes += moreBytes;
          files += moreFiles;
          progress?.({ bytes, files, ...totals });
        },
      },
      failure,
    );
    for (const { job, digests, stamp } of hashed) {
      this.remembered.set(key(open[job]!), { digests, stamp });
      this.stamps.set(open[job]!.target, stamp);
    }
    return new Map(jobs.map((job) => [job.name, this.remembered.get(key(job))!.digests]));
  }

  /** Whether a file is as it was hashed; undefined for one that was not. */
  isAsHashed(name: string): boolean | undefined {
    const known = this.stamps.get(name);
    if (known === undefined) return undefined;
    try {
      return known === stampOf(lstatSync(this.absolute(name), { bigint: true }));
    } catch {
      return false;
    }
  }

  /** Names of the files that were hashed, links by where they lead. */
  hashed(): IterableIterator<string> {
    return this.stamps.keys();
  }

  private isRemembered(key: string, { name, target }: HashJob): boolean {
    const known = this.remembered.get(key);
    if (!known) return false;
    return this.reading(name, () => known.stamp === stampOf(lstatSync(this.absolute(target), { bigint: true })));
  }

  private absolute(name: string): string {
    return this.isFile || !name ? this.root : path.join(this.root, name);
  }

  private entry(folder: string, absolute: string, entry: Dirent<Buffer>): ModelEntry {
    const name = decodeName(folder, entry.name);
    if (entry.isDirectory()) return { name, kind: 'folder', size: 0 };
    if (entry.isSymbolicLink()) return { name, kind: 'link', size: 0 };
    if (!entry.isFile()) return { name, kind: 'other', size: 0 };
    return { name, kind: 'file', size: lstatSync(path.join(absolute, name)).size };
  }

  /** Does something with a file; what the operating system says against it names the file. */
  private reading<T>(name: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === undefined) throw error;
      throw failure(name, 'system', code);
    }
  }
}

/** @throws {ModelError} for names that are not UTF-8: nothing would read them back */
function decodeName(folder: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const shown = folder ? `${folder}/${bytes.toString()}` : bytes.toString();
    throw new ModelError(shown, t('cannot be signed; its name is not UTF-8'));
  }
}

function failure(name: string, reason: FailureReason, code: string | undefined): ModelError {
  return new ModelError(name, reason === 'system' ? systemFailure(code) : FAILURES[reason]());
}

const FAILURES: Readonly<Record<Exclude<FailureReason, 'system'>, () => string>> = {
  'not-regular': () => t('is no regular file any more'),
  moved: () => t('is in a folder that became a link; try again when nobody changes the model'),
  changed: () => t('changed while it was hashed; try again when nobody writes to it'),
};

function systemFailure(code: string | undefined): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return t('cannot be read: permission denied');
    case 'ENOENT':
      return t('does not exist');
    case 'ELOOP':
      return t('is a link that leads in a circle, or became one');
    default:
      return t('cannot be read ({0})', code ?? '?');
  }
}
