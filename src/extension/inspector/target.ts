import * as vscode from 'vscode';
import { nameOf } from '../signing/model-folder';
import { shownName } from '../signing/service';

/**
 * What an inspector is about. Plain data: the page keeps it, so that the inspector comes back with the window.
 * - `folder`: a model folder, or a model that is one file
 * - `layout`: an artifact in a layout or in the store of another tool, by a name or digest that it has there
 * - `registry`: an artifact in a registry, by its reference
 * - `comparison`: two of the others
 */
export type Target = Single | { kind: 'comparison'; a: Single; b: Single };

export type Single =
  | { kind: 'folder' | 'signature' | 'bom'; uri: string }
  | { kind: 'layout'; layout: string; name: string }
  | { kind: 'registry'; reference: string };

/** A target as it was kept; undefined for everything that is none. */
export function readTarget(value: unknown): Target | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, a, b } = value as Record<string, unknown>;
  if (kind !== 'comparison') return readSingle(value);
  const [first, second] = [readSingle(a), readSingle(b)];
  return first && second && { kind, a: first, b: second };
}

function readSingle(value: unknown): Single | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, uri, layout, name, reference } = value as Record<string, unknown>;
  switch (kind) {
    case 'folder':
    case 'signature':
    case 'bom':
      return typeof uri === 'string' ? { kind, uri } : undefined;
    case 'layout':
      return typeof layout === 'string' && typeof name === 'string' ? { kind, layout, name } : undefined;
    case 'registry':
      return typeof reference === 'string' ? { kind, reference } : undefined;
    default:
      return undefined;
  }
}

/** What a target is called, in titles. */
export function titleOf(target: Target): string {
  switch (target.kind) {
    case 'folder':
    case 'signature':
    case 'bom':
      return nameOf(vscode.Uri.parse(target.uri));
    case 'layout':
      return target.name.split('/').at(-1)!;
    case 'registry':
      return target.reference.split('/').at(-1)!;
    case 'comparison':
      return vscode.l10n.t('{0} and {1}', titleOf(target.a), titleOf(target.b));
  }
}

/** The same with where it is, to tell things apart that have one name. */
export function longTitleOf(target: Single): string {
  switch (target.kind) {
    case 'folder':
    case 'signature':
    case 'bom':
      return shownName(vscode.Uri.parse(target.uri));
    case 'layout':
      return target.name;
    case 'registry':
      return target.reference;
  }
}

export function isSameTarget(a: Target, b: Target): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Files and folders whose changes make an inspection one of yesterday. */
export function watchedPlaces(target: Target): { uri: vscode.Uri; isFolder: boolean }[] {
  switch (target.kind) {
    case 'folder':
      return [{ uri: vscode.Uri.parse(target.uri), isFolder: true }];
    case 'signature':
    case 'bom':
      return [{ uri: vscode.Uri.parse(target.uri), isFolder: false }];
    // Whatever is written there, its list of artifacts tells.
    case 'layout':
      return [{ uri: vscode.Uri.joinPath(vscode.Uri.parse(target.layout), 'index.json'), isFolder: false }];
    case 'registry':
      return [];
    case 'comparison':
      return [...watchedPlaces(target.a), ...watchedPlaces(target.b)];
  }
}
