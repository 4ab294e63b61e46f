import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { type Packaging } from '../../node/api';
import { inert, named, shownName, succeeded } from '../signing/service';
import { shortDigest } from './artifacts';

/**
 * Whether a name may be given in a layout: it is free, stands for the same artifact, or the user wants it to move.
 * @param digest of the artifact that it is to stand for
 */
export async function mayMoveName(
  packaging: Packaging,
  layout: vscode.Uri,
  name: string,
  digest: string | undefined,
): Promise<boolean> {
  const now = await packaging.standsFor(named(layout), name);
  if (!succeeded(now)) return false;
  if (now === undefined || now === digest) return true;
  const move = vscode.l10n.t('Move Name');
  const message = vscode.l10n.t(
    '{0} stands for another artifact in {1}. Move the name?',
    printable(name),
    shownName(layout),
  );
  const detail = vscode.l10n.t('{0} keeps its files, and its other names if it has some.', shortDigest(now));
  return (await vscode.window.showWarningMessage(inert(message), { modal: true, detail }, move)) === move;
}
