import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { sizeText } from '../../core/report/size';
import { isDigest } from '../../core/oci/digest';
import { type Extension } from '../extension';
import { chooseArtifact, shortDigest, type LocalArtifact } from '../packaging/artifacts';
import { chooseLayout, rememberLayout } from '../packaging/layouts';
import { mayMoveName } from '../packaging/names';
import { packagingServiceToWrite } from '../packaging/service';
import { withProgress } from '../signing/progress';
import { inert, named, shownName, succeeded } from '../signing/service';

/**
 * Copies an artifact to another layout, with all that is attached to it.
 * @param _selected what the view hands over beside
 * @param to the layout, where that is known and is not asked
 */
export async function copyArtifact(
  extension: Extension,
  given?: LocalArtifact & { digest?: string },
  _selected?: unknown,
  to?: vscode.Uri,
): Promise<string | undefined> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging) return undefined;
  const artifact = given ?? (await chooseArtifact(extension, packaging, vscode.l10n.t('The artifact to copy')));
  if (!artifact) return undefined;
  const layout = to ?? (await chooseLayout(extension, packaging, vscode.l10n.t('Where the copy goes')));
  if (!layout) return undefined;
  const { name, digest } = artifact;
  const hasName = !isDigest(name);
  if (hasName && !(await mayMoveName(packaging, layout, name, digest))) return undefined;
  const shown = printable(hasName ? name : shortDigest(name));
  const copied = await withProgress(vscode.l10n.t('Copying {0}', shown), ({ progress, signal }) =>
    packaging.copyToLayout({
      from: { layout: named(artifact.layout), name: digest ?? name },
      to: named(layout),
      names: hasName ? [name] : [],
      progress,
      signal,
    }),
  );
  if (!succeeded(copied)) return undefined;
  await rememberLayout(extension, layout);
  extension.artifacts.touched(layout);
  void vscode.window.showInformationMessage(
    inert(
      vscode.l10n.t(
        '{0} is copied to {1}: {2} files, {3}; there already: {4}.',
        shown,
        shownName(layout),
        copied.files,
        sizeText(copied.bytes),
        copied.present,
      ),
    ),
  );
  return copied.digest;
}
