import path from 'node:path';
import { BomError } from '../../core/bom/view/json';
import { decodeText, type DecodedText } from '../../core/text/decode';
import { LineIndex } from '../../core/text/position';
import { printable } from '../../core/report/printable';
import { Exit, type ExitCode } from '../exit';
import { FileError } from '../../node/files/errors';
import { shownPath } from '../files/paths';
import { readFile, readStream } from '../../node/files/read';
import { type Host } from '../host';

/** A BOM as it was read, not yet looked into. */
export interface BomInput {
  /** Absolute path; that of a file `stdin` for standard input. */
  path: string;
  shown: string;
  text: string;
  decoded: DecodedText;
}

/**
 * Reads a file, or standard input for `-`.
 * @throws {FileError} where it can't be read, or is not UTF-8
 */
export async function readInput(arg: string, host: Host): Promise<BomInput> {
  const isStream = arg === '-';
  const file = path.resolve(host.cwd, isStream ? 'stdin' : arg);
  const shown = isStream ? 'stdin' : shownPath(file, host.cwd);
  const bytes = isStream ? await readStream(host.stdin, shown) : readFile(file, shown)!.bytes;
  const decoded = decodeText(bytes);
  if (decoded.encoding !== 'utf-8') throw new FileError(shown, 'is not UTF-8');
  return { path: file, shown, text: decoded.text, decoded };
}

/** Does something with a BOM; what is wrong with its text becomes a {@link FileError} that names the place. */
export function withBom<T>({ shown, text }: BomInput, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof BomError)) throw error;
    throw new FileError(shown, `cannot be read: ${placeOf(error, text)}${error.message}`);
  }
}

function placeOf({ offset }: BomError, text: string): string {
  if (offset === undefined) return '';
  const { line, character } = new LineIndex(text).positionAt(offset);
  return `${line + 1}:${character + 1}: `;
}

/** Runs a command; a file that can't be read or written is told, and makes the exit code 3. */
export async function orUnchecked(host: Host, action: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    host.stderr(`mof: ${printable(`${error.file} ${error.message}`)}\n`);
    return Exit.unchecked;
  }
}
