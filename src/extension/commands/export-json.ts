import { type Extension } from '../extension';
import { exportCurrent, showText } from './export';

export async function exportJson(extension: Extension): Promise<void> {
  const json = await exportCurrent(extension, 'json');
  if (json !== undefined) await showText('json', json);
}
