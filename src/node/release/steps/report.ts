import { exportInspection } from '../../../core/inspection/export';
import { t } from '../../../core/l10n';
import { writeFile } from '../../files/write';
import { type Step } from '../step';

/** Writes what the stranger found as a report that anybody can read, and that needs nothing to be read with. */
export const report: Step = {
  id: 'report',
  plan: ({
    request: {
      report: { file },
      skip,
    },
  }) =>
    skip.has('verify')
      ? { state: 'skip', detail: t('It says what verifying finds, which is left out.') }
      : { state: 'do', detail: t('{0} says what was found.', file.shown) },
  async run({
    inspection,
    request: {
      report: { file, format },
    },
  }) {
    writeFile(file.path, file.shown, exportInspection(inspection!, format));
    return { state: 'done', detail: t('{0} was written.', file.shown) };
  },
};
