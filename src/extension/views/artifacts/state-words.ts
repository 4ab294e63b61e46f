import * as vscode from 'vscode';
import { type ArtifactState } from '../../../core/oci/browse/artifacts';
import { type VerdictState } from '../../../core/signing/verdict/verdict';

/** What is known of an artifact: what its store tells, or what verification came to. */
export type ShownState = ArtifactState | VerdictState;

const green = new vscode.ThemeColor('testing.iconPassed');
const red = new vscode.ThemeColor('testing.iconFailed');
const yellow = new vscode.ThemeColor('problemsWarningIcon.foreground');

const ICONS: Readonly<Record<ShownState, vscode.ThemeIcon>> = {
  unread: new vscode.ThemeIcon('package'),
  signed: new vscode.ThemeIcon('key'),
  unsigned: new vscode.ThemeIcon('circle-large-outline'),
  missing: new vscode.ThemeIcon('circle-slash', yellow),
  damaged: new vscode.ThemeIcon('error', red),
  unreadable: new vscode.ThemeIcon('warning', yellow),
  verified: new vscode.ThemeIcon('verified-filled', green),
  partial: new vscode.ThemeIcon('warning', yellow),
  untrusted: new vscode.ThemeIcon('question', yellow),
  invalid: new vscode.ThemeIcon('error', red),
  unchecked: new vscode.ThemeIcon('question'),
};

export function stateIcon(state: ShownState): vscode.ThemeIcon {
  return ICONS[state];
}

/** The state in a word or two; empty where nothing is known yet. */
export function stateWords(state: ShownState): string {
  switch (state) {
    case 'unread':
      return '';
    case 'signed':
      return vscode.l10n.t('signed');
    case 'unsigned':
      return vscode.l10n.t('unsigned');
    case 'missing':
      return vscode.l10n.t('not here');
    case 'damaged':
      return vscode.l10n.t('damaged');
    case 'unreadable':
      return vscode.l10n.t('cannot be read');
    case 'verified':
      return vscode.l10n.t('verified');
    case 'partial':
      return vscode.l10n.t('partly verified');
    case 'untrusted':
      return vscode.l10n.t('valid, signer not trusted');
    case 'invalid':
      return vscode.l10n.t('not verified');
    case 'unchecked':
      return vscode.l10n.t('could not be checked');
  }
}

/** What the state means, in a sentence. */
export function stateSentence(state: ShownState): string {
  switch (state) {
    case 'signed':
      return vscode.l10n.t('There is a signature. Nobody has verified it in this window.');
    case 'unsigned':
      return vscode.l10n.t('There is no signature, in it or attached to it.');
    case 'missing':
      return vscode.l10n.t('Its manifest is listed, and is not in this store.');
    case 'damaged':
      return vscode.l10n.t('Its manifest is not what its digest promises, or makes no sense.');
    default:
      return '';
  }
}

/** What is attached, in a word or two. */
export function attachmentWords(kind: 'signature' | 'spdx' | 'cyclonedx' | 'provenance' | 'other'): string {
  switch (kind) {
    case 'signature':
      return vscode.l10n.t('Signature');
    case 'spdx':
      return vscode.l10n.t('SPDX BOM');
    case 'cyclonedx':
      return vscode.l10n.t('CycloneDX BOM');
    case 'provenance':
      return vscode.l10n.t('Provenance');
    case 'other':
      return vscode.l10n.t('Attachment');
  }
}
