import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { sizeText } from '../../core/report/size';
import { type Packaging } from '../../node/api';
import { type PlannedRemoval } from '../../node/oci/service';
import { type Extension } from '../extension';
import { chooseArtifact, shortDigest, type LocalArtifact } from '../packaging/artifacts';
import { packagingServiceToWrite } from '../packaging/service';
import { withProgress } from '../signing/progress';
import { inert, isFailure, named, shownName, succeeded } from '../signing/service';

/** Names that a question lists. */
const SHOWN = 5;

/**
 * Deletes artifacts of layouts once the user has seen what goes and what stays.
 * @param selected all artifacts that are selected, where there are several
 */
export async function deleteArtifact(
  extension: Extension,
  given?: LocalArtifact,
  selected: readonly LocalArtifact[] = [],
): Promise<boolean> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging) return false;
  const wanted = selected.filter((each) => each.layout);
  const artifacts = wanted.length > 1 ? wanted : given ? [given] : await chosen(extension, packaging);
  const plans: PlannedRemoval[] = [];
  for (const { layout, name } of artifacts) {
    const plan = await packaging.planRemoval({ layout: named(layout), name });
    if (!succeeded(plan)) return false;
    plans.push(plan);
  }
  if (!plans.length || !(await isWanted(artifacts, plans))) return false;
  let isDone = true;
  for (const [at, { layout }] of artifacts.entries()) {
    const { digest } = plans[at]!;
    const removed = await withProgress(vscode.l10n.t('Deleting {0}', shortDigest(digest)), () =>
      packaging.removeArtifact({ layout: named(layout), name: digest }),
    );
    isDone &&= succeeded(removed);
    if (!isFailure(removed) && !removed.freed)
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Its space is freed later: another process is writing to {0}.', shownName(layout)),
      );
    extension.artifacts.touched(layout);
  }
  return isDone;
}

async function chosen(extension: Extension, packaging: Packaging): Promise<LocalArtifact[]> {
  const artifact = await chooseArtifact(extension, packaging, vscode.l10n.t('The artifact to delete'));
  return artifact ? [artifact] : [];
}

async function isWanted(artifacts: readonly LocalArtifact[], plans: readonly PlannedRemoval[]): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const [first] = artifacts;
  const message =
    artifacts.length === 1
      ? vscode.l10n.t('Delete {0} from {1}?', labelOf(plans[0]!), shownName(first!.layout))
      : vscode.l10n.t('Delete {0} artifacts?', artifacts.length);
  const detail = [...goes(plans), ...stays(plans)].join('\n');
  const answer = await vscode.window.showWarningMessage(inert(message), { modal: true, detail }, remove);
  return answer === remove;
}

function labelOf({ names, digest }: PlannedRemoval): string {
  return printable(names[0] ?? shortDigest(digest));
}

function goes(plans: readonly PlannedRemoval[]): string[] {
  const names = plans.flatMap((plan) => plan.names).map(printable);
  const total = (of: 'attached' | 'files' | 'bytes') => plans.reduce((sum, plan) => sum + plan[of], 0);
  const shown = names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ' …' : '');
  return [
    ...(names.length ? [vscode.l10n.t('• goes: the names {0}', shown)] : []),
    ...(total('attached')
      ? [vscode.l10n.t('• goes: what is attached, such as signatures: {0}', total('attached'))]
      : []),
    vscode.l10n.t('• goes: files that nothing else here needs: {0}, {1}', total('files'), sizeText(total('bytes'))),
  ];
}

function stays(plans: readonly PlannedRemoval[]): string[] {
  const kept = plans.reduce((sum, plan) => sum + plan.kept, 0);
  return [
    ...(kept ? [vscode.l10n.t('• stays: files that others need, or other programs have written: {0}', kept)] : []),
    vscode.l10n.t('• stays: the folder of the model, and copies elsewhere'),
  ];
}
