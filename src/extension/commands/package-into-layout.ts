import type * as vscode from 'vscode';
import { type PackedModel } from '../../node/oci/service';
import { type Extension } from '../extension';
import { type ArtifactsNode } from '../views/artifacts/nodes';
import { packageModel } from './package-model';

/**
 * Packages a model into a layout of the view.
 * @param folder the model, where it was dropped there
 */
export async function packageIntoLayout(
  extension: Extension,
  node?: ArtifactsNode,
  folder?: vscode.Uri | unknown[],
): Promise<PackedModel | undefined> {
  const target = node?.kind === 'message' ? node.target : node;
  if (target?.kind !== 'store') return undefined;
  const model = Array.isArray(folder) ? undefined : folder;
  const packed = await packageModel(extension, model, undefined, undefined, { layout: target.store.uri });
  if (packed) extension.artifacts.touched(target.store.uri);
  return packed;
}
