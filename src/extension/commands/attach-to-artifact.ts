import * as vscode from 'vscode';
import { isMediaType } from '../../core/oci/descriptor';
import { type Packaging } from '../../node/api';
import { type Place } from '../../node/oci/service';
import { type Extension } from '../extension';
import { choosePlace, type ArtifactPlace } from '../packaging/places';
import { withRegistry } from '../packaging/registry-access';
import { packagingServiceToWrite } from '../packaging/service';
import { withProgress } from '../signing/progress';
import { named, shownName, succeeded } from '../signing/service';

/** What is known already and is not asked. */
export type GivenToAttach = ArtifactPlace & { file?: vscode.Uri };

/** Attaches a file to an artifact, which stays as it is: a bill of materials, a signature, what says how it was made. */
export async function attachToArtifact(
  extension: Extension,
  given?: GivenToAttach,
): Promise<{ digest: string } | undefined> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging) return undefined;
  const title = vscode.l10n.t('The artifact to attach to');
  const place = given ?? (await choosePlace(extension, packaging, title));
  if (!place) return undefined;
  const file = given?.file ?? (await vscode.window.showOpenDialog({ title: vscode.l10n.t('The file to attach') }))?.[0];
  if (!file) return undefined;
  const mediaType = await typeOf(packaging, file);
  if (mediaType === undefined) return undefined;
  const shown = 'layout' in place ? place.name : place.reference;
  const attempt = (where: Place) =>
    withProgress(vscode.l10n.t('Attaching to {0}', shown), ({ progress, signal }) =>
      packaging.attach({ place: where, file: named(file), mediaType, progress, signal }),
    );
  const attached =
    'layout' in place
      ? await attempt({ layout: named(place.layout), name: place.name })
      : await withRegistry(extension, place.reference, (access) => attempt({ reference: place.reference, access }));
  if (attached === undefined || !succeeded(attached)) return undefined;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0} is attached to {1} as {2}.', shownName(file), shown, mediaType),
  );
  return attached;
}

/** What a file is, as its content shows or the user says. Undefined when they give up. */
async function typeOf(packaging: Packaging, file: vscode.Uri): Promise<string | undefined> {
  const found = await packaging.typeOfAttachment(named(file));
  if (!succeeded(found)) return undefined;
  if (found !== undefined) return found;
  return vscode.window.showInputBox({
    prompt: vscode.l10n.t('What {0} is does not show. Its media type:', shownName(file)),
    value: 'application/octet-stream',
    ignoreFocusOut: true,
    validateInput: (text) => (isMediaType(text) ? undefined : vscode.l10n.t('"{0}" is no media type.', text)),
  });
}
