import { type FileState, type ReasonState } from '../../../core/inspection/inspection';
import { type ElementStatus } from '../../../core/bom/readiness/readiness';
import { type Severity } from '../../../core/findings/finding';
import { CLAIM_WORDS, fileWord, reasonWord } from '../../../core/inspection/words';
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

const REASON_TONES: Readonly<Record<ReasonState, Tone>> = {
  good: 'good',
  info: 'info',
  warning: 'warning',
  unknown: 'unknown',
  bad: 'bad',
};

export function reasonMark(state: ReasonState): Mark {
  return { tone: REASON_TONES[state], word: reasonWord(state) };
}

const FILE_TONES: Readonly<Record<FileState, Tone>> = {
  matched: 'good',
  changed: 'bad',
  missing: 'bad',
  unsigned: 'warning',
  ignored: 'neutral',
  unknown: 'unknown',
};

export function fileMark(state: FileState): Mark {
  return { tone: FILE_TONES[state], word: fileWord(state) };
}

/** In the order in which they are worth a look. */
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

const CLAIM_TONES: Readonly<Record<ClaimState, Tone>> = {
  proved: 'good',
  found: 'info',
  declared: 'neutral',
  contradicted: 'bad',
  'not-found': 'warning',
  invalid: 'bad',
  missing: 'warning',
};

export function claimMark(state: ClaimState): Mark {
  return { tone: CLAIM_TONES[state], word: CLAIM_WORDS[state]() };
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
