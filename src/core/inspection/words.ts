import { t } from '../l10n';
import { type ContentType } from '../mof/components';
import { type ClaimState } from '../oci/profile/check';
import { type FileState, type ReasonState, type SectionId } from './inspection';

/** What sections are called, wherever an inspection is shown. */
export function sectionTitle(section: SectionId): string {
  switch (section) {
    case 'verdict':
      return t('Verdict');
    case 'policy':
      return t('Trust policy');
    case 'signatures':
      return t('Signatures');
    case 'files':
      return t('Files');
    case 'openness':
      return t('Openness');
    case 'licenses':
      return t('Licences');
    case 'boms':
      return t('Bills of materials');
    case 'lineage':
      return t('Lineage');
    case 'oci':
      return t('Manifest');
    case 'profile':
      return t('Claims');
    case 'problems':
      return t('Problems');
  }
}

/** How a reason weighs, in a word. */
export function reasonWord(state: ReasonState): string {
  switch (state) {
    case 'bad':
      return t('bad');
    case 'unknown':
      return t('not known');
    case 'warning':
      return t('warning');
    case 'info':
      return t('information');
    case 'good':
      return t('good');
  }
}

/** The state of a file, in a word. */
export function fileWord(state: FileState): string {
  switch (state) {
    case 'matched':
      return t('as signed');
    case 'changed':
      return t('changed');
    case 'missing':
      return t('missing');
    case 'unsigned':
      return t('not signed');
    case 'ignored':
      return t('ignored');
    case 'unknown':
      return t('not compared');
  }
}

/** What a claim comes to, in a few words. */
export const CLAIM_WORDS: Readonly<Record<ClaimState, () => string>> = {
  proved: () => t('proved'),
  found: () => t('found, not checked'),
  declared: () => t('declared'),
  contradicted: () => t('contradicted'),
  'not-found': () => t('no evidence'),
  invalid: () => t('no such value'),
  missing: () => t('missing'),
};

/** What components are made of. */
export const COMPONENT_TYPES: Readonly<Record<ContentType, () => string>> = {
  code: () => t('code'),
  data: () => t('data'),
  document: () => t('document'),
};
