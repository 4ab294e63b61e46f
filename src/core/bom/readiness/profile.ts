import { type FactName } from '../view/fields';

/** What an element of a profile is asked of. */
export type Scope =
  /** The BOM itself. */
  | 'document'
  /** The component that the BOM is about. */
  | 'system'
  /** Every model. */
  | 'model'
  /** Every model but those that are only named as what another descends from. */
  | 'own-model'
  /** Every dataset. */
  | 'dataset'
  /** Every model, dataset and package; files are parts of them. */
  | 'component'
  /** One component is enough. */
  | 'any';

/** One thing that a profile wants to be said. */
export interface ProfileElement {
  code: string;
  /** What is wanted, in our own words. */
  title: () => string;
  scope: Scope;
  /** All of these, each by any one of its facts. */
  needs: readonly (readonly FactName[])[];
  /** Facts that say a part of it. */
  partly?: readonly FactName[];
}

/** What somebody wants a BOM to say, at one version. */
export interface Profile {
  id: ProfileId;
  title: () => string;
  /** Version or date of the document that the profile follows. */
  version: string;
  source: string;
  /** Elements that concern a kind of component the BOM does not have are left out. */
  onlyWhatIsThere?: boolean;
  elements: readonly ProfileElement[];
}

export type ProfileId = 'spdx' | 'g7' | 'cisa' | 'eu-ai-act';
