import { type Inspection } from '../../../core/inspection/inspection';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { type Section } from '../../../../webview/protocol';
import { claimMark } from './marks';
import { shown } from './shown';

export function profileSection({ profile }: Inspection): Section | undefined {
  if (!profile) return undefined;
  const { version, conformant, claims } = profile;
  return {
    id: 'profile',
    title: sectionTitle('profile'),
    mark: conformant ? { tone: 'good', word: t('conforms') } : { tone: 'warning', word: t('does not conform') },
    blocks: [
      { kind: 'note', text: t('Version {0}. A claim counts as far as its evidence is there.', shown(version)) },
      {
        kind: 'items',
        items: claims.map(({ key, claimed, state, detail }) => ({
          mark: claimMark(state),
          text: claimed === undefined ? shown(key) : `${shown(key)}: ${shown(claimed)}`,
          detail: shown(detail),
        })),
      },
    ],
  };
}
