import { licenseById } from '../licenses/catalogue';
import { isKnownToMot, isOpen } from './licenses';
import { expressionMembers, placeholderKind } from './written-licenses';

/** Ids that are open in the sense of the framework but newer than the tool's list (facts of the format, §3). */
const NEWER_OPEN: readonly string[] = ['OpenMDW-1.1'];

/** What a written licence is for the Model Openness Tool. Each use has one of these, so it gets one finding at most. */
export type LicenseStanding = 'open' | 'not-open' | 'newer' | 'expression' | 'placeholder' | 'unknown';

/** Tells what the tool makes of a licence, and why where it rejects it. */
export function licenseStanding(id: string): LicenseStanding {
  if (isOpen(id)) return 'open';
  if (isKnownToMot(id)) return 'not-open';
  if (placeholderKind(id)) return 'placeholder';
  if (expressionMembers(id)) return 'expression';
  const today = licenseById(id);
  return NEWER_OPEN.includes(id) || (today && !today.inMotList) ? 'newer' : 'unknown';
}

/** Whether a licence that the tool does not know yet is open all the same. */
export function isNewerOpen(id: string): boolean {
  return NEWER_OPEN.includes(id) || licenseById(id)?.osiApproved === true;
}
