import { t } from '../../../l10n';
import { code, escape } from '../../../report/markdown-text';
import { type InventoryFormat } from '.';
import { byLicense, type LicenseGroup } from '../groups';
import { placeOf } from './place';

/** GitHub-flavoured Markdown: a table of the licences, and one of the places for each. */
export const markdown: InventoryFormat = (inventory) => {
  const groups = byLicense(inventory);
  const parts = [`# ${t('Licences')}`, groups.length ? overview(groups) : t('No licences were found.')];
  for (const { summary, rows } of groups)
    parts.push(
      `## ${escape(summary.license)}`,
      table(
        [t('Place'), t('What is licensed'), t('As written')],
        rows.map((row) => [code(placeOf(row)), escape(row.subject ?? ''), code(row.written)]),
      ),
    );
  return `${parts.join('\n\n')}\n`;
};

function overview(groups: readonly LicenseGroup[]): string {
  return table(
    [t('Licence'), t('Places'), t('Openness'), t('Restrictions')],
    groups.map(({ summary: { license, url, word, sentences }, rows }) => [
      url ? `[${escape(license)}](<${url}>)` : escape(license),
      String(rows.length),
      escape(word),
      escape(sentences.join(' ')),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
