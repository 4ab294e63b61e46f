import { t } from '../../l10n';
import { isUnknown } from '../facts';
import { type Requirement } from '../judging';

/** Whether there is a bill of materials whose hashes are those of the files. One that says otherwise tells against the others. */
export const bom: Requirement = ({ require: { bom: at } }, { boms }) => {
  if (!at) return [];
  if (isUnknown(boms)) return [{ id: 'bom', state: 'unknown', detail: boms.unknown, at }];
  const stale = boms.find(({ state }) => state === 'stale');
  const fitting = boms.find(({ state }) => state === 'fits');
  if (fitting && !stale) return [{ id: 'bom', state: 'ok', detail: fitting.detail, at }];
  const detail = (stale ?? boms[0])?.detail ?? t('There is no bill of materials. The policy asks for one.');
  return [{ id: 'bom', state: 'failed', detail, at }];
};
