import * as vscode from 'vscode';
import { formatReference, parseReference } from '../../core/oci/reference';
import { type Packaging } from '../../node/api';
import { type Extension } from '../extension';
import { askReference, chooseArtifact, type LocalArtifact } from './artifacts';

/** An artifact in a layout, or in a registry. */
export type ArtifactPlace = LocalArtifact | { reference: string };

/** Lets the user choose an artifact of a layout, or name one of a registry. Undefined when they give up. */
export async function choosePlace(
  extension: Extension,
  packaging: Packaging,
  placeHolder: string,
): Promise<ArtifactPlace | undefined> {
  const items = [
    { label: vscode.l10n.t('$(folder) On this machine'), isLocal: true },
    { label: vscode.l10n.t('$(cloud) In a registry'), isLocal: false },
  ];
  const where = await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
  if (!where) return undefined;
  if (where.isLocal) return chooseArtifact(extension, packaging, placeHolder);
  const given = await askReference(placeHolder, '', 'tag or digest');
  return given === undefined ? undefined : { reference: formatReference(parseReference(given.trim())) };
}
