import { type Restriction } from './restrictions';
import { type ContentType } from './openness';

/** What is known of a licence as it is written somewhere. */
export interface LicenseFacts {
  /** The text as written. */
  written: string;
  /**
   * `spdx` on the SPDX list; `ai` in our table of AI licences; `reference` a `LicenseRef-` of which nothing is known;
   * `family`, `other` and `unknown` what Hugging Face's tags of that kind say; `not-known` anything else.
   */
  kind: 'spdx' | 'ai' | 'reference' | 'family' | 'other' | 'unknown' | 'not-known';
  /** Canonical id: of the SPDX list, or `LicenseRef-…`. Undefined where no single licence is named. */
  id: string | undefined;
  name: string | undefined;
  /** Whether it is open, and why; undefined where nothing is known. */
  open: boolean | undefined;
  /** Why the framework counts it as open; undefined where it does not. */
  openBecause: 'osi' | 'fsf' | 'open-data' | 'open-model' | undefined;
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

/** What is known of one licence: an SPDX id in any case, a tag of Hugging Face, a `LicenseRef-` or a name. */
export function licenseFactsOf(text: string): LicenseFacts {
  throw new Error('not yet');
}

/** What a licence permits, in a sentence. */
export function permitsSentence(facts: LicenseFacts): string {
  return '';
}

/** One short word for an inlay hint. */
export function shortWord(facts: LicenseFacts): string {
  return '';
}
