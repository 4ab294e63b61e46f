import { type Rule } from '../findings/rule';
import { t } from '../l10n';
import { readLicense } from '../licenses/rules/reading';
import { editorFor } from '../text/editor';
import { classifierFits } from './classifiers';
import { type LicenseClassifier, type Pyproject } from './pyproject';

/** PEP 639, "Deprecate license classifiers": build tools refuse a project that has both. */
const licenseClassifier: Rule<Pyproject> = {
  id: 'license/classifier',
  title: 'Licence classifier beside a licence expression',
  help: 'PEP 639 replaced the "License ::" classifiers by the expression in project.license. Build tools refuse a project that has both; where they disagree, one of them is wrong.',
  severity: 'warning',
  fixable: true,
  check(project, report) {
    const [declared] = [project.expression, ...project.legacy].filter((node) => node !== undefined);
    if (!declared) return;
    const { names, problems } = readLicense(declared.text, project.expression ? 'expression' : 'name');
    const ids = names.flatMap(({ listed }) => listed ?? []);
    if (problems.length || !ids.length) return;
    for (const classifier of project.classifiers) {
      const { node } = classifier;
      const fits = ids.map((id) => classifierFits(node.text, id));
      const contradicts = fits.every((fit) => fit === false);
      // Beside a text of the old form both may stand, as long as they agree.
      if (!contradicts && !project.expression) continue;
      report({
        at: node,
        message: contradicts
          ? t('This classifier is not {0}, which the project says its licence is.', declared.text)
          : t('Build tools refuse a "License ::" classifier beside the licence expression "{0}".', declared.text),
        related: [{ at: declared, message: t('The licence of the project.') }],
        fix: () => [
          // Where both say the same, nothing is lost.
          { title: t('Remove the classifier'), safe: !contradicts, edits: removal(project, classifier) },
        ],
      });
    }
  },
};

function removal({ parsed }: Pyproject, { list, item }: LicenseClassifier) {
  return editorFor(parsed).removeItems(list, [item]);
}

export const pyprojectRules: readonly Rule<Pyproject>[] = [licenseClassifier];
