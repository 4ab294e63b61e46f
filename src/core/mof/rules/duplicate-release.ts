import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { type MofDocument } from '../document';

/** Two files with one name overwrite each other; the tool looks names up without regard to case (facts of the format, §4 h). */
export const duplicateRelease: Rule<MofDocument> = {
  id: 'mof/duplicate-release',
  title: 'Release name used by another file',
  help: 'The Model Openness Tool knows a model by its release name, in any case. Of two files with one name the last one read overwrites the other.',
  severity: 'warning',
  fixable: false,
  check(document, report, context) {
    const { name, nameEntry } = document;
    if (!name || !nameEntry?.value) return;
    const others = context.releases.filter(
      (r) => r.file !== context.file && r.name.toLowerCase() === name.toLowerCase(),
    );
    if (!others.length) return;
    report({
      at: nameEntry.value,
      message: t('Another file has the release name "{0}"; the Model Openness Tool keeps only one of them.', name),
      elsewhere: others.map((r) => ({ file: r.file, range: r.range, message: t('The same name.') })),
    });
  },
};
