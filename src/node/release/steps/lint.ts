import { t } from '../../../core/l10n';
import { ReleaseError, type Step } from '../step';

/** Checks the documents of the folder, as everything else does; a release with errors in them is none. */
export const lint: Step = {
  id: 'lint',
  plan: () => ({ state: 'do', detail: t('Every document in the folder is checked; errors end the release.') }),
  async run(work) {
    const report = (work.gate = await work.request.gate(work.request.model));
    const { files, findings, unchecked, stops } = report;
    if (stops)
      throw new ReleaseError(
        t('The documents have findings that end a release: {0}. Mend them, or set their severity.', findings.length),
      );
    if (unchecked.length) throw new ReleaseError(t('Not every document could be checked: {0}', unchecked[0]!));
    return { state: 'done', detail: t('{0} documents checked, findings: {1}.', files, findings.length) };
  },
};
