import * as vscode from 'vscode';
import { type Failure, type RegistryAccess, type Transferred } from '../../node/oci/service';
import { type Extension } from '../extension';
import { withProgress, type Work } from '../signing/progress';
import { isFailure } from '../signing/service';
import { Interrupted, resume, type UnderWay } from './interrupted';
import { withRegistry } from './registry-access';

/** Moves an artifact to or from a registry; what interrupts it can be gone on with, in this window or the next one. */
export async function transfer(
  extension: Extension,
  underWay: UnderWay,
  action: (access: RegistryAccess, work: Work) => Promise<Transferred | Failure>,
): Promise<Transferred | undefined> {
  const interrupted = new Interrupted(extension.context);
  const goesOn = await interrupted.begin(underWay);
  let wasCancelled = false;
  const done = await withRegistry(extension, underWay.reference, async (access) => {
    const answer = await withProgress(titleOf(underWay, goesOn), (work) => action(access, work));
    wasCancelled = isFailure(answer) && answer.kind === 'cancelled';
    return answer;
  });
  if (done) await interrupted.done(underWay);
  else await interrupted.interrupted(underWay);
  if (wasCancelled) void offerToGoOn(underWay);
  return done;
}

function titleOf({ way, reference }: UnderWay, goesOn: boolean): string {
  if (way === 'push')
    return goesOn ? vscode.l10n.t('Going on with pushing {0}', reference) : vscode.l10n.t('Pushing {0}', reference);
  return goesOn ? vscode.l10n.t('Going on with pulling {0}', reference) : vscode.l10n.t('Pulling {0}', reference);
}

async function offerToGoOn(underWay: UnderWay): Promise<void> {
  const goOn = vscode.l10n.t('Go On');
  const message =
    underWay.way === 'push'
      ? vscode.l10n.t('{0} was not pushed. Files that have arrived are not sent again.', underWay.reference)
      : vscode.l10n.t('{0} was not pulled. The next time it goes on where it was.', underWay.reference);
  if ((await vscode.window.showInformationMessage(message, goOn)) === goOn) await resume(underWay);
}
