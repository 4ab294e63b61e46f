import type * as vscode from 'vscode';
import { type Extension } from '../extension';
import { showBlob } from '../views/artifacts/blob-documents';
import { type ArtifactsNode } from '../views/artifacts/nodes';

/** Shows a manifest, a config, or a small file of an artifact as text that can't be changed. */
export async function openArtifactPart(extension: Extension, node?: ArtifactsNode): Promise<vscode.Uri | undefined> {
  return node?.kind === 'blob' ? showBlob(extension, node) : undefined;
}
