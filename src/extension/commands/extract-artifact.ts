import * as vscode from 'vscode';
import { sizeText } from '../../core/report/size';
import { type ExtractedModel, type Failure, type Place } from '../../node/oci/service';
import { type Extension } from '../extension';
import { choosePlace, type ArtifactPlace } from '../packaging/places';
import { pickFolder } from '../packaging/layouts';
import { withRegistry } from '../packaging/registry-access';
import { packagingServiceToWrite } from '../packaging/service';
import { withProgress } from '../signing/progress';
import { isFailure, named, shownName, succeeded } from '../signing/service';

/** What is known already and is not asked. */
export type GivenToExtract = ArtifactPlace & { folder?: vscode.Uri };

/** Writes the files of an artifact into a folder. */
export async function extractArtifact(
  extension: Extension,
  given?: GivenToExtract,
): Promise<ExtractedModel | undefined> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging) return undefined;
  const place = given ?? (await choosePlace(extension, packaging, vscode.l10n.t('The artifact to extract')));
  if (!place) return undefined;
  const title = vscode.l10n.t('The folder that the files go to');
  const folder = given?.folder ?? (await pickFolder(title, vscode.l10n.t('Extract Here')));
  if (!folder) return undefined;
  const shown = 'layout' in place ? place.name : place.reference;
  const extract = (where: Place, overwrite: boolean) =>
    withProgress(vscode.l10n.t('Extracting {0}', shown), ({ progress, signal }) =>
      packaging.extract({ place: where, folder: named(folder), overwrite, progress, signal }),
    );
  const attempt = (where: Place) => askingToOverwrite((overwrite) => extract(where, overwrite));
  const extracted =
    'layout' in place
      ? await attempt({ layout: named(place.layout), name: place.name })
      : await withRegistry(extension, place.reference, (access) => attempt({ reference: place.reference, access }));
  if (extracted === undefined || !succeeded(extracted)) return undefined;
  void tell(folder, extracted);
  return extracted;
}

/** Files that are there and have other content are replaced only when the user wants it. */
async function askingToOverwrite(
  extract: (overwrite: boolean) => Promise<ExtractedModel | Failure>,
): Promise<ExtractedModel | Failure> {
  const extracted = await extract(false);
  if (!isFailure(extracted) || extracted.kind !== 'exists') return extracted;
  const replace = vscode.l10n.t('Replace Them');
  const chosen = await vscode.window.showWarningMessage(extracted.failure, { modal: true }, replace);
  return chosen === replace ? extract(true) : { ...extracted, kind: 'cancelled' };
}

async function tell(folder: vscode.Uri, { files, bytes, present, skipped }: ExtractedModel): Promise<void> {
  const [show, open] = [vscode.l10n.t('Show Folder'), vscode.l10n.t('Open Folder in New Window')];
  const [size, where] = [sizeText(bytes), shownName(folder)];
  const message =
    files === 1
      ? vscode.l10n.t('1 file is extracted to {0}: {1}; there already: {2}.', where, size, present)
      : vscode.l10n.t('{0} files are extracted to {1}: {2}; there already: {3}.', files, where, size, present);
  if (skipped.length)
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Layers that do not say what file they are were left out: {0}', skipped.join(', ')),
    );
  const isInWorkspace = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  const choice = await vscode.window.showInformationMessage(message, isInWorkspace ? show : open);
  if (choice === show) await vscode.commands.executeCommand('revealInExplorer', folder);
  else if (choice === open) await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
