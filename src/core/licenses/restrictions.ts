import { t } from '../l10n';

/** What a licence demands or forbids beyond naming the authors. */
export type Restriction =
  | 'non-commercial'
  | 'research-only'
  | 'behavioural-use'
  | 'field-of-use'
  | 'user-threshold'
  | 'no-derivatives'
  | 'share-alike'
  | 'naming';

/** Licences on the SPDX list that ask for the same licence on changed versions, of the whole or of the changed files. */
const SHARE_ALIKE = words(
  'AGPL GPL LGPL GFDL LGPLLR MPL EPL CDDL EUPL OSL CPL IPL CECILL-1.0 CECILL-1.1 CECILL-2.0 CECILL-2.1 CECILL-C CPAL APSL MS-RL NPOSL QPL RPL RPSL SPL SISSL Sleepycat ODbL CDLA-Sharing CERN-OHL-S CERN-OHL-W CAL LiLiQ-R LiLiQ-Rplus copyleft-next Parity OFL Watcom NGPL Motosoto Nokia CUA-OPL CATOSL SimPL OCLC LPL NASA YPL Zimbra TAPR-OHL SHL CC-BY-SA',
);

/** Restrictions of families of licences on the SPDX list, by the shape of their ids. The first that fits decides. */
const FAMILIES: readonly [pattern: RegExp, restrictions: readonly Restriction[]][] = [
  [/^CC-BY-NC-ND-/, ['non-commercial', 'no-derivatives']],
  [/^CC-BY-NC-SA-/, ['non-commercial', 'share-alike']],
  [/^CC-BY-NC-/, ['non-commercial']],
  [/^CC-BY-ND-/, ['no-derivatives']],
  [/^SSPL-/, ['share-alike', 'field-of-use']],
  [/^(?:BUSL|Elastic)-/, ['field-of-use']],
  [/^(?:PolyForm-Noncommercial|Prosperity|NCGL-UK|Aladdin)(?:-|$)/, ['non-commercial']],
  [/^PolyForm-Small-Business-/, ['user-threshold']],
  [/^(?:Hippocratic-|JSON$)/, ['behavioural-use']],
  [/^MulanPubL-/, ['share-alike']],
];

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Restrictions of a licence on the SPDX list, as far as its family tells. No legal advice. */
export function restrictionsOfSpdx(id: string): readonly Restriction[] {
  const family = FAMILIES.find(([pattern]) => pattern.test(id));
  if (family) return family[1];
  return SHARE_ALIKE.has(id) || SHARE_ALIKE.has(id.replace(/-(?:v?\d|invariants|RFN|no-RFN).*$/, ''))
    ? ['share-alike']
    : [];
}

/** A restriction in a plain sentence. */
export function restrictionSentence(restriction: Restriction): string {
  switch (restriction) {
    case 'non-commercial':
      return t('Not for commercial use.');
    case 'research-only':
      return t('For research only.');
    case 'behavioural-use':
      return t('Forbids a list of uses, and passes that list on to whoever gets a copy.');
    case 'field-of-use':
      return t('Forbids some fields of use, such as offering it as a service.');
    case 'user-threshold':
      return t('Those with very many users or much revenue need another licence.');
    case 'no-derivatives':
      return t('Changed versions may not be passed on.');
    case 'share-alike':
      return t('Changed versions have to be passed on under the same licence.');
    case 'naming':
      return t('What is made from it has to carry a given name or notice.');
  }
}
