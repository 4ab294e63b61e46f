import * as vscode from 'vscode';
import { formatReference, parseReference } from '../../core/oci/reference';
import { type Extension } from '../extension';
import { chooseArtifact, shortDigest, whyNoReference, type LocalArtifact } from '../packaging/artifacts';
import { packagingService } from '../packaging/service';

/** Copies what others name an artifact by. */
export async function copyReference(
  extension: Extension,
  given?: (LocalArtifact & { digest: string }) | { reference: string; digest?: string },
): Promise<string | undefined> {
  const packaging = await packagingService(extension);
  if (!packaging) return undefined;
  if (given && 'reference' in given) return copyRemote(given);
  const artifact = given ?? (await chooseArtifact(extension, packaging, vscode.l10n.t('The artifact')));
  if (!artifact) return undefined;
  return copyOneOf(formsOf(artifact), artifact.digest);
}

/** @param digest where it is known */
function copyRemote({ reference, digest }: { reference: string; digest?: string }): Promise<string | undefined> {
  return copyOneOf(digest === undefined ? [reference] : formsOf({ name: reference, digest }), digest ?? '');
}

async function copyOneOf(forms: readonly string[], digest: string): Promise<string | undefined> {
  const texts = [...new Set(forms)];
  const items = texts.map((text) => ({
    label: digest ? text.replace(digest, shortDigest(digest)) : text,
    detail:
      digest && text.includes(digest)
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
function formsOf({ name, digest }: { name: string; digest: string }): string[] {
  if (whyNoReference(name, 'tag') !== undefined) return [name, digest];
  const { registry, repository } = parseReference(name);
  return [name, `${formatReference({ registry, repository })}@${digest}`, digest];
}
