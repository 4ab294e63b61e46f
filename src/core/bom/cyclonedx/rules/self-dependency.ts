import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asList } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';

/** Schemas 1.5 to 1.7, `dependsOn`: the direct dependencies of a component or service, which are others. */
export const selfDependency: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/self-dependency',
  title: 'Dependency on itself',
  help: 'An element is listed among its own dependencies. That says nothing, and sends simple readers round in circles.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    const found = document.contents.dependencies.flatMap(({ value: { ref, dependsOn }, place }) => {
      const index = Array.isArray(dependsOn) ? dependsOn.indexOf(ref) : -1;
      return index < 0 || typeof ref !== 'string' ? [] : [{ list: { parent: place, step: 'dependsOn' }, index, ref }];
    });
    for (const { list: place, index, ref } of found)
      report(() => {
        const list = asList(document.spot(place).node)!;
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
