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
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type BigIntStats,
} from 'node:fs';
import path from 'node:path';
import { t } from '../../core/l10n';
import { FileError, writeError } from './errors';
import { stampOf, type Stamp } from './read';

/**
 * Writes a file so that it is whole at every moment: into a new file beside it that then takes its name. A symbolic link
 * stays one, and mode and, where possible, owner of the file stay. Pipes and devices, such as /dev/stdout, are written to.
 * @param target absolute path
 * @param shown the path for error messages
 * @param expected the state that was read; the file must still be in it
 * @throws {FileError}
 */
export function writeFile(target: string, shown: string, text: string, expected?: Stamp): void {
  try {
    const existing = statSync(target, { bigint: true, throwIfNoEntry: false });
    if (!existing) {
      if (lstatSync(target, { throwIfNoEntry: false }))
        throw new FileError(shown, t('cannot be written: it is a link that leads nowhere'));
      replace(target, text, undefined);
    } else if (existing.isFile()) {
      // A rename needs no right to the file itself; whoever took that right away meant it.
      accessSync(target, constants.W_OK);
      if (expected && !sameStamp(stampOf(existing), expected))
        throw new FileError(shown, t('changed since it was read and is left as it is; run the command again'));
      replace(realpathSync(target), text, existing);
    } else {
      writeFileSync(target, text);
    }
  } catch (error) {
    throw writeError(shown, error);
  }
}

function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

function replace(file: string, text: string, old: BigIntStats | undefined): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  const fd = openSync(temporary, 'wx');
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
