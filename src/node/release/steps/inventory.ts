import { t } from '../../../core/l10n';
import { type Step } from '../step';

/** Reads what the folder says of itself. That was done before the plan could be made. */
export const inventory: Step = {
  id: 'inventory',
  plan: (work) => ({ state: 'do', detail: sentence(work) }),
  run: async (work) => ({ state: 'done', detail: sentence(work) }),
};

function sentence({
  pack: { files },
  inventory: { conflicts },
  request: { model },
}: Parameters<Step['plan']>[0]): string {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const counted = t('{0}: {1} files, {2} bytes.', model.shown, files.length, bytes);
  return conflicts.length ? `${counted} ${t('Its sources contradict each other on {0}.', fields(conflicts))}` : counted;
}

function fields(conflicts: readonly { field: string }[]): string {
  return conflicts.map(({ field }) => field).join(', ');
}
