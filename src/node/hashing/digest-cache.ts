import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { t } from '../../core/l10n';
import { type HashAlgorithm } from '../../core/signing/statement/manifest';
import { FileError } from '../files/errors';
import { isOwn } from '../files/own';
import { readFile } from '../files/read';
import { removeUnfinished, writeFile } from '../files/write';
import { type Stamp } from './messages';

/** Digests of a file that were computed earlier. */
export interface KnownDigests {
  digests: readonly string[];
  /** When: the file is unchanged since then, as far as its stamp tells. */
  since: Date;
}

/** Whose digests: a model, and how it was hashed. */
export interface DigestScope {
  /** Absolute path of the model. */
  root: string;
  hash: HashAlgorithm;
  shardSize?: number | undefined;
}

const FOLDER = 'digests';
const HEADER = 'model-openness digests 1';

/** Of one model; more is not kept. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Models whose digests are kept; of more, the one that was not used for longest goes. */
const MAX_MODELS = 64;
const MAX_TOTAL_BYTES = 128 * 1024 * 1024;

/**
 * How old the last change of a file has to be for its digests to be kept. A change within the resolution of the file system's
 * clock leaves no trace in the stamp: on FAT, that is two seconds.
 */
const SETTLED_NS = 3_000_000_000n;

/**
 * Digests of files that were hashed before, by their stamp: device, inode, size, and both times of change. They are hints: who
 * can set the clock, or write to this folder, can forge them. So only files of this user that nobody else can write to are read.
 */
export class DigestCache {
  /** What went wrong with the cache itself, which is no reason to fail: one sentence. */
  problem: string | undefined;
  private readonly folder: string;

  /** @param cacheDir folder of all caches; it need not exist */
  constructor(cacheDir: string) {
    this.folder = path.join(cacheDir, FOLDER);
  }

  /** What is known of a model; nothing where the file is damaged, or somebody else's. */
  read(scope: DigestScope): Map<Stamp, KnownDigests> {
    const file = this.fileOf(scope);
    try {
      if (!isOwn(this.folder, 'folder') || !isOwn(file, 'file')) return new Map();
      const known = parse(Buffer.from(readFile(file, file, { maxBytes: MAX_BYTES })!.bytes).toString('latin1'));
      if (!known) this.problem = t('{0} is damaged; every file is hashed.', file);
      return known ?? new Map();
    } catch (error) {
      this.noteProblem(error);
      return new Map();
    }
  }

  /** Keeps what is known of a model, and nothing else of it. Files that changed just before they were hashed are left out. */
  write(scope: DigestScope, known: ReadonlyMap<Stamp, KnownDigests>): void {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      if (!isOwn(this.folder, 'folder')) return;
      const text = format(known);
      const file = this.fileOf(scope);
      if (!isOwn(file, 'file')) rmSync(file, { force: true });
      removeUnfinished(file);
      if (text.length <= MAX_BYTES) writeFile(file, file, text, { mode: 0o600 });
      this.prune();
    } catch (error) {
      this.noteProblem(error);
    }
  }

  /** Says that digests were of use, so that they are kept longer than others. */
  touch(scope: DigestScope): void {
    try {
      const now = new Date();
      utimesSync(this.fileOf(scope), now, now);
    } catch (error) {
      this.noteProblem(error);
    }
  }

  private fileOf({ root, hash, shardSize = 0 }: DigestScope): string {
    const name = createHash('sha256').update(`${hash}:${shardSize}:${root}`).digest('hex').slice(0, 32);
    return path.join(this.folder, name);
  }

  private prune(): void {
    const files = readdirSync(this.folder)
      .map((name) => path.join(this.folder, name))
      .map((file) => ({ file, stats: lstatSync(file, { throwIfNoEntry: false }) }))
      .flatMap(({ file, stats }) => (stats?.isFile() ? [{ file, size: stats.size, used: stats.mtimeMs }] : []))
      .sort((a, b) => b.used - a.used);
    let bytes = 0;
    for (const [at, { file, size }] of files.entries()) {
      bytes += size;
      if (at >= MAX_MODELS || bytes > MAX_TOTAL_BYTES) rmSync(file, { force: true });
    }
  }

  private noteProblem(error: unknown): void {
    if (!(error instanceof Error)) throw error;
    const what = error instanceof FileError ? `${error.file} ${error.message}` : error.message;
    this.problem = t('The digests of earlier verifications cannot be used: {0}.', what);
  }
}

/** Whether a file had not changed for long enough when it was hashed, and not in what the clock calls the future. */
export function isSettled(stamp: Stamp, hashed: Date): boolean {
  const [mtimeNs, ctimeNs] = stamp.split(':').slice(-2).map(BigInt);
  const latest = mtimeNs! > ctimeNs! ? mtimeNs! : ctimeNs!;
  return latest + SETTLED_NS < BigInt(hashed.getTime()) * 1_000_000n;
}

/** A line each: stamp, time in milliseconds, digests. The last one is the digest of all before it. */
function format(known: ReadonlyMap<Stamp, KnownDigests>): string {
  const lines = [HEADER];
  for (const [stamp, { digests, since }] of known)
    if (isSettled(stamp, since)) lines.push(`${stamp} ${since.getTime()} ${digests.join(',')}`);
  const body = `${lines.join('\n')}\n`;
  return `${body}${checksum(body)}\n`;
}

const LINE = /^(\d+(?::-?\d+){4}) (\d{1,15}) ([0-9a-f,]*)$/;

/** @returns undefined where it is damaged */
function parse(text: string): Map<Stamp, KnownDigests> | undefined {
  const end = text.lastIndexOf('\n', text.length - 2) + 1;
  const body = text.slice(0, end);
  if (!body.startsWith(`${HEADER}\n`) || text.slice(end) !== `${checksum(body)}\n`) return undefined;
  const known = new Map<Stamp, KnownDigests>();
  for (const line of body.split('\n').slice(1, -1)) {
    const [, stamp, time, digests] = LINE.exec(line) ?? [];
    if (stamp === undefined) return undefined;
    known.set(stamp, { since: new Date(Number(time)), digests: digests ? digests.split(',') : [] });
  }
  return known;
}

function checksum(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex');
}
