import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { t } from '../core/l10n';
import { counting } from '../core/signing/model/counting';
import { ModelError, type HashJob, type HashOptions, type Model, type ModelEntry } from '../core/signing/model/model';
import { stampOf } from './hashing/hash-file';
import { type DigestCache, type KnownDigests } from './hashing/digest-cache';
import { type FailureReason, type HashedFile, type Stamp } from './hashing/messages';
import { hashInWorkers } from './hashing/pool';

/** A file that was hashed. */
interface HashedState {
  /** By which algorithm, and in which pieces. */
  how: string;
  digests: readonly string[];
  stamp: Stamp;
  /** When, if that was another time. */
  since?: Date;
}

/**
 * A model on disk. Digests are remembered for as long as this object lives and the file's stamp is the same, so that what was
 * just signed can be verified at once. Besides, every object reads each file for itself, unless it is given a cache of digests
 * and told that those are good enough.
 */
export class NodeModel implements Model {
  readonly name: string;
  readonly isFile: boolean;
  readonly windows = process.platform === 'win32';
  /** The folder, or the file, without links. */
  readonly root: string;
  /** By path in the model. */
  private readonly states = new Map<string, HashedState>();
  /** Folders that no link leads to, as of the last hashing. */
  private readonly reached = new Set<string>();

  /**
   * @param location absolute path of a folder or file; a link to one is followed
   * @param cache keeps digests for later
   * @throws what the operating system says where there is none
   */
  constructor(
    location: string,
    private readonly cache?: DigestCache,
  ) {
    this.root = realpathSync.native(location);
    this.name = path.basename(location);
    this.isFile = statSync(this.root).isFile();
  }

  async list(folder: string): Promise<ModelEntry[]> {
    if (this.isFile) return [{ name: this.name, kind: 'file', size: Number(lstatSync(this.root).size) }];
    const absolute = this.absolute(folder);
    return this.reading(folder || this.name, () => {
      const entries = readdirSync(absolute, { withFileTypes: true });
      if (entries.some(({ name }) => name.includes(REPLACEMENT))) requireUtf8(folder, absolute);
      return entries.map((entry) => this.entry(absolute, entry));
    });
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
    const { hash, shardSize, remembered } = options;
    const scope = { root: this.root, hash, shardSize };
    const how = `${hash}:${shardSize ?? ''}`;
    const began = new Date();
    this.reached.clear();
    const kept = remembered && this.cache?.read(scope);
    const open = jobs.filter((job) => !this.isKnown(job, how, kept, remembered));
    for (const { job, digests, stamp } of await this.hashFiles(open, options))
      this.states.set(open[job]!.target, { how, digests, stamp });
    if (open.length) this.cache?.write(scope, this.known(how, began));
    else this.cache?.touch(scope);
    return new Map(jobs.map(({ name, target }) => [name, this.states.get(target)!.digests]));
  }

  private async hashFiles(jobs: readonly HashJob[], options: HashOptions): Promise<HashedFile[]> {
    const { hash, shardSize, progress, signal } = options;
    return hashInWorkers(
      jobs,
      {
        hash,
        taskOf: ({ target }) => ({ path: this.absolute(target) }),
        ...(shardSize ? { shardSize } : {}),
        signal,
        done: counting(jobs, progress),
      },
      failure,
    );
  }

  /** Whether a file is as it was hashed; undefined for one that was not. */
  isAsHashed(name: string): boolean | undefined {
    const known = this.states.get(name);
    if (known === undefined) return undefined;
    try {
      return known.stamp === stampOf(lstatSync(this.absolute(name), { bigint: true }));
    } catch {
      return false;
    }
  }

  /** Names of the files that were hashed, links by where they lead. */
  hashed(): IterableIterator<string> {
    return this.states.keys();
  }

  /** Whether a file need not be hashed: this object did it before, or what was kept of it is good enough. */
  private isKnown(
    { name, target }: HashJob,
    how: string,
    kept: ReadonlyMap<Stamp, KnownDigests> | undefined,
    remembered: HashOptions['remembered'],
  ): boolean {
    const before = this.states.get(target);
    if (before?.how !== how && !kept?.size) return false;
    const file = this.absolute(target);
    const stamp = this.reading(name, () => stampOf(lstatSync(file, { bigint: true })));
    if (before?.how === how && before.stamp === stamp && !before.since) return true;
    const known = kept?.get(stamp);
    if (!known || !remembered || !this.reading(name, () => this.isReached(file))) return false;
    this.states.set(target, { how, stamp, ...known });
    remembered(name, known.since);
    return true;
  }

  /** Whether nothing on the way to a file became a link since the model was listed. */
  private isReached(file: string): boolean {
    const folder = path.dirname(file);
    if (this.reached.has(folder)) return true;
    const isReached = realpathSync.native(folder) === folder;
    if (isReached) this.reached.add(folder);
    return isReached;
  }

  /** What is known of files by now. */
  private known(how: string, began: Date): Map<Stamp, KnownDigests> {
    const known = new Map<Stamp, KnownDigests>();
    for (const { how: each, stamp, digests, since = began } of this.states.values())
      if (each === how) known.set(stamp, { digests, since });
    return known;
  }

  /** Names are made of parts only, so that nothing has to be resolved: that would take long for many files. */
  private absolute(name: string): string {
    if (this.isFile || !name) return this.root;
    const below = this.root.endsWith(path.sep) ? this.root : this.root + path.sep;
    return below + (path.sep === '/' ? name : name.replaceAll('/', path.sep));
  }

  private entry(absolute: string, entry: Dirent): ModelEntry {
    const { name } = entry;
    if (entry.isFile()) return { name, kind: 'file', size: lstatSync(`${absolute}${path.sep}${name}`).size };
    if (entry.isDirectory()) return { name, kind: 'folder', size: 0 };
    return { name, kind: entry.isSymbolicLink() ? 'link' : 'other', size: 0 };
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

/** What stands for bytes that are not UTF-8 in a name; it can be a part of a name as well. */
const REPLACEMENT = '\ufffd';

/** @throws {ModelError} for names that are not UTF-8: nothing would read them back */
function requireUtf8(folder: string, absolute: string): void {
  for (const bytes of readdirSync(Buffer.from(absolute), { encoding: 'buffer' }))
    if (!isUtf8(bytes)) {
      const shown = folder ? `${folder}/${bytes.toString()}` : bytes.toString();
      throw new ModelError(shown, t('has a name that is not UTF-8'));
    }
}

/** What is said of a file that could not be hashed. */
export function failure(name: string, reason: FailureReason, code: string | undefined): ModelError {
  return new ModelError(name, reason === 'system' || reason === 'copy' ? systemFailure(code) : FAILURES[reason]());
}

const FAILURES: Readonly<Record<Exclude<FailureReason, 'system' | 'copy'>, () => string>> = {
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
