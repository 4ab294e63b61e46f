import { type InspectedLicense, type Inspection } from '../../../core/inspection/inspection';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { type Section } from '../../../../webview/protocol';
import { byText, GridRows } from './grid-rows';
import { LICENSE_TONES } from './marks';
import { fact, known, marked, shown, technical, value } from './shown';
import { type Sources } from './sources';

export const LICENSES = 'licenses';

export function licenseRows({ licenses }: Inspection, sources: Sources): GridRows<InspectedLicense> {
  const words = new Map(licenses.map(({ openness, word }) => [openness, shown(word)]));
  return new GridRows<InspectedLicense>({
    id: LICENSES,
    label: sectionTitle('licenses'),
    rows: licenses,
    columns: [
      {
        id: 'license',
        title: t('Licence'),
        kind: 'text',
        cell: ({ license }) => value(license),
        text: ({ license, name }) => `${license} ${name ?? ''}`,
        compare: byText(({ license }) => license),
      },
      {
        id: 'openness',
        title: t('Openness'),
        kind: 'mark',
        cell: ({ openness, word }) => marked({ tone: LICENSE_TONES[openness], word: shown(word) }),
        compare: byText(({ openness }) => openness),
      },
      {
        id: 'restrictions',
        title: t('Restrictions'),
        kind: 'text',
        cell: ({ sentences }) => value(sentences.join(' ') || '–'),
        text: ({ sentences }) => sentences.join(' '),
      },
      {
        id: 'where',
        title: t('Where'),
        kind: 'path',
        cell: ({ source }) => technical(sources.lineOf(source)),
        text: ({ source }) => sources.nameOf(source),
        compare: byText(({ source }) => sources.nameOf(source)),
      },
    ],
    states: {
      of: ({ openness }) => openness,
      marks: [...words].map(([id, word]) => ({ id, mark: { tone: LICENSE_TONES[id], word } })),
    },
    source: ({ source }) => source,
    more: ({ written, license, name, subject, url }) =>
      known(
        fact(t('As written'), written === license ? undefined : written),
        fact(t('Name'), name === license ? undefined : name),
        fact(t('Of what'), subject),
        fact(t('Text'), url && technical(url)),
      ),
  });
}

export function licensesSection({ licenses }: Inspection, rows: GridRows<InspectedLicense>): Section | undefined {
  if (!licenses.length) return undefined;
  return {
    id: 'licenses',
    title: sectionTitle('licenses'),
    count: licenses.length.toLocaleString(),
    blocks: [rows.block],
  };
}
