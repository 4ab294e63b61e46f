import {
  chmodSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { fold, whyUnsafePath } from '../../../core/oci/paths';
import { systemCode, writeFailure } from '../failure';
import { namesIn, removed } from '../layout/files';
import { endOwner, isGone, isOwner, newOwner } from '../owner';
import { LIMITS } from './limits';

/** Where files are until they are whole and verified, in the folder that they are for: the same file system. */
const STAGING = '.mof-extract';

/** How long another machine may be at it. */
const SILENCE_MS = 24 * 60 * 60 * 1000;

/**
 * Why a path of an artifact is not written to; undefined where it may be.
 * @param windows whether what only Windows misunderstands is refused too
 */
export function whyNotExtracted(relative: string, windows: boolean): string | undefined {
  const parts = relative.split('/');
  if (fold(parts[0]!) === STAGING) return t('the name is kept for extracting itself');
  if (parts.length > LIMITS.depth) return t('it is in more than {0} folders', LIMITS.depth);
  return whyUnsafePath(relative, windows);
}

/** A folder that is extracted into. Nothing is ever written outside of it. */
export class TargetFolder {
  /** Absolute, without links. */
  readonly root: string;
  /** Absolute path of the folder for files that are not whole. */
  readonly staging: string;
  private readonly owner = newOwner();
  /** Folders that are known to be none but folders, relative to the root. */
  private readonly folders = new Set<string>(['']);
  private isWindowsLike: boolean | undefined;

  /**
   * Makes the folder where it is missing.
   * @param folder absolute path; may itself be a link
   * @param name the folder as people are shown it
   * @throws {OciError}
   */
  constructor(
    folder: string,
    readonly name: string,
  ) {
    this.root = this.writing(name, () => {
      mkdirSync(folder, { recursive: true });
      return realpathSync.native(folder);
    });
    this.staging = path.join(this.root, STAGING);
    this.realFolder(this.staging, STAGING);
    this.removeLeftOvers();
  }

  /** A folder of our own for what is unpacked. */
  ownStaging(): string {
    const folder = path.join(this.staging, this.owner);
    this.writing(folder, () => mkdirSync(folder, { recursive: true }));
    return folder;
  }

  /** To be called when all is over, whatever came of it. What can be gone on with stays. */
  end(): void {
    rmSync(path.join(this.staging, this.owner), { recursive: true, force: true });
    endOwner(this.owner);
    try {
      rmdirSync(this.staging);
    } catch {
      // Parts that can be gone on with, or another process that extracts here.
    }
  }

  /** Whether names are the same here that differ only in capitals. */
  get ignoresCase(): boolean {
    if (this.isWindowsLike === undefined) {
      const probe = path.join(this.ownStaging(), 'case');
      this.writing(probe, () => writeFileSync(probe, ''));
      this.isWindowsLike = lstatSync(path.join(this.ownStaging(), 'CASE'), { throwIfNoEntry: false }) !== undefined;
      rmSync(probe);
    }
    return this.isWindowsLike;
  }

  /**
   * What is at a path, of which all folders must be folders as far as they are there.
   * @param relative checked, relative, with `/`
   * @throws {OciError} `unsafe-path` where a folder is a link; `exists` where it is a file
   */
  at(relative: string): 'nothing' | 'file' | 'folder' | 'other' {
    for (const folder of foldersOf(relative)) if (!this.isFolder(folder)) return 'nothing';
    const stats = this.statsOf(relative);
    if (!stats) return 'nothing';
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  }

  /** Bytes of a file that is there. */
  sizeOf(relative: string): number {
    return this.statsOf(relative)?.size ?? 0;
  }

  /** Makes a folder, and those that it is in. */
  makeFolder(relative: string): void {
    for (const folder of [...foldersOf(relative), relative]) {
      if (this.isFolder(folder)) continue;
      this.realFolder(path.join(this.root, folder), folder);
      this.folders.add(folder);
    }
  }

  /**
   * Gives a whole file its place.
   * @param file absolute path in the staging folder
   * @param overwrite whether a file that is there is replaced
   */
  place(file: string, relative: string, executable: boolean, overwrite: boolean): void {
    const parent = path.posix.dirname(relative);
    if (parent !== '.') this.makeFolder(parent);
    const there = this.at(relative);
    if (there === 'folder' || (there !== 'nothing' && !overwrite)) throw alreadyThere([relative], this.name);
    this.writing(relative, () => {
      chmodSync(file, (executable ? 0o777 : 0o666) & ~process.umask());
      renameSync(file, path.join(this.root, relative));
    });
  }

  /** Whether a folder is there; anything else at its place is an error. */
  private isFolder(relative: string): boolean {
    if (this.folders.has(relative)) return true;
    const stats = this.statsOf(relative);
    if (!stats) return false;
    if (!stats.isDirectory()) throw noFolder(relative, this.name);
    this.folders.add(relative);
    return true;
  }

  private statsOf(relative: string): Stats | undefined {
    return this.writing(relative, () => lstatSync(path.join(this.root, relative), { throwIfNoEntry: false }));
  }

  private realFolder(folder: string, relative: string): void {
    this.writing(folder, () => {
      try {
        mkdirSync(folder);
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
        if (!lstatSync(folder).isDirectory()) throw noFolder(relative, this.name);
      }
    });
  }

  /** What processes left behind that are gone. */
  private removeLeftOvers(): void {
    for (const name of namesIn(this.staging)) {
      const file = path.join(this.staging, name);
      const since = lstatSync(file, { throwIfNoEntry: false })?.mtimeMs;
      if (isOwner(name) && since !== undefined && isGone(name, since, SILENCE_MS)) removed(file);
    }
  }

  private writing<T>(shown: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw writeFailure(shown, error);
    }
  }
}

const SHOWN = 5;

/** @param paths of files that are there, and are others than those to extract */
export function alreadyThere(paths: readonly string[], folder: string): OciError {
  const shown = paths.slice(0, SHOWN).join(', ');
  return new OciError(
    'exists',
    paths.length > SHOWN
      ? t(
          '{0} has other files of the names {1} and {2} more; nothing was overwritten.',
          folder,
          shown,
          paths.length - SHOWN,
        )
      : t('{0} has other content named {1}; nothing was overwritten.', folder, shown),
  );
}

function noFolder(relative: string, name: string): OciError {
  return new OciError(
    'unsafe-path',
    t('{0} in {1} is no folder but a link or a file; nothing is written through it.', relative, name),
  );
}

/** The folders that a path is in, the outermost first: of `a/b/c`, `a` and `a/b`. */
function foldersOf(relative: string): string[] {
  const parts = relative.split('/');
  return parts.slice(1).map((_part, at) => parts.slice(0, at + 1).join('/'));
}
