import { type Inserter } from '../../language/insert';
import { type Cursor } from '../../text/cursor';
import { type MofDocument } from '../document';

/** All that the completions of one place need. */
export interface Completing {
  document: MofDocument;
  cursor: Cursor;
  insert: Inserter;
  today: () => Date;
}

/** The version and date that the Model Openness Tool writes into every file (src/ModelSerializer.php:30-90). */
export const FRAMEWORK_VERSION = '1.0';
export const FRAMEWORK_DATE = '2024-12-15';

/** A date as the format writes it, in the time zone of the user. */
export function isoDate(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
