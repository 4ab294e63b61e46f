import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { chooseTarget } from '../inspector/choose-target';
import { EDITOR } from '../inspector/inspectors';
import { type Inspector } from '../inspector/inspector';
import { type Single } from '../inspector/target';
import { type ArtifactPlace } from '../packaging/places';
import { singleOf } from './export-evidence';

/** Shows everything there is to know of a folder, an artifact, a signature or a BOM: what it is called for, or is picked. */
export async function inspect(
  extension: Extension,
  given?: vscode.Uri | ArtifactPlace | Single,
): Promise<Inspector | undefined> {
  const target = given ? await singleOf(given) : await chooseTarget(extension, vscode.l10n.t('What to inspect'));
  if (!target) return undefined;
  // A file that has an editor of its own is shown there, as any other file.
  if (target.kind === 'signature') {
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.parse(target.uri), EDITOR);
    return undefined;
  }
  return extension.inspectors.show(extension, target, vscode.ViewColumn.Active);
}
