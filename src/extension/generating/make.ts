import * as vscode from 'vscode';
import { type FolderRequest, type GeneratedKind } from '../../node/generate/service';
import { FILE_NAMES } from '../../core/generate/file-names';
import { toDoReport, type PlacedToDo } from '../../core/generate/to-do-report';
import { type Extension } from '../extension';
import { createFile } from '../new-files';
import { showReport } from '../reports';
import { chooseModel, isFile, nameOf, parentOf } from '../signing/model-folder';
import { withProgress } from '../signing/progress';
import { inert, named, shownName, succeeded } from '../signing/service';
import { generatingServiceOrMessage, requestBase } from './service';

/** A document to make. */
export interface Wanted {
  kind: GeneratedKind;
  request: Partial<Pick<FolderRequest, 'without' | 'cycloneDxVersion'>>;
}

/**
 * Makes a document from a model folder, writes it there and shows it; a report lists what only people know.
 * @returns the file, where it was written
 */
export async function makeInto(
  extension: Extension,
  uri: vscode.Uri | undefined,
  { kind, request }: Wanted,
): Promise<vscode.Uri | undefined> {
  const service = await generatingServiceOrMessage(extension);
  if (!service) return undefined;
  const chosen = await chooseModel(uri, vscode.l10n.t('The folder of the model'));
  if (!chosen) return undefined;
  const folder = (await isFile(chosen)) ? parentOf(chosen) : chosen;
  const title = vscode.l10n.t('Reading {0}', shownName(folder));
  const made = await withProgress(title, ({ progress, signal }) =>
    service.makeDocument(kind, { ...requestBase(extension), folder: named(folder), ...request, progress, signal }),
  );
  if (!succeeded(made)) return undefined;
  const written = await createFile(vscode.Uri.joinPath(folder, FILE_NAMES[kind]), made.text);
  if (written && made.toDos.length) void tellToDos(extension, written, made.toDos);
  return written;
}

async function tellToDos(extension: Extension, file: vscode.Uri, toDos: readonly PlacedToDo[]): Promise<void> {
  const show = vscode.l10n.t('Show What Is Left Open');
  const message = vscode.l10n.t(
    'Written from what the files say. Left open, as only people know it: {0}',
    toDos.length,
  );
  if ((await vscode.window.showInformationMessage(inert(message), show)) !== show) return;
  // Not with the name of the file at its end, which would make JSON of the report.
  const name = `${shownName(parentOf(file))}/${vscode.l10n.t('What {0} leaves open', nameOf(file))}`;
  await showReport(extension, name, { report: toDoReport(toDos), about: file });
}
