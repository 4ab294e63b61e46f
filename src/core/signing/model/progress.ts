import { t } from '../../l10n';
import { sizeText } from '../../report/size';
import { type Progress } from './model';

/**
 * How far hashing is, and how long it will take if it goes on as before.
 * @param elapsed milliseconds since it began
 */
export function progressText({ bytes, totalBytes, files, totalFiles }: Progress, elapsed: number): string {
  const [done, total] = [sizeText(bytes), sizeText(totalBytes)];
  const rate = bytes / elapsed;
  if (!(rate > 0)) return t('{0} of {1}, {2} of {3} files', done, total, files, totalFiles);
  const left = Math.ceil((totalBytes - bytes) / rate / 1000);
  return t('{0} of {1}, {2} of {3} files, {4} s left', done, total, files, totalFiles, left);
}
