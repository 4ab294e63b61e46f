import { type Restriction } from './restrictions';

/** A licence for models or data that the SPDX list does not have. */
export interface AiLicense {
  /** `LicenseRef-` id. */
  id: string;
  /** Licence tag of Hugging Face, where there is one. */
  tag?: string;
  name: string;
  restrictions: readonly Restriction[];
  /** Open all the same: free to use, study, change and share for any purpose. */
  open?: true;
  /** Where its text is. */
  url: string;
}

/** The licence with this `LicenseRef-` id, tag or name as people write it; in any case. */
export function aiLicense(written: string): AiLicense | undefined {
  return undefined;
}

/** All AI licences, in the order of the table. */
export const AI_LICENSES: readonly AiLicense[] = [];
