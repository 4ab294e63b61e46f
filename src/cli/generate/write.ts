import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Generated, type ToDo } from '../../core/generate/generated';
import { ModelError } from '../../core/signing/model/model';
import { printable } from '../../core/report/printable';
import { placedToDos } from '../../core/generate/places';
import { FileError } from '../../node/files/errors';
import { writeFile } from '../../node/files/write';
import { Exit, UsageError, type ExitCode } from '../exit';
import { shownPath } from '../files/paths';
import { type Host } from '../host';

/** @throws {UsageError} when a file is there that may not be replaced */
export function requireFree(file: string, force: boolean, host: Host): void {
  if (!force && existsSync(file))
    throw new UsageError(`${printable(shownPath(file, host.cwd))} is there already; --force replaces it`);
}

/** Writes a document, and says what is left to do in it. */
export function writeGenerated(file: string, { text, toDos }: Generated, host: Host): void {
  const shown = shownPath(file, host.cwd);
  writeFile(file, shown, text);
  host.stdout(`${printable(shown)}: written${toDos.length ? `; to do:` : ''}\n`);
  host.stdout(toDoLines(shown, text, toDos));
}

/** To-dos with the line that each one is about. */
export function toDoLines(shown: string, text: string, toDos: readonly ToDo[]): string {
  return placedToDos(text, toDos)
    .map(({ line, message }) => {
      const place = line === undefined ? '' : `:${line}`;
      return `  ${printable(`${path.basename(shown)}${place}: ${message}`)}\n`;
    })
    .join('');
}

/** Runs a command; what can't be read or written is told, and makes the exit code 3. */
export async function runGenerating(host: Host, action: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof ModelError)) throw error;
    host.stderr(`mof: ${printable(`${error.file} ${error.message}`)}\n`);
    return Exit.unchecked;
  }
}
