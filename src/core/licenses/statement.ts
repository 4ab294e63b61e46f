import { type ScalarNode } from '../text/tree';
import { type Span } from '../text/position';

/**
 * How a format writes a licence: an SPDX licence expression, one SPDX id, a tag of Hugging Face, or a name in free words.
 */
export type LicenseForm = 'expression' | 'id' | 'tag' | 'name';

/** What a licence covers, where the format says so. */
export type LicensedContent = 'model' | 'data' | 'code' | 'document';

/** The thing that is licensed. */
export interface LicenseSubject {
  /** Its name as written; undefined where it has none. */
  name: string | undefined;
  content: LicensedContent | undefined;
  /** Whether it is what the document is about: the release, the package, the card's model; not one of its parts. */
  main: boolean;
}

/** One licence as it is written in a document, whatever the format. */
export interface LicenseStatement {
  /** The characters that name the licence, without quotes and with escapes resolved. Equals `node.text`. */
  text: string;
  form: LicenseForm;
  node: ScalarNode;
  /** Said by the author (`declared`) or found out by whoever made the document (`concluded`). */
  role: 'declared' | 'concluded';
  subject: LicenseSubject;
  /**
   * `LicenseRef-` and `AdditionRef-` ids of the document that come with a text or an address; undefined for formats
   * that have no place for texts.
   */
  texts?: ReadonlySet<string>;
}

/** A model that something is derived from, or data that it was trained or tested on. */
export interface LicensedSource {
  relation: 'base-model' | 'dataset';
  /** Name as written, such as `meta-llama/Llama-3.1-8B`. */
  name: string;
  /** Where the relation is written. */
  at: Span;
  /** What is derived; the document's main subject where undefined. */
  of?: LicenseSubject;
  /** Its licence, where the document states it. */
  license?: LicenseStatement;
}

/** All that a document says about licences. */
export interface Licensing {
  statements: readonly LicenseStatement[];
  sources: readonly LicensedSource[];
}

export const NO_LICENSING: Licensing = { statements: [], sources: [] };
