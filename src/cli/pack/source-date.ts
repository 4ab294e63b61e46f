import { UsageError } from '../exit';

/**
 * The latest time that is written, from `SOURCE_DATE_EPOCH` (reproducible-builds.org); undefined where that is not set.
 * @throws {UsageError} when it is no number of seconds
 */
export function sourceDate(): Date | undefined {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  if (!epoch) return undefined;
  if (!/^\d{1,11}$/.test(epoch)) throw new UsageError('SOURCE_DATE_EPOCH is no number of seconds since 1970');
  return new Date(Number(epoch) * 1000);
}
