import { type LicensedContent } from './statement';

/** Licences that may or may not be used: SPDX ids, `LicenseRef-` ids or Hugging Face tags, without regard to case. */
export interface LicenseLists {
  /** Where given, everything else is refused. */
  allow?: readonly string[];
  /** Refused, whatever else is said. */
  deny?: readonly string[];
}

/** A licence that is allowed in spite of the lists, for a reason and for a time. */
export interface LicenseException {
  license: string;
  /** Name of what is licensed; for everything where absent. */
  subject?: string;
  reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`; for ever where absent. */
  expires?: string;
}

/** The `licenses` section of `.modelopenness.yml`. */
export interface LicensePolicy extends LicenseLists {
  /** Lists for one kind of content; they go before the general ones. */
  content?: Readonly<Partial<Record<LicensedContent, LicenseLists>>>;
  exceptions?: readonly LicenseException[];
}

/** A day as it is written in a policy, in the time zone of the user. */
export function dayOf(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whether an exception still holds. */
export function holds({ expires }: LicenseException, today: Date): boolean {
  return expires === undefined || expires >= dayOf(today);
}
