import { inlineCode } from '../../language/markdown';
import { licenseById } from '../../licenses/catalogue';
import { t } from '../../l10n';
import { type ContentType } from '../components';
import { isKnownToMot, isTypeAppropriate, openBecause } from '../licenses';
import { safeSpelling } from '../spelling';
import { typeName } from './meanings';

const TYPES: readonly ContentType[] = ['code', 'data', 'document'];

/** For which types of content the Model Openness Tool holds a licence to be meant. */
export function meantFor(id: string): ContentType[] {
  return TYPES.filter((type) => isTypeAppropriate(id, type));
}

/** What is known of a licence, as Markdown paragraphs: its name, the tool's verdict with the reason, and its page. */
export function licenseFacts(id: string): string {
  const known = licenseById(id);
  const lines = [known ? `**${inlineCode(id)}** ${known.name}` : `**${inlineCode(id)}**`, verdict(id)];
  if (openBecause(id)) lines.push(meaning(id));
  if (known) {
    lines.push(
      known.osiApproved ? t('Approved by the OSI on its list of today.') : t('Not on the list of the OSI today.'),
    );
    if (known.deprecated) lines.push(t('Deprecated: SPDX recommends another id.'));
    lines.push(`[${t('SPDX page')}](${known.url})`);
  }
  return lines.join('\n\n');
}

/** Whether the Model Openness Tool counts a licence as open, and why. */
function verdict(id: string): string {
  switch (openBecause(id)) {
    case 'osi':
      return t('Open for the Model Openness Tool: approved by the OSI.');
    case 'fsf':
      return t('Open for the Model Openness Tool: a free licence in the eyes of the FSF.');
    case 'open-data':
      return t('Open for the Model Openness Tool: on its list of open-data licences.');
    case 'open-model':
      return t('Open for the Model Openness Tool: a licence made for models.');
  }
  if (isKnownToMot(id))
    return t(
      'Not open for the Model Openness Tool: neither approved by the OSI nor free in the eyes of the FSF, nor on its list of open-data licences.',
    );
  if (licenseById(id)) return t('Newer than the list of the Model Openness Tool, where it counts as invalid.');
  const meant = safeSpelling(id);
  return meant
    ? t('Not the id of a licence. Did you mean {0}?', inlineCode(meant))
    : t('Not the id of a licence that the Model Openness Tool knows, so it counts as invalid.');
}

function meaning(id: string): string {
  const types = meantFor(id).map(typeName);
  return types.length
    ? t('Meant for: {0}. On anything else the Model Openness Tool gives a warning.', types.join(', '))
    : t('Not listed for any type of content, so the Model Openness Tool gives a warning; it counts all the same.');
}
