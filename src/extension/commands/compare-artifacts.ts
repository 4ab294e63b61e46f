import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { chooseTarget } from '../inspector/choose-target';
import { type Inspector } from '../inspector/inspector';
import { inspectionServiceOrTell } from '../inspector/service';
import { longTitleOf, type Single } from '../inspector/target';
import { type ArtifactPlace } from '../packaging/places';
import { singleInFront, singleOf } from './export-evidence';

/**
 * Shows how two artifacts, folders or BOMs differ: those that are selected, or what it is called for and another one that is
 * picked. The first is taken for the older one.
 */
export async function compareArtifacts(
  extension: Extension,
  given?: vscode.Uri | ArtifactPlace | Single,
  selected?: readonly (vscode.Uri | ArtifactPlace | Single)[],
): Promise<Inspector | undefined> {
  if (!(await inspectionServiceOrTell(extension))) return undefined;
  const pair = selected?.length === 2 ? selected : undefined;
  const a = pair
    ? await singleOf(pair[0]!)
    : given
      ? await singleOf(given)
      : (singleInFront(extension) ?? (await chooseTarget(extension, vscode.l10n.t('The first: the older one'))));
  if (!a) return undefined;
  const b = pair
    ? await singleOf(pair[1]!)
    : await chooseTarget(extension, vscode.l10n.t('What to compare {0} with', longTitleOf(a)));
  return b && extension.inspectors.show(extension, { kind: 'comparison', a, b }, vscode.ViewColumn.Active);
}
