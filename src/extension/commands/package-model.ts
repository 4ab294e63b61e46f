import * as vscode from 'vscode';
import { sizeText } from '../../core/report/size';
import { kitfileDetector, modelfileDetector } from '../../core/oci/detect';
import { type Packaging } from '../../node/api';
import { type PackedModel } from '../../node/oci/service';
import { type Extension } from '../extension';
import { showArtifact } from '../packaging/artifact-report';
import { rememberLayout } from '../packaging/layouts';
import { askHowToPack, selectionOf, type PackAnswers } from '../packaging/pack-steps';
import { packagingServiceToWrite } from '../packaging/service';
import { chooseModel, nameOf, parentOf } from '../signing/model-folder';
import { withProgress } from '../signing/progress';
import { saveFirst } from '../signing/save-first';
import { named, shownName, succeeded } from '../signing/service';
import { copyReference } from './copy-reference';
import { pushArtifact } from './push-artifact';

/**
 * Packages a model: a folder or file of the Explorer, the folder of a MOF file or recipe, or one that is picked.
 * @param _selected what the Explorer hands over beside
 * @param given how to package, where all of that is known and nothing is asked
 * @param wanted what of it is known, where the rest is asked
 */
export async function packageModel(
  extension: Extension,
  uri?: vscode.Uri,
  _selected?: unknown,
  given?: PackAnswers,
  wanted: PackAnswers = {},
): Promise<PackedModel | undefined> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging) return undefined;
  const recipe = uri && isRecipe(uri) ? uri : undefined;
  const model = await chooseModel(recipe ? parentOf(recipe) : uri, vscode.l10n.t('The model to package'));
  if (!model) return undefined;
  const known: PackAnswers = given ?? { ...wanted, ...(recipe ? { recipe } : {}) };
  const recipes = await packaging.recipesIn(named(model));
  if (!succeeded(recipes)) return undefined;
  const links = known.allowSymlinks ? [] : await packaging.linksIn(named(model));
  if (!succeeded(links) || (links.length && !(await followLinks(model, links)))) return undefined;
  if (links.length) known.allowSymlinks = true;
  const answers = given ?? (await askHowToPack({ extension, packaging, model, recipes }, known));
  if (!answers) return undefined;
  const [save, anyway] = [vscode.l10n.t('Save and Package'), vscode.l10n.t('Package as on Disk')];
  if (!(await saveFirst(model, save, anyway))) return undefined;
  const layout = answers.layout!;
  const packed = await withProgress(vscode.l10n.t('Packaging {0}', shownName(model)), (work) =>
    packaging.pack({
      ...selectionOf(model, answers),
      progress: work.progress,
      signal: work.signal,
      layout: named(layout),
      name: answers.name!,
      annotations: answers.annotations ?? { given: {} },
    }),
  );
  if (!succeeded(packed)) return undefined;
  await rememberLayout(extension, layout);
  void tell(extension, packaging, model, { layout, packed });
  return packed;
}

function isRecipe({ path }: vscode.Uri): boolean {
  return kitfileDetector.hasName(path) || modelfileDetector.hasName(path);
}

/** Links may lead anywhere in the model; what they lead to is not seen in the folder. */
async function followLinks(model: vscode.Uri, links: readonly string[]): Promise<boolean> {
  const follow = vscode.l10n.t('Package What They Lead To');
  const message = vscode.l10n.t('{0} has symbolic links: {1}', shownName(model), links.length);
  const detail = vscode.l10n.t(
    'They become files: {0}. Links that lead out of the model are refused.',
    links.slice(0, 5).join(', ') + (links.length > 5 ? ' …' : ''),
  );
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, follow)) === follow;
}

async function tell(
  extension: Extension,
  packaging: Packaging,
  model: vscode.Uri,
  { layout, packed: { name, digest, files, bytes } }: { layout: vscode.Uri; packed: PackedModel },
): Promise<void> {
  const [push, copy, show] = [vscode.l10n.t('Push…'), vscode.l10n.t('Copy Reference'), vscode.l10n.t('Show Artifact')];
  const [size, where] = [sizeText(bytes), shownName(layout)];
  const message =
    files === 1
      ? vscode.l10n.t('{0} is packaged as {1}: 1 file, {2}, in {3}.', nameOf(model), name, size, where)
      : vscode.l10n.t('{0} is packaged as {1}: {2} files, {3}, in {4}.', nameOf(model), name, files, size, where);
  const choice = await vscode.window.showInformationMessage(message, push, copy, show);
  if (choice === push) await pushArtifact(extension, { layout, name });
  else if (choice === copy) await copyReference(extension, { layout, name, digest });
  else if (choice === show) await showArtifact(extension, packaging, { layout, name });
}
