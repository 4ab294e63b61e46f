import { t } from '../../../l10n';
import { printable } from '../../../report/printable';
import { type InventoryFormat } from '.';
import { byLicense } from '../groups';
import { placeOf } from './place';

/** For people at a terminal: each licence, and below it the places. */
export const text: InventoryFormat = (inventory) => {
  const groups = byLicense(inventory);
  if (!groups.length) return `${t('No licences were found.')}\n`;
  const blocks = groups.map(({ summary: { license, word, sentences }, rows }) => [
    [license, word, ...sentences].join(' · '),
    ...rows.map((row) => {
      const as = row.written === license ? '' : t('written as {0}', row.written);
      return ['  ', [placeOf(row), row.subject, as].filter(Boolean).join('  ')].join('');
    }),
  ]);
  return `${blocks.map((lines) => lines.map(printable).join('\n')).join('\n\n')}\n`;
};
