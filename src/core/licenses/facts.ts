import { aiLicense, CHECKED_ON, type AiLicense } from './ai-licenses';
import { additionIgnoringCase, LIST_VERSION, licenseById, licenseIgnoringCase, type License } from './catalogue';
import { huggingFaceLicense } from './hugging-face';
import { t } from '../l10n';
import { isTypeAppropriate, openBecause, type ContentType } from './openness';
import { restrictionsOfSpdx, type Restriction } from './restrictions';
import { spelled } from './spelling';

/** What is known of a licence as it is written somewhere. Nothing of it is legal advice. */
export interface LicenseFacts {
  /** The text as written. */
  written: string;
  /**
   * `spdx`: on the SPDX list. `exception`: what may follow WITH. `ai`: in our table of AI licences. `reference`: a
   * `LicenseRef-` of which nothing is known. `family`, `other`, `unknown`: what the tags of Hugging Face of that kind
   * say. `not-known`: anything else.
   */
  kind: 'spdx' | 'exception' | 'ai' | 'reference' | 'family' | 'other' | 'unknown' | 'not-known';
  /** Canonical id: of the SPDX list, or `LicenseRef-…`. Undefined where no single licence is named. */
  id: string | undefined;
  name: string | undefined;
  /** Whether it is open in the sense of the Model Openness Framework; undefined where the licence is not known. */
  open: boolean | undefined;
  /** Why the Model Openness Tool counts it as open; undefined where it does not. `newer`: open, but not on its list yet. */
  openBecause: 'osi' | 'fsf' | 'open-data' | 'open-model' | 'newer' | undefined;
  osiApproved: boolean | undefined;
  fsfLibre: boolean | undefined;
  deprecated: boolean;
  /** Content that the framework holds it to be meant for. */
  contentTypes: readonly ContentType[];
  restrictions: readonly Restriction[];
  url: string | undefined;
  /** Where the facts are from, in words. */
  source: string | undefined;
}

const NOTHING: Omit<LicenseFacts, 'written' | 'kind'> = {
  id: undefined,
  name: undefined,
  open: undefined,
  openBecause: undefined,
  osiApproved: undefined,
  fsfLibre: undefined,
  deprecated: false,
  contentTypes: [],
  restrictions: [],
  url: undefined,
  source: undefined,
};
const TYPES: readonly ContentType[] = ['code', 'data', 'document'];

/**
 * What is known of one licence: an SPDX id in any case and with or without `+`, a tag of Hugging Face, a `LicenseRef-`
 * id, or a name that can only mean one licence.
 */
export function licenseFactsOf(text: string): LicenseFacts {
  const written = text.trim();
  const listed =
    licenseById(written) ?? licenseIgnoringCase(written) ?? licenseIgnoringCase(written.replace(/\+$/, ''));
  if (listed) return spdxFacts(text, listed);
  const tag = huggingFaceLicense(written);
  if (tag?.kind === 'family') return { ...NOTHING, written: text, kind: 'family', name: tag.name };
  if (tag?.kind === 'other' || tag?.kind === 'unknown') return { ...NOTHING, written: text, kind: tag.kind };
  const ai = aiLicense(written);
  if (ai) return aiFacts(text, ai);
  const meant = spelled(written);
  const license = meant === undefined ? undefined : licenseIgnoringCase(meant);
  if (license) return spdxFacts(text, license);
  const exception = additionIgnoringCase(written);
  if (exception) return { ...NOTHING, ...exception, written: text, kind: 'exception', source: listSource() };
  const reference = /^(?:DocumentRef-[^:]+:)?LicenseRef-/i.test(written);
  return {
    ...NOTHING,
    written: text,
    kind: reference ? 'reference' : 'not-known',
    id: reference ? written : undefined,
  };
}

function spdxFacts(written: string, license: License): LicenseFacts {
  const { id, name, osiApproved, fsfLibre, deprecated, url } = license;
  const newer = !license.inMotList && osiApproved ? 'newer' : undefined;
  const because = openBecause(id) ?? newer;
  return {
    written,
    kind: 'spdx',
    id,
    name,
    open: because !== undefined,
    openBecause: because,
    osiApproved,
    fsfLibre,
    deprecated,
    contentTypes: TYPES.filter((type) => isTypeAppropriate(id, type)),
    restrictions: restrictionsOfSpdx(id),
    url,
    source: listSource(),
  };
}

function aiFacts(written: string, license: AiLicense): LicenseFacts {
  const { id, name, open, restrictions, url } = license;
  return {
    ...NOTHING,
    written,
    kind: 'ai',
    id,
    name,
    open,
    openBecause: open ? 'newer' : undefined,
    osiApproved: false,
    fsfLibre: false,
    contentTypes: open ? TYPES : [],
    restrictions,
    url,
    source: evidenceSource(license),
  };
}

function listSource(): string {
  return t('SPDX licence list {0}', LIST_VERSION);
}

function evidenceSource({ evidence }: AiLicense): string {
  switch (evidence) {
    case 'text':
      return t('Text of the licence, read on {0}', CHECKED_ON);
    case 'quoted':
      return t('Publisher and quotations of the licence, read on {0}', CHECKED_ON);
    case 'known':
      return t('Common knowledge, not checked against the text');
  }
}

/** What a licence permits, in a sentence, without the restrictions one by one. */
export function permitsSentence(facts: LicenseFacts): string {
  const has = (restriction: Restriction) => facts.restrictions.includes(restriction);
  if (facts.kind === 'family') return t('The name of a family of licences: which one is meant is not said.');
  if (facts.kind === 'exception') return t('An exception: it can only stand behind WITH.');
  if (facts.open === undefined) return t('Nothing is known of this licence.');
  if (has('research-only')) return t('May be used for research that is not commercial.');
  if (has('non-commercial') && has('no-derivatives'))
    return t('May be passed on unchanged for purposes that are not commercial.');
  if (has('non-commercial')) return t('May be used, changed and passed on for purposes that are not commercial.');
  if (has('no-derivatives')) return t('May be used and passed on unchanged.');
  if (facts.open) return t('May be used, changed and passed on for any purpose.');
  return facts.restrictions.some((restriction) => restriction !== 'share-alike' && restriction !== 'naming')
    ? t('May be used, changed and passed on within limits.')
    : t('Not known to be open.');
}

/** One short word for an inlay hint. */
export function shortWord(facts: LicenseFacts): string {
  const has = (restriction: Restriction) => facts.restrictions.includes(restriction);
  if (facts.kind === 'family') return t('family');
  if (facts.open === undefined) return t('unknown');
  if (has('research-only')) return t('research only');
  if (has('non-commercial')) return t('non-commercial');
  if (has('no-derivatives')) return t('no derivatives');
  if (has('behavioural-use') || has('field-of-use') || has('user-threshold')) return t('restricted use');
  if (facts.open) return has('share-alike') ? t('share-alike') : t('open');
  return t('not open');
}
