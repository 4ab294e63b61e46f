import * as vscode from 'vscode';
import { type Packaging } from '../../../node/api';
import { type Extension } from '../../extension';
import { foundLayouts, usedLayouts } from '../../packaging/layouts';
import { layoutsAdded } from './settings';
import { type StoreOrigin } from './store-contents';

/** Where a layout or store is, and why it is in the view. */
export interface StoreSource {
  uri: vscode.Uri;
  origin: StoreOrigin;
}

/**
 * Stores that are known without searching: the user's own, those that were used or named, those of other programs. What is
 * not there, and was not asked for by name, is left out.
 */
export async function knownSources(
  { context }: Pick<Extension, 'context'>,
  packaging: Packaging,
): Promise<StoreSource[]> {
  const own = packaging.defaultLayout();
  const wanted: StoreSource[] = [
    ...(own === undefined ? [] : [{ uri: vscode.Uri.file(own), origin: 'own' as const }]),
    ...usedLayouts(context).map((uri) => ({ uri, origin: 'used' as const })),
    ...packaging.knownStores().map(({ path }) => ({ uri: vscode.Uri.file(path), origin: 'program' as const })),
  ];
  const there = await Promise.all(wanted.map(({ uri }) => exists(uri)));
  const added = layoutsAdded().map((folder) => ({ uri: vscode.Uri.file(folder), origin: 'setting' as const }));
  return [...added, ...wanted.filter((_, at) => there[at])];
}

/** The layouts in the folders of the workspace. */
export async function workspaceSources(): Promise<StoreSource[]> {
  return (await foundLayouts()).map((uri) => ({ uri, origin: 'workspace' as const }));
}

/** Each folder once, for the first reason. */
export function once(sources: readonly StoreSource[]): StoreSource[] {
  const found = new Map<string, StoreSource>();
  for (const source of sources) if (!found.has(source.uri.toString())) found.set(source.uri.toString(), source);
  return [...found.values()];
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
