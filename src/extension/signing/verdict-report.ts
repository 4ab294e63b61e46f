import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { type PolicyDecision } from '../../core/policy/decision';
import { decisionLines } from '../../core/policy/text';
import { titleByPolicy } from '../../core/policy/verdict';
import { SINGLE_FILE } from '../../core/signing/statement/manifest';
import { verdictText } from '../../core/signing/verdict/text';
import { type Extension } from '../extension';
import { replaceReport, showReport, type Report } from '../reports';
import { nameOf } from './model-folder';
import { shownName } from './service';
import { isProved, type VerifiedModel } from './verified-models';

/** How many names a list of a report shows. */
const SHOWN = 200;

/** Verifies a model once more, in the way that its report offers: `[model, VerifyAgain]`. */
export const VERIFY_AGAIN = 'modelOpenness.verifyAgain';

/** What is to be different when a model is verified again. */
export type VerifyAgain =
  'same' | 'read-all' | 'another-signer' | 'trust-signer' | 'ignore-unsigned' | 'allow-symlinks';

/** Writes the signer of a model into a trust policy: `[model]`. */
export const TRUST_SIGNER = 'modelOpenness.trustSigner';

export async function showVerdict(extension: Extension, verified: VerifiedModel): Promise<void> {
  await showReport(extension, nameOfReport(verified), reportOf(verified));
}

/** Writes into the report of a verdict, where it is shown, what became of it. */
export function updateVerdict(verified: VerifiedModel): void {
  replaceReport(nameOfReport(verified), reportOf(verified));
}

/** One report a model; its title is the last part. */
function nameOfReport({ model }: VerifiedModel): string {
  return `${shownName(model)}/${vscode.l10n.t('Verification of {0}', nameOf(model))}`;
}

function reportOf(verified: VerifiedModel): Report {
  const { verdict, decision, notes, model, signature, time, watched, before, changedSince } = verified;
  const facts: [label: string, value: string][] = [
    [vscode.l10n.t('signature file'), shownName(signature)],
    [vscode.l10n.t('verified at'), time.toLocaleString()],
    ...(watched
      ? []
      : [
          [vscode.l10n.t('later changes'), vscode.l10n.t('are not all seen: there is too much to watch')] as [
            string,
            string,
          ],
        ]),
    ...notes.map((note): [string, string] => [vscode.l10n.t('note'), note]),
    ...(before === undefined ? [] : [[vscode.l10n.t('before'), before] as [string, string]]),
  ];
  const more = (count: number) => vscode.l10n.t('and {0} more; mof verify --format json lists all', count);
  const title = decision ? { title: titleByPolicy(verdict, decision) } : {};
  const text = verdictText(verdict, { model: shownName(model), ...title, facts, narrow: true, shown: SHOWN, more });
  const meaning = vscode.l10n.t('This is true of one moment: of the files as they were when it was verified.');
  return {
    report: `${staleText(model, changedSince)}${text}${policyText(decision)}\n${meaning}\n`,
    wide: true,
    files: filesOf(verified),
    actions: actionsOf(verified),
  };
}

/** What the policies say, line by line. */
function policyText(decision: PolicyDecision | undefined): string {
  if (!decision) return '';
  const shown = (place: string) => shownName(vscode.Uri.file(place));
  return decisionLines(decision, shown)
    .map((line) => `  ${line}\n`)
    .join('');
}

function staleText(model: vscode.Uri, changedSince: readonly vscode.Uri[]): string {
  if (!changedSince.length) return '';
  const names = changedSince.slice(0, 5).map((uri) => printable(shownName(uri)));
  if (changedSince.length > names.length) names.push('…');
  const stale = vscode.l10n.t(
    '{0} changed since it was verified: {1}. Verify it again.',
    shownName(model),
    names.join(', '),
  );
  return `${stale}\n\n${vscode.l10n.t('What was found then:')}\n\n`;
}

/** The files that are listed, by their names as they are written. */
function filesOf({ verdict, decision, model, isFile, signature }: VerifiedModel): Map<string, vscode.Uri> {
  const { changed = [], unsigned = [] } = verdict.files ?? {};
  const names = [...changed.slice(0, SHOWN).map(({ file }) => file), ...unsigned.slice(0, SHOWN)];
  return new Map([
    [printable(shownName(signature)), signature],
    ...(decision?.policies ?? []).map(({ place }) => {
      const file = vscode.Uri.file(place);
      return [printable(shownName(file)), file] as const;
    }),
    ...names.map((name) => [printable(name), isFile ? model : fileOf(model, name)] as const),
  ]);
}

/** A file of a model by its name in the signature. */
export function fileOf(model: vscode.Uri, name: string): vscode.Uri {
  return name === SINGLE_FILE ? model : vscode.Uri.joinPath(model, ...name.split('/'));
}

/** Whether the policies that count name the signer already. */
function isListed(decision: PolicyDecision | undefined): boolean {
  const signers = (decision?.requirements ?? []).filter(({ id }) => id === 'signer');
  return signers.length > 0 && signers.every(({ state }) => state === 'ok');
}

function actionsOf(verified: VerifiedModel): vscode.Command[] {
  const { verdict, decision, model, kind, expected, ignoreUnsignedFiles } = verified;
  const action = (title: string, how: VerifyAgain): vscode.Command => ({
    title,
    command: VERIFY_AGAIN,
    arguments: [model, how],
  });
  const { state, files, checks } = verdict;
  const { changed = [], missing = [], unsigned = [] } = files ?? {};
  const lacksOnlySignatures = state === 'invalid' && unsigned.length > 0 && !changed.length && !missing.length;
  const failed = checks.find(({ ok }) => !ok)?.id;
  return [
    action(vscode.l10n.t('$(refresh) Verify Again'), 'same'),
    ...(files?.remembered
      ? [action(vscode.l10n.t('$(file-binary) Verify Again, Reading Every File'), 'read-all')]
      : []),
    ...(kind && kind.kind !== 'other'
      ? [action(vscode.l10n.t('$(account) Choose Another Signer'), 'another-signer')]
      : []),
    ...(state === 'untrusted' && !expected && !decision && verdict.method === 'sigstore'
      ? [action(vscode.l10n.t('$(account) Expect This Signer'), 'trust-signer')]
      : []),
    ...(isProved(verified) && !isListed(decision)
      ? [{ title: vscode.l10n.t('$(verified) Trust This Signer…'), command: TRUST_SIGNER, arguments: [model] }]
      : []),
    ...(lacksOnlySignatures && !ignoreUnsignedFiles
      ? [action(vscode.l10n.t('$(exclude) Leave Unsigned Files Aside'), 'ignore-unsigned')]
      : []),
    ...(failed === 'symlinks'
      ? [action(vscode.l10n.t('$(file-symlink-file) Allow Symbolic Links'), 'allow-symlinks')]
      : []),
  ];
}
