import * as vscode from 'vscode';
import { type LayerKind, type Planned } from '../../node/oci/service';

/** What a file of a model is, in a word. */
export function kindWords(kind: LayerKind): string {
  switch (kind) {
    case 'weight':
      return vscode.l10n.t('weights');
    case 'weight.config':
      return vscode.l10n.t('configuration of weights');
    case 'code':
      return vscode.l10n.t('code');
    case 'dataset':
      return vscode.l10n.t('dataset');
    case 'doc':
      return vscode.l10n.t('documentation');
  }
}

/** What told that. */
export function decidedByWords(by: Planned['files'][number]['by']): string {
  switch (by) {
    case 'user':
      return vscode.l10n.t('chosen');
    case 'mof':
      return vscode.l10n.t('by the MOF file');
    case 'content':
      return vscode.l10n.t('by its content');
    case 'name':
      return vscode.l10n.t('by its name');
    case 'size':
      return vscode.l10n.t('by its size');
  }
}
