import * as vscode from 'vscode';
import { formatReference, parseReference } from '../../core/oci/reference';
import { sizeText } from '../../core/report/size';
import { type Transferred } from '../../node/oci/service';
import { type Extension } from '../extension';
import { contradicts, showArtifact } from '../packaging/artifact-report';
import { askReference, type LocalArtifact } from '../packaging/artifacts';
import { chooseLayout, rememberLayout } from '../packaging/layouts';
import { packagingServiceToWrite } from '../packaging/service';
import { transfer } from '../packaging/transfer';
import { named } from '../signing/service';
import { extractArtifact } from './extract-artifact';

/** What is known already and is not asked. */
export interface GivenToPull {
  reference?: string;
  layout?: vscode.Uri;
}

/** Gets an artifact from a registry into a layout, with all that is attached to it, and shows what it is. */
export async function pullArtifact(extension: Extension, given: GivenToPull = {}): Promise<Transferred | undefined> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging) return undefined;
  const reference = given.reference ?? (await askSource());
  if (reference === undefined) return undefined;
  const layout = given.layout ?? (await chooseLayout(extension, packaging, vscode.l10n.t('Where the artifact goes')));
  if (!layout) return undefined;
  await rememberLayout(extension, layout);
  const underWay = { way: 'pull', reference, layout: layout.fsPath, name: reference, recursive: true } as const;
  const pulled = await transfer(extension, underWay, (access, { progress, signal }) =>
    packaging.pull({ reference, layout: named(layout), recursive: true, access, progress, signal }),
  );
  if (!pulled) return undefined;
  // Now it is there.
  await rememberLayout(extension, layout);
  const { registry, repository, tag } = parseReference(reference);
  const name = tag === undefined ? pulled.digest : formatReference({ registry, repository, tag });
  const view = await showArtifact(extension, packaging, { layout, name });
  if (view?.signed.some(contradicts))
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} does not have the files that were signed with it. See its report.', reference),
    );
  void tell(extension, reference, { layout, name }, pulled);
  return pulled;
}

async function askSource(): Promise<string | undefined> {
  const given = await askReference(vscode.l10n.t('The artifact to pull'), '', 'tag or digest');
  return given === undefined ? undefined : formatReference(parseReference(given.trim()));
}

async function tell(
  extension: Extension,
  reference: string,
  artifact: LocalArtifact,
  { files, bytes, present }: Transferred,
): Promise<void> {
  const extract = vscode.l10n.t('Extract…');
  const message = vscode.l10n.t(
    '{0} is pulled: {1} blobs, {2}; there already: {3}.',
    reference,
    files,
    sizeText(bytes),
    present,
  );
  if ((await vscode.window.showInformationMessage(message, extract)) === extract)
    await extractArtifact(extension, artifact);
}
