import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { type Extension } from '../extension';
import { chooseArtifact, shortDigest, type LocalArtifact } from '../packaging/artifacts';
import { mayMoveName } from '../packaging/names';
import { packagingServiceToWrite } from '../packaging/service';
import { inert, named, shownName, succeeded } from '../signing/service';

/** What is known already and is not asked. */
export type GivenToTag = LocalArtifact & { tag?: string };

/** Gives an artifact of a layout one more name. */
export async function tagArtifact(extension: Extension, given?: GivenToTag): Promise<string | undefined> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging) return undefined;
  const artifact: GivenToTag | undefined =
    given ?? (await chooseArtifact(extension, packaging, vscode.l10n.t('The artifact to name')));
  if (!artifact) return undefined;
  const { layout, name } = artifact;
  const tag =
    artifact.tag ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Add Name'),
      prompt: vscode.l10n.t('One more name of {0}: a tag, or registry/repository:tag', printable(name)),
      value: name.includes(':') && !name.startsWith('sha') ? name : '',
      placeHolder: 'registry.example.org/repository:tag',
      ignoreFocusOut: true,
      validateInput: async (text) => (await packaging.whyNoName(text.trim()))?.failure,
    }));
  if (tag === undefined) return undefined;
  const target = await packaging.standsFor(named(layout), name);
  if (!succeeded(target) || !(await mayMoveName(packaging, layout, tag.trim(), target))) return undefined;
  const tagged = await packaging.tagArtifact({ layout: named(layout), name }, tag.trim());
  if (!succeeded(tagged)) return undefined;
  extension.artifacts.touched(layout);
  return tagged.name;
}

/** Takes one name away once the user has been told what stays. */
export async function untagArtifact(
  extension: Extension,
  given?: LocalArtifact & { digest?: string },
): Promise<boolean> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging || !given) return false;
  const { layout, name, digest } = given;
  const remove = vscode.l10n.t('Remove Name');
  const message = vscode.l10n.t('Remove the name {0} in {1}?', printable(name), shownName(layout));
  const detail = vscode.l10n.t(
    'The artifact stays, with its files and its other names. Without any name it is found by its digest: {0}',
    digest === undefined ? '' : shortDigest(digest),
  );
  if ((await vscode.window.showWarningMessage(inert(message), { modal: true, detail }, remove)) !== remove)
    return false;
  const removed = await packaging.untagArtifact({ layout: named(layout), name });
  extension.artifacts.touched(layout);
  return succeeded(removed);
}
