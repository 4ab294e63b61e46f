import { t } from '../../../core/l10n';
import { FILE_NAMES } from '../../../core/generate/file-names';
import { generateMof } from '../../../core/generate/mof';
import { documentsOf, writeDocument } from '../documents';
import { type Step } from '../step';
import { bringUpToDate } from '../update';

/** The MOF configuration: the one that is there, or one made of what the folder says. */
export const mof: Step = {
  id: 'mof',
  plan(work) {
    const [found] = documentsOf(work, ['mof']);
    return found
      ? {
          state: 'check',
          detail: t('{0} is there. What was made of the folder follows it; the rest stays.', found.path),
        }
      : {
          state: 'do',
          detail: t('{0} is made of what the folder says; what it does not say stays open.', FILE_NAMES.mof),
        };
  },
  async run(work, running) {
    const [found] = documentsOf(work, ['mof']);
    if (found) {
      const state = await bringUpToDate(work, found, running);
      return state === 'updated'
        ? { state: 'done', detail: t('{0} was brought up to date.', found.path) }
        : { state: 'kept', detail: t('{0} was there.', found.path) };
    }
    const { text, toDos } = generateMof(await work.readInventory(running));
    await writeDocument(work, { file: FILE_NAMES.mof, text, toDos }, running);
    return { state: 'done', detail: t('{0} was made.', FILE_NAMES.mof) };
  },
};
