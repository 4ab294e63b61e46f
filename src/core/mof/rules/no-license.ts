import { type Rule } from '../../findings/rule';
import { licenseById } from '../../licenses/catalogue';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { type MofDocument } from '../document';

/** Licences to choose from for a whole release: OpenMDW covers every content type. */
const CHOICES = ['OpenMDW-1.0', 'Apache-2.0', 'MIT'];

/** src/ModelEvaluator.php:157-182: a component that neither has nor inherits a licence is unlicensed. */
export const noLicense: Rule<MofDocument> = {
  id: 'mof/no-license',
  title: 'Components without any licence',
  help: 'A component without a licence of its own takes that of its content type or of the distribution. Where there is none, it is unlicensed and does not count for any class.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    const without = document.components.filter(
      (c) => c.name && c.license === undefined && document.licenseOf(c).source === 'none',
    );
    if (!without.length || !document.componentsEntry) return;
    const names = without.map((c) => c.name!);
    report({
      at: document.componentsEntry.key,
      message:
        names.length === 1
          ? t('{0} has no licence and inherits none, so it does not count.', names[0]!)
          : t(
              '{0} components have no licence and inherit none, so they do not count: {1}.',
              names.length,
              names.join(', '),
            ),
      fix: () =>
        document.licenseMap && !document.globals.distribution
          ? CHOICES.map((name) => ({
              title: t('License the release under {0}', name),
              safe: false,
              edits: document.licenseMap!.entries.length
                ? editorFor(document.parsed).addEntry(document.licenseMap!, 'distribution', licenseValue(name), 'first')
                : editorFor(document.parsed).setValue(document.release!, document.licenseEntry!, {
                    distribution: licenseValue(name),
                  }),
            }))
          : [],
    });
  },
};

function licenseValue(name: string): { name: string; path: string } {
  return { name, path: licenseById(name)!.url };
}
