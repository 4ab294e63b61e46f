import * as vscode from 'vscode';
import { formatReference, parseReference } from '../../core/oci/reference';
import { type Extension } from '../extension';
import { chooseArtifact, shortDigest, whyNoReference, type LocalArtifact } from '../packaging/artifacts';
import { packagingService } from '../packaging/service';

/** Copies what others name an artifact by. */
export async function copyReference(
  extension: Extension,
  given?: LocalArtifact & { digest: string },
): Promise<string | undefined> {
  const packaging = await packagingService(extension);
  if (!packaging) return undefined;
  const artifact = given ?? (await chooseArtifact(extension, packaging, vscode.l10n.t('The artifact')));
  if (!artifact) return undefined;
  const texts = [...new Set(formsOf(artifact))];
  const items = texts.map((text) => ({
    label: text.replace(artifact.digest, shortDigest(artifact.digest)),
    detail: text.includes(artifact.digest)
      ? vscode.l10n.t('Stands for this artifact for ever.')
      : vscode.l10n.t('Stands for another artifact when its name moves.'),
    text,
  }));
  const placeHolder = vscode.l10n.t('What to copy');
  const chosen = items.length > 1 ? await vscode.window.showQuickPick(items, { placeHolder }) : items[0];
  if (!chosen) return undefined;
  await vscode.env.clipboard.writeText(chosen.text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', chosen.label), 3000);
  return chosen.text;
}

/** The name, what it stands for now, and that alone. */
function formsOf({ name, digest }: LocalArtifact & { digest: string }): string[] {
  if (whyNoReference(name, 'tag') !== undefined) return [name, digest];
  const { registry, repository } = parseReference(name);
  return [name, `${formatReference({ registry, repository })}@${digest}`, digest];
}
