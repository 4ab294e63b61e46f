import * as vscode from 'vscode';
import { parseReference } from '../../core/oci/reference';
import { sizeText } from '../../core/report/size';
import { type Packaging } from '../../node/api';
import { type Extension } from '../extension';
import { named, shownName, succeeded } from '../signing/service';
import { chooseLayout } from './layouts';

/** An artifact in a layout. */
export interface LocalArtifact {
  layout: vscode.Uri;
  /** A name that it has there, or its digest. */
  name: string;
}

/** Lets the user choose an artifact of a layout. Undefined when they give up, or there is none. */
export async function chooseArtifact(
  extension: Extension,
  packaging: Packaging,
  placeHolder: string,
): Promise<(LocalArtifact & { digest: string }) | undefined> {
  const layout = await chooseLayout(extension, packaging, vscode.l10n.t('Where the artifact is'));
  if (!layout) return undefined;
  const artifacts = await packaging.artifactsIn(named(layout));
  if (!succeeded(artifacts)) return undefined;
  if (!artifacts.length) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no artifact in {0}.', shownName(layout)));
    return undefined;
  }
  const items = artifacts.map(({ name, digest, totalSize, created }) => ({
    label: name ?? shortDigest(digest),
    description: [totalSize === null ? '' : sizeText(totalSize), created ?? ''].filter(Boolean).join(' · '),
    detail: digest,
    name: name ?? digest,
    digest,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true, ignoreFocusOut: true });
  return chosen && { layout, name: chosen.name, digest: chosen.digest };
}

/** Asks for an artifact of a registry. */
export function askReference(
  prompt: string,
  value: string,
  accepts: 'tag' | 'tag or digest',
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    prompt,
    value,
    placeHolder: 'registry.example.org/repository:tag',
    ignoreFocusOut: true,
    validateInput: (text) => whyNoReference(text.trim(), accepts),
  });
}

/** Why a text names no artifact of a registry; undefined where it does. */
export function whyNoReference(text: string, accepts: 'tag' | 'tag or digest'): string | undefined {
  if (!text) return vscode.l10n.t('Something has to be written here.');
  try {
    const { tag, digest } = parseReference(text);
    if (accepts === 'tag' && digest !== undefined) return vscode.l10n.t('A digest cannot be chosen here; name a tag.');
    return (tag ?? digest) === undefined
      ? vscode.l10n.t('Neither a tag nor a digest is named; write {0}', `${text}:TAG`)
      : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** As much of a digest as tells it from others. */
export function shortDigest(digest: string): string {
  return `${digest.slice(0, digest.indexOf(':') + 13)}…`;
}
