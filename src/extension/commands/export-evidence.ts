import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { chooseTarget, targetOf } from '../inspector/choose-target';
import { exportEvidence as write } from '../inspector/export';
import { readTarget, type Single } from '../inspector/target';
import { type ArtifactPlace } from '../packaging/places';

/** Writes an evidence report: of what it is called for, of the inspector in front, or of what is picked. */
export async function exportEvidence(
  extension: Extension,
  given?: vscode.Uri | ArtifactPlace | Single,
): Promise<vscode.Uri | undefined> {
  const target = given
    ? await singleOf(given)
    : (singleInFront(extension) ?? (await chooseTarget(extension, vscode.l10n.t('What the report is about'))));
  return target && write(extension, target);
}

/** What a command was called for, by an inspector or by a menu. */
export async function singleOf(given: vscode.Uri | ArtifactPlace | Single): Promise<Single> {
  const read = given instanceof vscode.Uri ? undefined : readTarget(given);
  return read && read.kind !== 'comparison' ? read : targetOf(given as vscode.Uri | ArtifactPlace);
}

export function singleInFront({ inspectors }: Extension): Single | undefined {
  const target = inspectors.active?.target;
  return target && target.kind !== 'comparison' ? target : undefined;
}
