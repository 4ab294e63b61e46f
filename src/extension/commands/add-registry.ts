import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { type ArtifactsNode } from '../views/artifacts/nodes';
import { addRegistrySetting, namedRegistry, registriesAdded } from '../views/artifacts/settings';
import { ARTIFACTS_VIEW } from '../views/artifacts/tree';

/**
 * Adds a registry, or a repository of one, to the view. It is asked when the user opens it.
 * @param from what is known already: the registry whose repository is wanted, or the text itself
 */
export async function addRegistry(_extension: Extension, from?: ArtifactsNode | string): Promise<void> {
  const text = typeof from === 'string' ? from : await askRegistry(from);
  const named = text === undefined ? undefined : namedRegistry(text.trim());
  if (!named) return;
  await addRegistrySetting(named.repository ?? named.registry);
  await vscode.commands.executeCommand(`${ARTIFACTS_VIEW}.focus`);
}

async function askRegistry(node: ArtifactsNode | undefined): Promise<string | undefined> {
  const target = node?.kind === 'message' ? node.target : node;
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Add Registry'),
    prompt: vscode.l10n.t('A registry, or a repository of one. Nothing is asked of it until you open it.'),
    placeHolder: 'registry.example.org/repository',
    value: target?.kind === 'registry' ? `${target.registry}/` : '',
    ignoreFocusOut: true,
    validateInput: (text) => whyNot(text.trim()),
  });
}

/** Why a text can't be added; undefined where it can. */
function whyNot(text: string): string | undefined {
  if (!text) return vscode.l10n.t('Something has to be written here.');
  const named = namedRegistry(text);
  if (!named)
    return vscode.l10n.t(
      '"{0}" names no registry and no repository; write {1}',
      text,
      'registry.example.org/repository',
    );
  const added = named.repository ?? named.registry;
  return registriesAdded().includes(added) ? vscode.l10n.t('{0} is in the view already.', added) : undefined;
}
