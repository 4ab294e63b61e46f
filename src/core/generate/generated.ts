import { type FactSource, type Certainty } from '../modelfolder/inventory';
import { type Pointer } from '../bom/view/view';

/** What a placeholder stands for, and so what may take its place. */
export type PlaceholderType = 'text' | 'time' | 'address' | 'license';

/** Something that a document should say and that no file of the folder tells: only people know it. */
export interface ToDo {
  /** Where the answer belongs, as a JSON pointer into the document; keys of YAML in the same form. */
  at: Pointer;
  /** What is asked for, as a short sentence. */
  message: string;
  type: PlaceholderType;
  /** What stands there until then; undefined where nothing does. */
  placeholder?: string;
}

/** Where a value of a generated document comes from. */
export interface Origin {
  /** The value, as a JSON pointer. */
  at: Pointer;
  sources: FactSource[];
  certainty: Certainty;
}

/** A document that was made from what a model folder says. */
export interface Generated {
  text: string;
  toDos: ToDo[];
  origins: Origin[];
}

/** What bills of materials are made of besides the inventory. */
export interface BomOptions {
  /** SHA-256 of files in small hex digits, by path. A file without one is listed without a hash. */
  digests: ReadonlyMap<string, string>;
  /** Texts of licence files, by path; licences that are not on the SPDX list are quoted from them. */
  licenseTexts?: ReadonlyMap<string, string>;
  /** Time of the document. The same inventory, options and time give the same text. */
  now: Date;
  /** Version of this program. */
  toolVersion: string;
}

export type CycloneDxVersion = '1.6' | '1.7';

export interface CycloneDxOptions extends BomOptions {
  specVersion?: CycloneDxVersion;
}
