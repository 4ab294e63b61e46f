import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { chooseArtifact, shortDigest } from '../packaging/artifacts';
import { packagingService } from '../packaging/service';
import { named, succeeded } from '../signing/service';
import { type ArtifactsNode, type ArtifactSubject } from '../views/artifacts/nodes';

/** Copies the digest of an artifact, of what is attached to one, or of a file of one. */
export async function copyDigest(
  extension: Extension,
  given?: ArtifactSubject | ArtifactsNode,
): Promise<string | undefined> {
  const digest = await digestOf(extension, given);
  if (digest === undefined) return undefined;
  await vscode.env.clipboard.writeText(digest);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', shortDigest(digest)), 3000);
  return digest;
}

async function digestOf(
  extension: Extension,
  given: ArtifactSubject | ArtifactsNode | undefined,
): Promise<string | undefined> {
  if (given && 'kind' in given) return given.kind === 'blob' ? given.blob.digest : undefined;
  if (given?.digest !== undefined) return given.digest;
  const packaging = await packagingService(extension);
  if (!packaging) return undefined;
  if (!given) return (await chooseArtifact(extension, packaging, vscode.l10n.t('The artifact')))?.digest;
  const place =
    'layout' in given
      ? { layout: named(given.layout), name: given.name }
      : { reference: given.reference, access: await extension.artifacts.registries.accessTo(given.reference) };
  const found = await packaging.browseArtifact(place);
  return succeeded(found) ? found.digest : undefined;
}
