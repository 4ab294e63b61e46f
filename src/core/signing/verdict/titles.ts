import { t } from '../../l10n';
import { type Method } from '../bundle/bundle';
import { type VerdictState } from './verdict';

/** How a model was signed, to follow "signed". */
export function methodTitle(method: Method): string {
  switch (method) {
    case 'key':
      return t('with a key');
    case 'certificate':
      return t('with a certificate');
    case 'sigstore':
      return t('with Sigstore');
  }
}

/** A verdict in a few words. Being valid and being trusted are two things. */
export function stateTitle(state: VerdictState): string {
  switch (state) {
    case 'verified':
      return t('Verified');
    case 'untrusted':
      return t('Valid, but the signer is not trusted');
    case 'partial':
      return t('Partly verified: files that nobody signed were left aside');
    case 'invalid':
      return t('Not verified');
    case 'unsigned':
      return t('Not signed');
    case 'unchecked':
      return t('Could not be checked');
  }
}
