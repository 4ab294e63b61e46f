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

/** Restrictions of licences on the SPDX list, by the shape of their ids. The first pattern that fits decides. */
const FAMILIES: readonly [pattern: RegExp, restrictions: readonly Restriction[]][] = [
  [/^CC-BY-NC-ND-/, ['non-commercial', 'no-derivatives']],
  [/^CC-BY-NC-SA-/, ['non-commercial', 'share-alike']],
  [/^CC-BY-NC-/, ['non-commercial']],
  [/^CC-BY-ND-/, ['no-derivatives']],
  [/^CC-BY-SA-/, ['share-alike']],
  [/^(?:A|L)?GPL-|^GFDL-|^LGPLLR$/, ['share-alike']],
  [
    /^(?:MPL-|EPL-|CDDL-|EUPL-|OSL-|CPL-|IPL-|CECILL-(?:1|2)|CPAL-|APSL-|MS-RL|NPOSL-|QPL-|RPL-|RPSL-|SPL-|SISSL|Sleepycat|ODbL-|CDLA-Sharing-|CERN-OHL-[SW]-|CAL-1|LiLiQ-R|copyleft-next-|Parity-|OFL-|Watcom-|NGPL|Motosoto|Nokia|CUA-OPL-|CATOSL-|LPL-|SimPL-|OCLC-|NASA-|FreeImage|gSOAP|Interbase-|YPL-|Zimbra-|LPPL-|FDK-AAC)/,
    ['share-alike'],
  ],
  [/^SSPL-/, ['share-alike', 'field-of-use']],
  [/^(?:BUSL-|Elastic-|OLFL-)/, ['field-of-use']],
  [/^(?:PolyForm-Noncommercial-|Prosperity-|NCGL-UK-|NCBI-NC|NLOD-NC)/, ['non-commercial']],
  [/^PolyForm-Small-Business-/, ['user-threshold']],
  [/^Hippocratic-/, ['behavioural-use']],
  [/^JSON$/, ['behavioural-use']],
  [/^(?:Aladdin|Glulxe|MMPL-1.0.1)$/, ['non-commercial']],
];

/** Restrictions of a licence on the SPDX list, as far as its family tells. No legal advice. */
export function restrictionsOfSpdx(id: string): readonly Restriction[] {
  return FAMILIES.find(([pattern]) => pattern.test(id))?.[1] ?? [];
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
