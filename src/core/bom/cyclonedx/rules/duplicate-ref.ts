import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { asScalar } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { pathOf, type Place } from '../place';
import { repetitions } from './duplicate-item';

/** Schemas 1.5 to 1.7, `bom-ref`: every one is unique within the document. */
export const duplicateRef: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/duplicate-ref',
  title: '"bom-ref" given twice',
  help: 'A "bom-ref" names one element. Where two have the same, references to it are ambiguous; the schema cannot see that.',
  severity: 'error',
  fixable: false,
  check(document, report) {
    const twice = [...document.contents.names.values()].filter((places) => places.length > 1);
    if (!twice.length) return;
    const copies = new Set(repetitions(document).map(({ path, index }) => [...path, index].join('/')));
    const later = twice.flatMap(([first, ...others]) => others.map((place) => ({ first: first!, place })));
    const own = later.filter(({ place }) => !isInside(place, copies));
    for (const { first, place } of own)
      report(() => {
        const node = asScalar(document.spot(place).node)!;
        return {
          at: node,
          message: t('The "bom-ref" "{0}" is given already.', node.text),
          related: [{ at: document.spot(first).node!, message: t('It stands here first.') }],
        };
      });
  },
};

/** Whether a place is in one of these, given as paths. */
function isInside(place: Place, paths: ReadonlySet<string>): boolean {
  const path = pathOf(place);
  return path.some((_, i) => paths.has(path.slice(0, i + 1).join('/')));
}
