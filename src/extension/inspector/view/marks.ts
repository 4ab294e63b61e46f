import { type FileState, type ReasonState } from '../../../core/inspection/inspection';
import { type ElementStatus } from '../../../core/bom/readiness/readiness';
import { type Severity } from '../../../core/findings/finding';
import { t } from '../../../core/l10n';
import { type Openness } from '../../../core/licenses/inventory/summary';
import { type ComponentState } from '../../../core/mof/openness';
import { type LayerKind } from '../../../core/oci/modelpack/layer-type';
import { type ClaimState } from '../../../core/oci/profile/check';
import { type RequirementResult } from '../../../core/policy/decision';
import { type VerdictState } from '../../../core/signing/verdict/verdict';
import { type Mark, type Tone } from '../../../../webview/protocol';

/** How a verdict on a signature weighs; the words are the verdict's own. */
export const VERDICT_TONES: Readonly<Record<VerdictState, Tone>> = {
  verified: 'good',
  untrusted: 'warning',
  partial: 'warning',
  invalid: 'bad',
  unsigned: 'neutral',
  unchecked: 'unknown',
};

export function reasonMark(state: ReasonState): Mark {
  switch (state) {
    case 'good':
      return { tone: 'good', word: t('good') };
    case 'info':
      return { tone: 'info', word: t('to know') };
    case 'warning':
      return { tone: 'warning', word: t('warning') };
    case 'unknown':
      return { tone: 'unknown', word: t('not known') };
    case 'bad':
      return { tone: 'bad', word: t('bad') };
  }
}

export function fileMark(state: FileState): Mark {
  switch (state) {
    case 'matched':
      return { tone: 'good', word: t('as signed') };
    case 'changed':
      return { tone: 'bad', word: t('changed') };
    case 'missing':
      return { tone: 'bad', word: t('missing') };
    case 'unsigned':
      return { tone: 'warning', word: t('not signed') };
    case 'ignored':
      return { tone: 'neutral', word: t('left out') };
    case 'unknown':
      return { tone: 'unknown', word: t('not compared') };
  }
}

export const FILE_STATES: readonly FileState[] = ['changed', 'missing', 'unsigned', 'unknown', 'ignored', 'matched'];

export function checkMark(ok: boolean): Mark {
  return ok ? { tone: 'good', word: t('holds') } : { tone: 'bad', word: t('does not hold') };
}

export function levelMark(state: 'met' | 'next' | 'later'): Mark {
  switch (state) {
    case 'met':
      return { tone: 'good', word: t('reached') };
    case 'next':
      return { tone: 'info', word: t('next') };
    case 'later':
      return { tone: 'neutral', word: t('later') };
  }
}

export const COMPONENT_TONES: Readonly<Record<ComponentState, Tone>> = {
  included: 'good',
  replaced: 'info',
  missing: 'neutral',
  invalid: 'warning',
  unlicensed: 'warning',
};

export const LICENSE_TONES: Readonly<Record<Openness, Tone>> = {
  open: 'good',
  'not-open': 'warning',
  unknown: 'unknown',
};

export function severityMark(severity: Severity): Mark {
  switch (severity) {
    case 'error':
      return { tone: 'bad', word: t('error') };
    case 'warning':
      return { tone: 'warning', word: t('warning') };
    case 'info':
      return { tone: 'info', word: t('information') };
    case 'hint':
      return { tone: 'neutral', word: t('hint') };
  }
}

export function claimMark(state: ClaimState): Mark {
  switch (state) {
    case 'proved':
      return { tone: 'good', word: t('proved') };
    case 'found':
      return { tone: 'info', word: t('evidence found') };
    case 'declared':
      return { tone: 'neutral', word: t('only stated') };
    case 'contradicted':
      return { tone: 'bad', word: t('contradicted') };
    case 'not-found':
      return { tone: 'warning', word: t('nothing found') };
    case 'invalid':
      return { tone: 'bad', word: t('no such value') };
    case 'missing':
      return { tone: 'warning', word: t('not claimed') };
  }
}

export function elementMark(status: ElementStatus): Mark {
  switch (status) {
    case 'met':
      return { tone: 'good', word: t('said') };
    case 'partly':
      return { tone: 'warning', word: t('said in part') };
    case 'missing':
      return { tone: 'bad', word: t('not said') };
    case 'unknown':
      return { tone: 'unknown', word: t('said to be unknown') };
    case 'no-field':
      return { tone: 'neutral', word: t('no field for it') };
  }
}

export function requirementMark(state: RequirementResult['state']): Mark {
  switch (state) {
    case 'ok':
      return { tone: 'good', word: t('met') };
    case 'failed':
      return { tone: 'bad', word: t('not met') };
    case 'excused':
      return { tone: 'warning', word: t('excused') };
    case 'unknown':
      return { tone: 'unknown', word: t('not known') };
  }
}

/** What a file of a model is, in a word. */
export function kindWord(kind: LayerKind | undefined): string {
  switch (kind) {
    case 'weight':
      return t('weights');
    case 'weight.config':
      return t('configuration of weights');
    case 'code':
      return t('code');
    case 'dataset':
      return t('dataset');
    case 'doc':
      return t('documentation');
    case undefined:
      return '';
  }
}
