import { t } from '../../l10n';
import { type Progress } from './model';

const MIB = 1024 * 1024;

/**
 * How far hashing is, and how long it will take if it goes on as before.
 * @param elapsed milliseconds since it began
 */
export function progressText({ bytes, totalBytes, files, totalFiles }: Progress, elapsed: number): string {
  const rate = bytes / elapsed;
  const left = rate ? Math.ceil((totalBytes - bytes) / rate / 1000) : 0;
  const [done, total] = [(bytes / MIB).toFixed(0), (totalBytes / MIB).toFixed(0)];
  return t('{0} of {1} MiB, {2} of {3} files, {4} s left', done, total, files, totalFiles, left);
}
