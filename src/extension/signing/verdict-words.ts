import * as vscode from 'vscode';
import { titleByPolicy } from '../../core/policy/verdict';
import { stateTitle } from '../../core/signing/verdict/titles';
import { type VerifiedModel } from './verified-models';

/** A verdict in a line, with the moment it is true of. */
export function verdictWords({ verdict, decision, time, changedSince }: VerifiedModel): string {
  const at = time.toLocaleTimeString();
  if (changedSince.length) return vscode.l10n.t('Changed since it was verified at {0}', at);
  const words = vscode.l10n.t(
    '{0} at {1}',
    decision ? titleByPolicy(verdict, decision) : stateTitle(verdict.state),
    at,
  );
  const signed = verdict.signer ? vscode.l10n.t('{0}: signed by {1}', words, verdict.signer.name) : words;
  const { remembered } = verdict.files ?? {};
  return remembered
    ? vscode.l10n.t('{0}. Files that are unchanged since they were last read: {1}', signed, remembered.files)
    : signed;
}
