import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type BigIntStats,
} from 'node:fs';
import path from 'node:path';
import { t } from '../../core/l10n';
import { errorCode, FileError, writeError } from './errors';
import { stampOf, type Stamp } from './read';

export interface WriteOptions {
  /** The state that was read; the file must still be in it. */
  expected?: Stamp;
  /** Rights of a file that is new. */
  mode?: number;
  /**
   * A folder for the unfinished file, where it is on the same disk and can be written to. Else it stands beside the target, and
   * a process that is killed leaves it there.
   */
  workshop?: string;
}

/**
 * Writes a file so that it is whole at every moment: into a new file that then takes its name. A symbolic link stays one, and
 * mode and, where possible, owner of the file stay. Pipes and devices, such as /dev/stdout, are written to.
 * @param target absolute path
 * @param shown the path for error messages
 * @throws {FileError}
 */
export function writeFile(target: string, shown: string, text: string, options: WriteOptions = {}): void {
  const { expected } = options;
  try {
    const existing = statSync(target, { bigint: true, throwIfNoEntry: false });
    if (!existing) {
      if (lstatSync(target, { throwIfNoEntry: false }))
        throw new FileError(shown, t('cannot be written: it is a link that leads nowhere'));
      replace(target, text, undefined, options);
    } else if (existing.isFile()) {
      // A rename needs no right to the file itself; whoever took that right away meant it.
      accessSync(target, constants.W_OK);
      if (expected && !sameStamp(stampOf(existing), expected))
        throw new FileError(shown, t('changed since it was read and is left as it is; run the command again'));
      replace(realpathSync(target), text, existing, options);
    } else {
      writeFileSync(target, text);
    }
  } catch (error) {
    throw writeError(shown, error);
  }
}

/**
 * Removes what processes left that were killed while they wrote a file. Unfinished files of processes that live are let alone.
 * @param target as for {@link writeFile}
 */
export function removeUnfinished(target: string, { workshop }: Pick<WriteOptions, 'workshop'> = {}): void {
  const own = path.dirname(target);
  for (const folder of workshop === undefined ? [own] : [own, workshop])
    for (const name of namesIn(folder)) {
      const pid = pidOf(name, path.basename(target));
      if (pid !== undefined && !isAlive(pid)) rmSync(path.join(folder, name), { force: true });
    }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // What can't be listed can't be cleared up either, and writing says why.
    return [];
  }
}

const RANDOM_BYTES = 6;

/** The name of an unfinished file tells who writes it, so that others know whether it is left over. */
function unfinishedName(base: string): string {
  return `.${base}.${process.pid}.${randomBytes(RANDOM_BYTES).toString('hex')}.tmp`;
}

/** Which process writes an unfinished file; undefined for any other name. */
function pidOf(name: string, base: string): number | undefined {
  if (!name.startsWith(`.${base}.`)) return undefined;
  const [, pid] = /^(\d{1,10})\.[0-9a-f]{12}\.tmp$/.exec(name.slice(base.length + 2)) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

/** Whether another process lives. This one is not at it, as writing is not interrupted; in containers, all have one number. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

function replace(
  file: string,
  text: string,
  old: BigIntStats | undefined,
  { workshop, mode = 0o666 }: WriteOptions,
): void {
  if (workshop !== undefined && workshop !== path.dirname(file))
    try {
      return replaceBy(path.join(workshop, unfinishedName(path.basename(file))), file, text, old, mode);
    } catch (error) {
      if (!NOT_HERE.has(errorCode(error) ?? '')) throw error;
    }
  replaceBy(path.join(path.dirname(file), unfinishedName(path.basename(file))), file, text, old, mode);
}

/** What is said of a folder that is on another disk, or not ours to write to. */
const NOT_HERE = new Set(['EXDEV', 'EACCES', 'EPERM', 'EROFS', 'ENOENT']);

function replaceBy(temporary: string, file: string, text: string, old: BigIntStats | undefined, mode: number): void {
  const fd = openSync(temporary, 'wx', mode);
  try {
    try {
      if (old) keepRights(fd, old);
      writeFileSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function keepRights(fd: number, old: BigIntStats): void {
  try {
    fchownSync(fd, Number(old.uid), Number(old.gid));
  } catch {
    // Only root gives files away; everybody else owns what they write.
  }
  fchmodSync(fd, Number(old.mode) & 0o7777);
}
