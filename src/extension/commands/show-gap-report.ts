import { type Extension } from '../extension';
import { exportCurrent, showText } from './export';

export async function showGapReport(extension: Extension): Promise<void> {
  const report = await exportCurrent(extension, 'gaps');
  if (report !== undefined) await showText('markdown', report);
}
