import * as vscode from 'vscode';
import { isRegistry, parseReference } from '../../../core/oci/reference';

const SECTION = 'modelOpenness.artifacts';

/** Whether a change of settings is one of what the view shows. */
export function isAboutArtifacts(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(SECTION) || event.affectsConfiguration('modelOpenness.registries');
}

/** Folders of layouts that the user named. What a workspace says of it never counts: see package.json. */
export function layoutsAdded(): string[] {
  return textsOf('layouts');
}

/** Registries, and repositories of registries, that the user named. The same. */
export function registriesAdded(): string[] {
  return textsOf('registries');
}

export async function addLayoutSetting(folder: string): Promise<void> {
  await update('layouts', [...layoutsAdded().filter((each) => each !== folder), folder]);
}

export async function addRegistrySetting(registry: string): Promise<void> {
  await update('registries', [...registriesAdded().filter((each) => each !== registry), registry]);
}

export async function removeSetting(kind: 'layouts' | 'registries', value: string): Promise<void> {
  await update(
    kind,
    textsOf(kind).filter((each) => each !== value),
  );
}

function textsOf(kind: 'layouts' | 'registries'): string[] {
  const value = vscode.workspace.getConfiguration(SECTION).get<unknown>(kind);
  if (!Array.isArray(value)) return [];
  const texts = value.filter((each) => typeof each === 'string').map((each) => each.trim());
  return [...new Set(texts.filter(Boolean))];
}

async function update(kind: 'layouts' | 'registries', values: readonly string[]): Promise<void> {
  await vscode.workspace.getConfiguration(SECTION).update(kind, values, vscode.ConfigurationTarget.Global);
}

/** What a text names: a registry, a repository of one with its registry, or nothing. */
export function namedRegistry(text: string): { registry: string; repository?: string } | undefined {
  const given = text.replace(/\/+$/, '');
  if (isRegistry(given) && !given.includes('/')) return { registry: given.toLowerCase() };
  try {
    const { registry, repository, tag, digest } = parseReference(given);
    return tag === undefined && digest === undefined
      ? { registry, repository: `${registry}/${repository}` }
      : undefined;
  } catch {
    return undefined;
  }
}
