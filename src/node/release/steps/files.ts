import { t } from '../../../core/l10n';
import { type Step } from '../step';

/** Reads every file once: for its digest, and for its copy in the layout. */
export const files: Step = {
  id: 'files',
  plan: ({ request: { layout } }) => ({
    state: 'do',
    detail: t(
      'Each file is read once, for its digest and for the layout {0}. Files known from before are not read.',
      layout.shown,
    ),
  }),
  async run(work, running) {
    await work.store(work.pack.files, running);
    return {
      state: 'done',
      detail: t('{0} files are in the layout {1}.', work.pack.files.length, work.request.layout.shown),
    };
  },
};
