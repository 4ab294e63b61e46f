import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  initPipeline,
  PipelineError,
  type Pipeline,
  type PipelineFile,
  type PipelineSystem,
} from '../../core/pipelines/pipeline';
import { printable } from '../../core/report/printable';
import { FileError, writeError } from '../../node/files/errors';
import { readFile } from '../../node/files/read';
import { writeFile } from '../../node/files/write';
import { name, version } from '../../../package.json';
import { Exit, UsageError, type ExitCode } from '../exit';
import { shownPath, slashed, upward } from '../files/paths';
import { type Host } from '../host';

/** What npm installs to have this `mof`. */
export const MOF_PACKAGE = `${name}@${version}`;

/**
 * `mof init DIR --ci SYSTEM`: writes the files of a pipeline into the repository that the model is in, and says what is to be
 * done besides. Replaces nothing.
 * @param location the folder of the model
 * @throws {UsageError} where there is no folder, its name cannot stand in a pipeline, or a file of that name has other text
 */
export function writePipeline(location: string, system: PipelineSystem, host: Host): ExitCode {
  const folder = path.resolve(host.cwd, location);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${printable(shownPath(folder, host.cwd))} is no folder`);
  const root = repositoryOf(folder);
  const model = slashed(path.relative(root, folder)) || '.';
  try {
    const { files, next } = freeOf(pipelineFor(system, model), root, host);
    const missing = files.filter((file) => !isThere(root, file, host));
    for (const file of missing) write(root, file, host);
    for (const file of files) {
      const state = missing.includes(file) ? 'written' : 'is there already, as it would be written';
      host.stdout(`${printable(shownPath(path.join(root, file.path), host.cwd))}: ${state}\n`);
    }
    for (const step of next) host.stdout(`  ${printable(step)}\n`);
    return Exit.clean;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    host.stderr(`mof: ${printable(`${error.file} ${error.message}`)}\n`);
    return Exit.unchecked;
  }
}

/** The root of the repository that a folder is in; the folder itself where it is in none. */
function repositoryOf(folder: string): string {
  for (const at of upward(folder)) if (existsSync(path.join(at, '.git'))) return at;
  return folder;
}

function pipelineFor(system: PipelineSystem, model: string): Pipeline {
  try {
    return initPipeline(system, { model, mofPackage: MOF_PACKAGE });
  } catch (error) {
    if (error instanceof PipelineError) throw new UsageError(error.message);
    throw error;
  }
}

/** The pipeline, or the one to put beside what is there already. */
function freeOf(pipeline: Pipeline, root: string, { cwd }: Host): Pipeline {
  const isTaken = pipeline.files.some((file) => ![undefined, file.text].includes(textAt(root, file, cwd)));
  return (isTaken && pipeline.beside) || pipeline;
}

/**
 * Whether a file is there with the text that would be written.
 * @throws {UsageError} when it has another one
 */
function isThere(root: string, file: PipelineFile, { cwd }: Host): boolean {
  const found = textAt(root, file, cwd);
  if (found === undefined || found === file.text) return found !== undefined;
  const shown = shownPath(path.join(root, file.path), cwd);
  throw new UsageError(
    `${printable(shown)} is there already and was left as it is; move it away to have it written anew`,
  );
}

/** What is in the place of a file; undefined without one. */
function textAt(root: string, { path: relative }: PipelineFile, cwd: string): string | undefined {
  const file = path.join(root, relative);
  return existsSync(file) ? new TextDecoder().decode(readFile(file, shownPath(file, cwd))?.bytes) : undefined;
}

function write(root: string, { path: relative, text }: PipelineFile, { cwd }: Host): void {
  const file = path.join(root, relative);
  const folder = path.dirname(file);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw writeError(shownPath(folder, cwd), error);
  }
  writeFile(file, shownPath(file, cwd), text);
}
