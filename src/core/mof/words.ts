import { t } from '../l10n';
import { type LicenseSource } from './classify';
import { type ComponentState } from './openness';

/** How a component counts, in a word or two. */
export function stateWord(state: ComponentState): string {
  switch (state) {
    case 'included':
      return t('included');
    case 'missing':
      return t('missing');
    case 'invalid':
      return t('licence not open');
    case 'unlicensed':
      return t('no licence');
    case 'replaced':
      return t('replaced by the research paper');
  }
}

/** Where a licence comes from, as a short remark behind it; empty for the component's own. */
export function sourceWord(source: LicenseSource): string {
  switch (source) {
    case 'distribution':
      return t('from the distribution licence');
    case 'code':
      return t('from the licence for code');
    case 'data':
      return t('from the licence for data');
    case 'document':
      return t('from the licence for documents');
    default:
      return '';
  }
}
