import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asList } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { isMap } from '../values';

/** Schemas 1.5 to 1.7, `dependsOn`: the direct dependencies of a component or service, which are others. */
export const selfDependency: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/self-dependency',
  title: 'Dependency on itself',
  help: 'An element is listed among its own dependencies. That says nothing, and sends simple readers round in circles.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    const { dependencies } = document.value;
    const found = (Array.isArray(dependencies) ? (dependencies as unknown[]) : []).flatMap((dependency, i) => {
      if (!isMap(dependency) || !Array.isArray(dependency.dependsOn)) return [];
      const { ref } = dependency;
      const index = dependency.dependsOn.indexOf(ref);
      return index < 0 || typeof ref !== 'string' ? [] : [{ path: ['dependencies', i, 'dependsOn'], index, ref }];
    });
    for (const { path, index, ref } of found)
      report(() => {
        const list = asList(document.spot(path).node)!;
        const item = list.items[index]!;
        return {
          at: item,
          message: t('"{0}" depends on itself here.', ref),
          fix: () => [
            {
              title: t('Remove the dependency on itself'),
              safe: false,
              edits: editorFor(document.parsed).removeItems(list, [item]),
            },
          ],
        };
      });
  },
};
