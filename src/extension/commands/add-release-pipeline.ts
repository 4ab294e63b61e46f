import * as vscode from 'vscode';
import {
  initPipeline,
  PIPELINE_SYSTEMS,
  PipelineError,
  PIPELINES,
  type Pipeline,
  type PipelineSystem,
} from '../../core/pipelines/pipeline';
import { type Extension } from '../extension';
import { createFile } from '../new-files';
import { chooseModel, isFile, parentOf } from '../signing/model-folder';
import { inert, shownName } from '../signing/service';

/**
 * Writes a pipeline that releases a model into the repository that it is in. Replaces no file.
 * @param uri a folder of the Explorer, or a file in the folder of the model
 * @param _selected what the Explorer hands over beside
 * @param given the system, where that is known and not asked
 * @returns the files that were written
 */
export async function addReleasePipeline(
  { context }: Extension,
  uri?: vscode.Uri,
  _selected?: unknown,
  given?: PipelineSystem,
): Promise<vscode.Uri[] | undefined> {
  const chosen = await chooseModel(uri, vscode.l10n.t('The model to release'));
  if (!chosen) return undefined;
  const model = (await isFile(chosen)) ? parentOf(chosen) : chosen;
  const system = given ?? (await chooseSystem());
  if (!system) return undefined;
  const root = await repositoryOf(model);
  const { name, version } = context.extension.packageJSON as { name: string; version: string };
  const whole = pipelineFor(system, { model: pathIn(root, model), mofPackage: `${name}@${version}` });
  if (!whole) return undefined;
  const pipeline = whole.beside && (await firstThere(root, whole)) ? whole.beside : whole;
  const taken = await firstThere(root, pipeline);
  if (taken) {
    await tellThere(taken);
    return undefined;
  }
  const files = pipeline.files.map(({ path, text }) => ({ uri: vscode.Uri.joinPath(root, path), text }));
  // The first one is shown in the end.
  for (const { uri: file, text } of [...files].reverse()) if (!(await createFile(file, text))) return undefined;
  void vscode.window.showInformationMessage(inert(pipeline.next.join(' ')));
  return files.map((file) => file.uri);
}

/** The first file of a pipeline in whose place something is. */
async function firstThere(root: vscode.Uri, { files }: Pipeline): Promise<vscode.Uri | undefined> {
  for (const { path } of files) {
    const file = vscode.Uri.joinPath(root, path);
    if (await isThere(file)) return file;
  }
  return undefined;
}

async function chooseSystem(): Promise<PipelineSystem | undefined> {
  const items = PIPELINE_SYSTEMS.map((system) => ({
    label: PIPELINES[system].title,
    detail: PIPELINES[system].describe(),
    system,
  }));
  const placeHolder = vscode.l10n.t('What the pipeline is for');
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.system;
}

function pipelineFor(system: PipelineSystem, options: Parameters<typeof initPipeline>[1]): Pipeline | undefined {
  try {
    return initPipeline(system, options);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    void vscode.window.showWarningMessage(inert(error.message));
    return undefined;
  }
}

/** The root of the repository that a folder is in; its workspace folder, or itself, where it is in none. */
async function repositoryOf(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let at = folder; ; at = parentOf(at)) {
    if (await isThere(vscode.Uri.joinPath(at, '.git'))) return at;
    if (at.path === parentOf(at).path) return vscode.workspace.getWorkspaceFolder(folder)?.uri ?? folder;
  }
}

/** The path of a folder below another, with `/`; `.` for itself. */
function pathIn(root: vscode.Uri, folder: vscode.Uri): string {
  const base = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return folder.path.startsWith(base) ? folder.path.slice(base.length) || '.' : '.';
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

async function tellThere(file: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open It');
  const message = vscode.l10n.t('{0} is there already and was left as it is.', shownName(file));
  if ((await vscode.window.showWarningMessage(inert(message), open)) === open)
    await vscode.window.showTextDocument(file);
}
