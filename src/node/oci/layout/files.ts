import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readFailure, systemCode, writeFailure } from '../failure';

/** Writes a new file to disk. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const fd = openSync(file, 'wx', 0o644);
  try {
    writeFileSync(fd, content);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Writes a file so that it is whole at every moment. @throws {OciError} */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeWhole(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw writeFailure(file, error);
  }
}

/**
 * Adds lines to a text file. They are on lines of their own, even behind one that a full disk cut off.
 * @throws {OciError}
 */
export function appendLines(file: string, lines: readonly string[]): void {
  try {
    appendFileSync(file, ['', ...lines, ''].join('\n'));
  } catch (error) {
    throw writeFailure(file, error);
  }
}

/** Makes the names in a folder last through a loss of power, where the system can. @throws {OciError} */
export function syncFolder(folder: string): void {
  // Windows opens no folders.
  if (process.platform === 'win32') return;
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw writeFailure(folder, error);
  }
}

/** The names in a folder. @throws {OciError} */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw readFailure(folder, error);
  }
}

/** The lines of a text file, without empty ones; none where it is missing. @throws {OciError} */
export function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'latin1').split('\n').filter(Boolean);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw readFailure(file, error);
  }
}

/** Whether something is there, whatever it is. */
export function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Removes a file, or a folder with all in it; false for one of somebody else that may not be removed. */
export function removed(file: string): boolean {
  try {
    rmSync(file, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
