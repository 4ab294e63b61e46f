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
import { UsageError } from '../exit';
import { shownPath, slashed, upward } from '../files/paths';
import { type Host } from '../host';

/** What npm installs to have this `mof`. */
export const MOF_PACKAGE = `${name}@${version}`;

/** What `mof init --ci` is going to write. */
export interface PlannedPipeline extends Pipeline {
  /** Absolute path of the repository. */
  root: string;
  /** The files that are not there yet; the others are as they would be written. */
  missing: readonly PipelineFile[];
}

/**
 * `mof init DIR --ci SYSTEM`: finds out what the pipeline of a model is, and whether there is room for it in the repository that
 * the model is in. Nothing is written.
 * @param location the folder of the model
 * @throws {UsageError} where there is no folder, its name cannot stand in a pipeline, or a file of that name has other text
 * @throws {FileError} for what is in the way
 */
export function planPipeline(location: string, system: PipelineSystem, host: Host): PlannedPipeline {
  const folder = path.resolve(host.cwd, location);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${printable(shownPath(folder, host.cwd))} is no folder`);
  const root = repositoryOf(folder);
  const model = slashed(path.relative(root, folder)) || '.';
  const pipeline = freeOf(pipelineFor(system, model), root, host);
  const missing = pipeline.files.filter((file) => !isThere(root, file, host));
  for (const file of missing) requireRoom(root, file, host);
  return { ...pipeline, root, missing };
}

/**
 * Writes the files of a pipeline that are not there, and says what is to be done besides. Replaces nothing.
 * @throws {FileError}
 */
export function writePipeline({ root, files, missing, next }: PlannedPipeline, host: Host): void {
  for (const file of missing) write(root, file, host);
  for (const file of files) {
    const state = missing.includes(file) ? 'written' : 'is there already, as it would be written';
    host.stdout(`${printable(shownPath(path.join(root, file.path), host.cwd))}: ${state}\n`);
  }
  for (const step of next) host.stdout(`  ${printable(step)}\n`);
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

/** @throws {FileError} where a file is in the place of a folder */
function requireRoom(root: string, { path: relative }: PipelineFile, { cwd }: Host): void {
  for (const at of upward(path.dirname(path.join(root, relative)))) {
    if (!existsSync(at)) continue;
    if (statSync(at).isDirectory()) return;
    throw new FileError(shownPath(at, cwd), 'is a file, not a folder');
  }
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
