import { t } from '../../../core/l10n';
import { ReleaseError, type Step } from '../step';
import { type Work } from '../work';

/** Reads what the folder says of itself. That was done before the plan could be made. */
export const inventory: Step = {
  id: 'inventory',
  plan: (work) => ({ state: 'do', detail: sentence(work) }),
  async run(work) {
    requireContent(work);
    return { state: 'done', detail: sentence(work) };
  },
};

function sentence({ pack: { files }, inventory: { conflicts }, request: { model } }: Work): string {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const counted = t('{0}: {1} files, {2} bytes.', model.shown, files.length, bytes);
  const fields = conflicts.map(({ field }) => field).join(', ');
  return fields ? `${counted} ${t('Its sources contradict each other on {0}.', fields)}` : counted;
}

/**
 * A pointer of Git LFS in place of the weights would be released as if it were them.
 * @throws {ReleaseError}
 */
function requireContent({ inventory: { files, complete }, request: { model } }: Work): void {
  const pointer = files.find(({ pointerTo }) => pointerTo !== undefined);
  if (pointer)
    throw new ReleaseError(
      t('{0} is a pointer of Git LFS: its content is not here. Get it by "git lfs pull".', pointer.path),
    );
  if (!complete) throw new ReleaseError(t('{0} has more files than can be looked at.', model.shown));
}
